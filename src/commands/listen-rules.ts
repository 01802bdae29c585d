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
  const hosts = [...own, ...allowHost].filter((name) => name !== '').map((name) => name.toLowerCase());
  return { hosts, secret: await secretOf(invocation, secretFile, '--secret-file', SECRET_VARIABLE) };
}

/** Null where requests need not be signed. */
export async function signatureOf(invocation: Invocation): Promise<SignatureRules | null> {
  const { options } = invocation;
  const key = await secretOf(invocation, options.hmacKeyFile, '--hmac-key-file', HMAC_KEY_VARIABLE);
  if (key === null) {
    if (!Object.keys(options).some((name) => name.startsWith('hmac'))) return null;
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
    key: keyOf(key),
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

/** From a file, else from the environment; the newline that editors add is no part of it. Null where neither is set. */
async function secretOf(
  { host }: Invocation,
  file: string | undefined,
  flag: string,
  variable: string,
): Promise<string | null> {
  if (file !== undefined) {
    const text = (await readBytes(resolve(host.cwd, file), file)).toString();
    if (isBlank(text)) throw new TurnlineError('usage', `${flag}: ${file} is empty`);
    return withoutNewline(text);
  }
  // An empty value is what a script leaves whose own variable was not set: it must not open the server.
  for (const name of [variable, `${variable}_FILE`])
    if (isBlank(host.env[name]))
      throw new TurnlineError(
        'usage',
        `${name} is empty: set a value, or unset it to accept requests without one`,
      );
  const text = host.env[variable];
  return text === undefined ? null : withoutNewline(text);
}

/** A header cannot carry a secret of blanks, since blanks around its value are no part of it. */
function isBlank(text: string | undefined): boolean {
  return text?.trim() === '';
}

function withoutNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}

const BASE64_TEXT = /^[\w+/-]+={0,2}$/;

function keyOf(text: string): Buffer {
  if (!text.startsWith(BASE64)) return Buffer.from(text);
  const encoded = text.slice(BASE64.length);
  const key = Buffer.from(encoded, 'base64');
  // Node decodes anything, and what is not base64 into an empty key, with which everybody can sign.
  if (!BASE64_TEXT.test(encoded) || key.length === 0)
    throw new TurnlineError('usage', `the HMAC key begins with ${BASE64}, but no base64 follows`);
  return key;
}
