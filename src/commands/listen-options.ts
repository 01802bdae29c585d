// Turns the words of the options that listen alone has into typed values; one row per option.
import {
  ALGORITHMS,
  ENCODINGS,
  FSYNCS,
  type Fsync,
  SIGNATURE_DEFAULTS,
  type SignatureRules,
} from '../listen/rules.ts';
import type { OptionRow } from './options.ts';
import { address, list, port, size, span } from './values.ts';

const OPENS = 'lets others in';
const SENDS = 'sends captures elsewhere';
const WRITES = 'writes files';

export interface ListenOptions {
  readonly port?: number;
  readonly host?: string;
  readonly allowHost?: readonly string[];
  readonly outCapture?: never;
  /** In bytes. */
  readonly maxSize?: number;
  readonly fsync?: Fsync;
  readonly forward?: string;
  /** In ms. */
  readonly forwardTimeout?: number;
  readonly secretFile?: string;
  readonly hmacKeyFile?: string;
  readonly hmacAlgorithm?: SignatureRules['algorithm'];
  readonly hmacHeader?: string;
  readonly hmacPrefix?: string;
  readonly hmacEncoding?: SignatureRules['signatureEncoding'];
  readonly hmacPayload?: string;
  readonly hmacTimestampHeader?: string;
  readonly hmacIdHeader?: string;
  /** In ms. */
  readonly hmacMaxAge?: number;
}

export const LISTEN_OPTIONS = {
  port: { flags: '--port <port>', about: 'the port to listen on; 0 for a free one', parse: port },
  host: {
    flags: '--host <address>',
    about: 'the address to listen on; another than this machine itself lets others in (default: 127.0.0.1)',
    parse: address,
    risk: OPENS,
  },
  allowHost: {
    flags: '--allow-host <names>',
    about: 'further names that requests may be sent to, such as that of a tunnel, with commas between',
    parse: list,
    risk: OPENS,
  },
  outCapture: {
    flags: '--out <file>',
    about:
      'where to store bodies; {date} stands for the UTC day, {call} for the id of the call (default: turnline-{date}.ndjson)',
    completes: 'file',
    risk: WRITES,
  },
  maxSize: {
    flags: '--max-size <size>',
    about: 'a file that would get larger becomes FILE.1, then FILE.2 and so on (default: 100M)',
    parse: size,
  },
  fsync: {
    flags: '--fsync <when>',
    about:
      'when bodies are on the disk: before the answer (always), within 200 ms, or whenever (default: interval)',
    choices: FSYNCS,
  },
  forward: {
    flags: '--forward <url>',
    about: 'pass each request on to this URL once it is stored, and give back the answer from there',
    risk: SENDS,
  },
  forwardTimeout: {
    flags: '--forward-timeout <time>',
    about: 'how long to wait for that answer, such as 500ms or 1m (default: 20s)',
    parse: span,
  },
  secretFile: {
    flags: '--secret-file <file>',
    about: 'holds the secret that requests must have, as X-Vapi-Secret or bearer token; else TURNLINE_SECRET',
    completes: 'file',
    risk: OPENS,
  },
  hmacKeyFile: {
    flags: '--hmac-key-file <file>',
    about:
      'holds the key that requests must be signed with, after base64: where it is written so; else TURNLINE_HMAC_KEY',
    completes: 'file',
    risk: OPENS,
  },
  hmacAlgorithm: {
    flags: '--hmac-algorithm <name>',
    about: `algorithm of the signature (default: ${SIGNATURE_DEFAULTS.algorithm})`,
    choices: ALGORITHMS,
  },
  hmacHeader: {
    flags: '--hmac-header <name>',
    about: `signatureHeader of the credential (default: ${SIGNATURE_DEFAULTS.signatureHeader})`,
  },
  hmacPrefix: {
    flags: '--hmac-prefix <text>',
    about: 'signaturePrefix of the credential, such as sha256= (default: none)',
  },
  hmacEncoding: {
    flags: '--hmac-encoding <name>',
    about: `signatureEncoding of the credential (default: ${SIGNATURE_DEFAULTS.signatureEncoding})`,
    choices: ENCODINGS,
  },
  hmacPayload: {
    flags: '--hmac-payload <format>',
    about: `payloadFormat of the credential, of {body}, {timestamp}, {method} and {svix-id} (default: ${SIGNATURE_DEFAULTS.payloadFormat})`,
    risk: OPENS,
  },
  hmacTimestampHeader: {
    flags: '--hmac-timestamp-header <name>',
    about: `timestampHeader of the credential (default: ${SIGNATURE_DEFAULTS.timestampHeader})`,
  },
  hmacIdHeader: {
    flags: '--hmac-id-header <name>',
    about: `messageIdHeader of the credential (default: ${SIGNATURE_DEFAULTS.messageIdHeader})`,
  },
  hmacMaxAge: {
    flags: '--hmac-max-age <time>',
    about: 'how far a signed timestamp may be from now (default: 5m)',
    parse: span,
  },
} as const satisfies Record<keyof ListenOptions, OptionRow>;
