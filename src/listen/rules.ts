// Names the choices that a receiver leaves to its operator, with their defaults.

export const FSYNCS = ['always', 'interval', 'never'] as const;
export type Fsync = (typeof FSYNCS)[number];

export const ALGORITHMS = ['sha256', 'sha512', 'sha1'] as const;
export const ENCODINGS = ['hex', 'base64'] as const;

/** How Vapi signs requests: named as in its HMACAuthenticationPlan. */
export interface SignatureRules {
  readonly key: Buffer;
  readonly algorithm: (typeof ALGORITHMS)[number];
  readonly signatureHeader: string;
  readonly signaturePrefix: string;
  readonly signatureEncoding: (typeof ENCODINGS)[number];
  readonly timestampHeader: string;
  readonly messageIdHeader: string;
  readonly payloadFormat: string;
  /** Ms that a signed timestamp may be away from now; the plan has none. */
  readonly maxAgeMs: number;
}

/** The plan's own defaults, as Vapi describes them. */
export const SIGNATURE_DEFAULTS: Omit<SignatureRules, 'key'> = {
  algorithm: 'sha256',
  signatureHeader: 'x-signature',
  signaturePrefix: '',
  signatureEncoding: 'hex',
  timestampHeader: 'x-timestamp',
  messageIdHeader: 'svix-id',
  payloadFormat: '{timestamp}.{body}',
  maxAgeMs: 300_000,
};

/** As long as Vapi waits for a server where nobody says otherwise (timeoutSeconds). */
export const FORWARD_TIMEOUT_MS = 20_000;

export const MAX_FILE_BYTES = 100 << 20;
