// Turns a file of lines into stretches, so that each thread reads its own.
import { isStretch, type Piece, type PieceSource } from './chunks.ts';
import type { ByteReader, OpenFile } from './source.ts';
import type { Stretch } from './stretch.ts';

/** Large enough that dealing costs little, small enough that all hands get work. */
export const STRETCH_BYTES = 1 << 22;
/** Where the rest of a file is less than so many times what one thread would get in a row, it gets less. */
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
    const left = (this.#file.size - this.#dealt) / STRETCH_BYTES;
    return this.#hasMany ? 1 : Math.max(1, Math.min(MOST_IN_A_ROW, Math.floor(left / SHARE)));
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
