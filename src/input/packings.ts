// Turns the first bytes of a file into the packing it is in, told by its magic number, or for brotli, which has none, by a trial.
import { isUtf8 } from 'node:buffer';
import type { Transform, TransformOptions } from 'node:stream';
import type { ZlibOptions } from 'node:zlib';
import { OPEN_BRACKET, SPACE } from '../json/bytes.ts';
import { encodingOf } from './encodings.ts';
import { zlib } from './zlib.ts';
import { ZstdFrames } from './zstd-frames.ts';

export interface Packing {
  readonly name: string;
  /** Undefined where this Node cannot; then `remedy` is the command to pipe through. */
  readonly unpack: (() => Transform) | undefined;
  readonly remedy: string;
  /** What tells whether all of it is there, where unpacking does not. */
  readonly ends?: () => { add(bytes: Uint8Array): void; readonly isWhole: boolean };
  /** The version of Node that brought it, where that is not every one. */
  readonly since?: string;
}

/** What was unpacked is taken before more is: of what waits, a stream that comes upon damage would give nothing. */
const PROMPT: ZlibOptions & TransformOptions = { readableHighWaterMark: 1 };

/** zstd came to Node with 22.15; older ones have no such function. */
function zstd(): (() => Transform) | undefined {
  const make: unknown = Reflect.get(zlib(), 'createZstdDecompress');
  return typeof make === 'function' ? () => make(PROMPT) as Transform : undefined;
}

/** Each with the bytes in hex that a file in it begins with; brotli has none. */
export const PACKINGS = {
  gzip: { name: 'gzip', magic: '1f8b', unpack: () => zlib().createGunzip(PROMPT), remedy: 'gzip -dc' },
  zstd: {
    name: 'zstd',
    magic: '28b52ffd',
    ends: () => new ZstdFrames(),
    remedy: 'zstd -dc',
    since: '22.15',
    get unpack() {
      return zstd();
    },
  },
  brotli: {
    name: 'brotli',
    magic: '',
    unpack: () => zlib().createBrotliDecompress(PROMPT),
    remedy: 'brotli -dc',
  },
  bzip2: { name: 'bzip2', magic: '425a68', unpack: undefined, remedy: 'bzip2 -dc' },
  xz: { name: 'xz', magic: 'fd377a585a00', unpack: undefined, remedy: 'xz -dc' },
  lz4: { name: 'lz4', magic: '04224d18', unpack: undefined, remedy: 'lz4 -dc' },
  zip: { name: 'zip', magic: '504b0304', unpack: undefined, remedy: 'unzip -p' },
} as const satisfies Record<string, Packing & { readonly magic: string }>;

/** What tells a packing by its magic number, and what a brotli stream is tried on. */
const MAGIC_BYTES = 8;
export const TRIAL_BYTES = 1 << 16;

/** Null where the bytes are in none; undefined where more of them are needed. */
export function packingOf(head: Buffer, ended: boolean): Packing | null | undefined {
  if (head.length < MAGIC_BYTES && !ended) return undefined;
  const hex = head.toString('hex', 0, MAGIC_BYTES);
  const packing = Object.values(PACKINGS).find(({ magic }) => magic !== '' && hex.startsWith(magic));
  if (packing !== undefined) return packing;
  if (isPlain(head.subarray(0, MAGIC_BYTES))) return null;
  if (head.length < TRIAL_BYTES && !ended) return undefined;
  return isBrotli(head) ? PACKINGS.brotli : null;
}

/** Whether bytes may be the beginning of a text, in UTF-8 or UTF-16, or of a hole of zeros. */
function isPlain(bytes: Buffer): boolean {
  if (bytes[0] === 0 || encodingOf(bytes) !== 'utf-8') return true;
  const isText = (byte: number, at: number): boolean =>
    byte === ESCAPE ? bytes[at + 1] === OPEN_BRACKET : byte >= SPACE || TEXT_CONTROLS.has(byte);
  return bytes.every(isText) && [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)));
}

/** Opens a colour only before a bracket; many a brotli stream begins with it. */
const ESCAPE = 0x1b;

/** Tab, newline, return, record separator. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x1e]);

function isBrotli(head: Buffer): boolean {
  try {
    const text = zlib().brotliDecompressSync(head, {
      finishFlush: zlib().constants.BROTLI_OPERATION_FLUSH,
      maxOutputLength: TRIAL_BYTES * 64,
    });
    return text.length > 0 && isPlain(text.subarray(0, MAGIC_BYTES));
  } catch (error) {
    // So much text from so few bytes is packed, whatever it says.
    return error instanceof RangeError;
  }
}
