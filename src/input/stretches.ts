// Turns a file of lines into stretches, so that each thread reads its own.
import { isStretch, type Piece, type PieceSource } from './chunks.ts';
import type { ByteReader, OpenFile } from './source.ts';
import type { Stretch } from './stretch.ts';

/** Large enough that dealing costs little, small enough that all hands get work. */
export const STRETCH_BYTES = 1 << 22;

export class Stretches implements PieceSource {
  readonly #file: OpenFile;
  #dealt = 0;

  constructor(file: OpenFile) {
    this.#file = file;
  }

  async next(): Promise<Stretch | undefined> {
    const { fd, size } = this.#file;
    const from = this.#dealt;
    if (from >= size) return undefined;
    this.#dealt = Math.min(from + STRETCH_BYTES, size);
    return { fd, from, to: this.#dealt };
  }

  done(piece: Piece): void {
    if (isStretch(piece)) this.#file.add(piece.to - piece.from);
  }

  /** There may always be more: a last line that does not end, or what has been written since. */
  rest(_: readonly Piece[], taken: number): ByteReader {
    return this.#file.from(taken);
  }
}
