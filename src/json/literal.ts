// Turns bytes into a fast answer to whether they stand at a place.
import { viewOf } from './view.ts';

/** Bytes that are looked for, four at a time; the last four may overlap those before. */
export class Literal {
  readonly length: number;
  readonly #words: Int32Array;
  readonly #offsets: Uint32Array;
  /** Where there are fewer than four. */
  readonly #bytes: Uint8Array;

  constructor(text: Uint8Array) {
    this.length = text.length;
    const count = text.length < 4 ? 0 : Math.ceil(text.length / 4);
    this.#offsets = Uint32Array.from({ length: count }, (_, index) => Math.min(index * 4, text.length - 4));
    const view = viewOf(text);
    this.#words = Int32Array.from(this.#offsets, (offset) => view.getInt32(offset));
    this.#bytes = count === 0 ? Uint8Array.from(text) : new Uint8Array();
  }

  isAt(view: DataView, at: number, end: number): boolean {
    if (at + this.length > end) return false;
    const [words, offsets] = [this.#words, this.#offsets];
    for (let index = 0; index < words.length; index++)
      if (view.getInt32(at + offsets[index]!) !== words[index]) return false;
    for (let index = 0; index < this.#bytes.length; index++)
      if (view.getUint8(at + index) !== this.#bytes[index]) return false;
    return true;
  }
}
