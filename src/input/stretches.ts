// Turns a file of lines into stretches, so that each thread reads its own.
import { isStretch, type Piece, type PieceSource } from './chunks.ts';
import type { ByteReader, OpenFile } from './source.ts';
import type { Stretch } from './stretch.ts';

/** Large enough that dealing costs little, small enough that all hands get work. */
export const STRETCH_BYTES = 1 << 22;
/** A thread gets in a row at most this part of what was dealt, since it begins slowly, and of what is left, so that all end together. */
const SHARE = 8;
const MOST_IN_A_ROW = 8;
/** Where a stretch has so many records, what they come to takes room, and little of it is to wait. */
const MANY_RECORDS = 1 << 12;

export class Stretches implements PieceSource {
  readonly #file: OpenFile;
  #dealt = 0;
  #hasMany = false;

  constructor(file: OpenFile) {
    this.#file = file;
  }

  get run(): number {
    if (this.#hasMany) return 1;
    const least = Math.min(this.#dealt, this.#file.size - this.#dealt);
    return Math.max(1, Math.min(MOST_IN_A_ROW, Math.floor(least / STRETCH_BYTES / SHARE)));
  }

  async next(): Promise<Stretch | undefined> {
    const { fd, size } = this.#file;
    const from = this.#dealt;
    if (from >= size) return undefined;
    this.#dealt = Math.min(from + STRETCH_BYTES, size);
    return { fd, from, to: this.#dealt };
  }

  done(piece: Piece, records: number): void {
    if (isStretch(piece)) this.#file.add(piece.to - piece.from);
    this.#hasMany = records >= MANY_RECORDS;
  }

  /** There may always be more: a last line that does not end, or what has been written since. */
  rest(_: readonly Piece[], taken: number): ByteReader {
    return this.#file.from(taken);
  }
}
