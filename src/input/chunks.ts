// Turns a reader of lines into chunks of whole lines, each in memory that threads can share.
import { NEWLINE } from '../json/bytes.ts';
import type { ByteReader } from './source.ts';

/** Large enough that dealing costs little, small enough that all hands get work. */
export const CHUNK_BYTES = 1 << 21;

/** Bytes [0, length) of `bytes`. Only the last chunk may end in the middle of a line. */
export interface Chunk {
  readonly bytes: Buffer;
  readonly length: number;
}

export class Chunks {
  readonly #reader: ByteReader;
  readonly #most: number;
  readonly #spare: Buffer[] = [];
  /** The beginning of a line whose end is yet to come. */
  #rest: Buffer = Buffer.alloc(0);
  /** Whether a line is longer than what is read; its beginning is in `rest`. */
  isOverlong = false;

  /** A line of more than `most` bytes ends it. */
  constructor(reader: ByteReader, most: number) {
    this.#reader = reader;
    this.#most = most;
  }

  /** What was read and is in no chunk. */
  get rest(): Buffer {
    return this.#rest;
  }

  /** Memory of a chunk that nobody needs any more. */
  giveBack(bytes: Buffer): void {
    if (bytes.length === CHUNK_BYTES) this.#spare.push(bytes);
  }

  /** Undefined at the end, or where a line is too long. */
  async next(): Promise<Chunk | undefined> {
    let bytes =
      this.#rest.length < CHUNK_BYTES / 2
        ? (this.#spare.pop() ?? room(CHUNK_BYTES))
        : room(this.#rest.length * 4);
    let length = this.#rest.copy(bytes);
    for (;;) {
      const read = await this.#reader.read(bytes, length, bytes.length - length);
      if (read === 0) {
        this.#rest = Buffer.alloc(0);
        return length === 0 ? undefined : { bytes, length };
      }
      const newline = lastNewline(bytes, length, length + read);
      length += read;
      if (length < bytes.length) continue;
      const end = newline >= 0 ? newline : lastNewline(bytes, 0, length);
      if (end >= 0) {
        this.#rest = Buffer.from(bytes.subarray(end + 1, length));
        return { bytes, length: end + 1 };
      }
      if (length >= this.#most) {
        this.#rest = bytes.subarray(0, length);
        this.isOverlong = true;
        return undefined;
      }
      const larger = room(bytes.length * 2);
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
  }
}

/** Memory that other threads can look at. */
function room(bytes: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(bytes));
}

function lastNewline(bytes: Buffer, from: number, to: number): number {
  const found = bytes.subarray(from, to).lastIndexOf(NEWLINE);
  return found < 0 ? -1 : from + found;
}
