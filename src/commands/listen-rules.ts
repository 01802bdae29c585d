// Turns an invocation of listen into the rules that its receiver goes by.
import { resolve } from 'node:path';
import { TurnlineError } from '../errors.ts';
import { readBytes } from '../input/source.ts';
import { strangePlaceholders } from '../listen/capture-name.ts';
import type { GateRules } from '../listen/gate.ts';
import { SIGNATURE_DEFAULTS, type SignatureRules } from '../listen/rules.ts';
import { unknownPlaceholders } from '../listen/signature.ts';
import type { Invocation } from './command.ts';
import { HMAC_KEY_VARIABLE, SECRET_VARIABLE } from './settings/sought.ts';

export const LOOPBACK = '127.0.0.1';
const DEFAULT_PATTERN = 'turnline-{date}.ndjson';
/** Addresses that stand for all of a machine, and are no names of it. */
const WILDCARDS: readonly string[] = ['0.0.0.0', '::'];

export function patternOf({ options, host }: Invocation): string {
  const { out = DEFAULT_PATTERN } = options;
  const [strange] = strangePlaceholders(out);
  if (strange !== undefined)
    throw new TurnlineError('usage', `--out knows {date} and {call}, not ${strange}`);
  return resolve(host.cwd, out);
}

export async function gateOf(invocation: Invocation): Promise<GateRules> {
  const { host = LOOPBACK, allowHost = [], secretFile } = invocation.options;
  const own = WILDCARDS.includes(host) ? [] : [host.includes(':') ? `[${host}]` : host];
  const hosts = [...own, ...allowHost].map((name) => name.toLowerCase());
  return { hosts, secret: await secretOf(invocation, secretFile, '--secret-file', SECRET_VARIABLE) };
}

/** Null where requests need not be signed. */
export async function signatureOf(invocation: Invocation): Promise<SignatureRules | null> {
  const { options, given } = invocation;
  const key = await secretOf(invocation, options.hmacKeyFile, '--hmac-key-file', HMAC_KEY_VARIABLE);
  if (key === null) {
    if (!Object.keys(given).some((name) => name.startsWith('hmac'))) return null;
    throw new TurnlineError('usage', `a signature needs a key: --hmac-key-file, or ${HMAC_KEY_VARIABLE}`);
  }
  const payloadFormat = options.hmacPayload ?? SIGNATURE_DEFAULTS.payloadFormat;
  const [unknown] = unknownPlaceholders(payloadFormat);
  if (unknown !== undefined)
    throw new TurnlineError(
      'usage',
      `--hmac-payload knows {body}, {timestamp}, {method} and {svix-id}, not ${unknown}`,
    );
  if (!payloadFormat.includes('{body}'))
    throw new TurnlineError(
      'usage',
      '--hmac-payload must have {body}: a signature of anything else proves nothing',
    );
  return {
    key: key.startsWith(BASE64) ? Buffer.from(key.slice(BASE64.length), 'base64') : Buffer.from(key),
    algorithm: options.hmacAlgorithm ?? SIGNATURE_DEFAULTS.algorithm,
    signatureHeader: options.hmacHeader ?? SIGNATURE_DEFAULTS.signatureHeader,
    signaturePrefix: options.hmacPrefix ?? SIGNATURE_DEFAULTS.signaturePrefix,
    signatureEncoding: options.hmacEncoding ?? SIGNATURE_DEFAULTS.signatureEncoding,
    timestampHeader: options.hmacTimestampHeader ?? SIGNATURE_DEFAULTS.timestampHeader,
    messageIdHeader: options.hmacIdHeader ?? SIGNATURE_DEFAULTS.messageIdHeader,
    payloadFormat,
    maxAgeMs: options.hmacMaxAge ?? SIGNATURE_DEFAULTS.maxAgeMs,
  };
}

/** How a key begins that is base64, the plan's secretIsBase64. */
const BASE64 = 'base64:';

export function forwardUrlOf({ options: { forward } }: Invocation): URL | null {
  if (forward === undefined) return null;
  const url = URL.canParse(forward) ? new URL(forward) : null;
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new TurnlineError('usage', '--forward wants a URL such as http://localhost:3000/vapi');
}

/** From a file, else from the environment; the newline that editors add is no part of it. */
async function secretOf(
  { host }: Invocation,
  file: string | undefined,
  flag: string,
  variable: string,
): Promise<string | null> {
  const text =
    file === undefined ? host.env[variable] : (await readBytes(resolve(host.cwd, file), file)).toString();
  const secret = text?.replace(/\r?\n$/, '');
  if (secret === '' && file !== undefined) throw new TurnlineError('usage', `${flag}: ${file} is empty`);
  return secret === undefined || secret === '' ? null : secret;
}
