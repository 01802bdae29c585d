// Turns a reader of lines into chunks of whole lines, each in memory that threads can share.
import { NEWLINE } from '../json/bytes.ts';
import type { ByteReader } from './source.ts';
import type { Stretch } from './stretch.ts';

/** Bytes [0, length) of `bytes`. Only the last chunk may end in the middle of a line. */
export interface Chunk {
  readonly bytes: Buffer;
  /** The number of `bytes`, which come again for other chunks; ONCE where they do not. */
  readonly memory: number;
  readonly length: number;
}

/** The number of memory that does not come again. */
export const ONCE = -1;

/** A piece of work for one thread: bytes that were read, or that it is to read itself. */
export type Piece = Chunk | Stretch;

export function isStretch(piece: Piece): piece is Stretch {
  return 'fd' in piece;
}

/** Where work comes from, piece by piece, in order. */
export interface PieceSource {
  /** Undefined where there are no more. */
  next(): Promise<Piece | undefined>;
  /** The piece was taken: nobody needs its bytes any more. */
  done(piece: Piece): void;
  /** What is in no piece, or in one of `pending`, behind so many bytes of others; undefined where there is nothing. */
  rest(pending: readonly Piece[], taken: number): ByteReader | undefined;
}

/** Large enough that dealing costs little, small enough that all hands get work. */
export const CHUNK_BYTES = 1 << 21;

export class Chunks implements PieceSource {
  readonly #reader: ByteReader;
  readonly #most: number;
  readonly #spare: Omit<Chunk, 'length'>[] = [];
  #made = 0;
  /** The beginning of a line whose end is yet to come. */
  #rest: Buffer = Buffer.alloc(0);
  #isOverlong = false;

  /** A line of more than `most` bytes ends it. */
  constructor(reader: ByteReader, most: number) {
    this.#reader = reader;
    this.#most = most;
  }

  done(piece: Piece): void {
    if (!isStretch(piece) && piece.memory !== ONCE) this.#spare.push(piece);
  }

  rest(pending: readonly Piece[]): ByteReader | undefined {
    if (pending.length === 0 && !this.#isOverlong) return undefined;
    const read = pending.flatMap((piece) =>
      isStretch(piece) ? [] : [piece.bytes.subarray(0, piece.length)],
    );
    return joined([...read, this.#rest], this.#reader);
  }

  async next(): Promise<Chunk | undefined> {
    let { bytes, memory } =
      this.#rest.length < CHUNK_BYTES / 2
        ? (this.#spare.pop() ?? { bytes: room(CHUNK_BYTES), memory: this.#made++ })
        : { bytes: room(this.#rest.length * 4), memory: ONCE };
    let length = this.#rest.copy(bytes);
    for (;;) {
      const read = await this.#reader.read(bytes, length, bytes.length - length);
      if (read === 0) {
        this.#rest = Buffer.alloc(0);
        return length === 0 ? undefined : { bytes, memory, length };
      }
      const newline = lastNewline(bytes, length, length + read);
      length += read;
      if (length < bytes.length) continue;
      const end = newline >= 0 ? newline : lastNewline(bytes, 0, length);
      if (end >= 0) {
        this.#rest = Buffer.from(bytes.subarray(end + 1, length));
        return { bytes, memory, length: end + 1 };
      }
      if (length >= this.#most) {
        this.#rest = bytes.subarray(0, length);
        this.#isOverlong = true;
        return undefined;
      }
      const larger = room(bytes.length * 2);
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
      memory = ONCE;
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

/** The bytes of all pieces, then those of the reader. */
function joined(pieces: readonly Buffer[], reader: ByteReader): ByteReader {
  const left = [...pieces];
  return {
    async read(target, at, length) {
      while (left[0]?.length === 0) left.shift();
      const [first] = left;
      if (first === undefined) return reader.read(target, at, length);
      const taken = first.copy(target, at, 0, Math.min(length, first.length));
      left[0] = first.subarray(taken);
      return taken;
    },
    close: () => reader.close(),
  };
}
