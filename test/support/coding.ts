// Turns the text of a file in a case into the bytes that the file has, by what its section says of it.
import * as zlib from 'node:zlib';

/** What can be done to the text of a file, in the order in which a section names it. */
export const CODINGS = {
  crlf: (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\r\n')),
  bom: (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  'utf-16le': (bytes) => Buffer.from(bytes.toString(), 'utf16le'),
  'utf-16be': (bytes) => Buffer.from(bytes.toString(), 'utf16le').swap16(),
  /** Of each pair of surrogates the first half. */
  'utf-16le-halves': (bytes) =>
    Buffer.from(bytes.toString().replaceAll(/([\ud800-\udbff])[\udc00-\udfff]/g, '$1'), 'utf16le'),
  gzip: (bytes) => zlib.gzipSync(bytes),
  /** A member for each line, as appending to an archive makes them. */
  'gzip-lines': (bytes) =>
    Buffer.concat((bytes.toString().match(/.*\n/g) ?? []).map((it) => zlib.gzipSync(it))),
  /** Behind gzip: with the sum of something else. */
  'wrong-sum': (bytes) => Buffer.concat([bytes.subarray(0, -8), Buffer.alloc(4), bytes.subarray(-4)]),
  brotli: (bytes) => zlib.brotliCompressSync(bytes),
  zstd: (bytes) => zstd!(bytes),
} as const satisfies Record<string, (bytes: Buffer) => Buffer>;

export type Coding = keyof typeof CODINGS;

const compress: unknown = Reflect.get(zlib, 'zstdCompressSync');
/** Undefined before Node 22.15. */
const zstd = typeof compress === 'function' ? (compress as (bytes: Buffer) => Buffer) : undefined;

export interface CodedText {
  readonly text: string;
  readonly codings: readonly Coding[];
}

/** Whether this Node can write such a file, and so read it. */
export function isWritable({ codings }: CodedText): boolean {
  return zstd !== undefined || !codings.includes('zstd');
}

export function bytesOf({ text, codings }: CodedText): Buffer {
  return codings.reduce<Buffer>((bytes, coding) => CODINGS[coding](bytes), Buffer.from(text));
}

/** The text in whose lines and columns findings are placed: that of the file as UTF-8; decoding takes the mark of UTF-16 off. */
export function placedText({ text, codings }: CodedText): string {
  const isDecoded = codings.some((coding) => coding.startsWith('utf-16'));
  const kept = codings.filter((coding) => coding === 'crlf' || (coding === 'bom' && !isDecoded));
  return bytesOf({ text, codings: kept }).toString();
}
