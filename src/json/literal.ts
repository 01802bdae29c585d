// Turns bytes into a fast answer to whether they stand at a place.
import { viewOf } from './view.ts';

const WORD = 4;

/** Bytes that are looked for, four at a time; the last four may overlap those before. */
export class Literal {
  readonly length: number;
  readonly #words: Int32Array;
  /** Where the last four begin; below 0 where there are fewer. */
  readonly #last: number;
  readonly #lastWord: number;
  readonly #bytes: Uint8Array;

  constructor(text: Uint8Array) {
    const view = viewOf(text);
    this.length = text.length;
    this.#last = text.length - WORD;
    this.#words = Int32Array.from({ length: Math.max(0, Math.ceil(this.#last / WORD)) }, (_, index) =>
      view.getInt32(index * WORD),
    );
    this.#lastWord = this.#last < 0 ? 0 : view.getInt32(this.#last);
    this.#bytes = this.#last < 0 ? Uint8Array.from(text) : new Uint8Array();
  }

  isAt(view: DataView, at: number, end: number): boolean {
    if (at + this.length > end) return false;
    if (this.#last < 0) return this.#isShortAt(view, at);
    const words = this.#words;
    for (let index = 0; index < words.length; index++)
      if (view.getInt32(at + index * WORD) !== words[index]) return false;
    return view.getInt32(at + this.#last) === this.#lastWord;
  }

  #isShortAt(view: DataView, at: number): boolean {
    const bytes = this.#bytes;
    for (let index = 0; index < bytes.length; index++)
      if (view.getUint8(at + index) !== bytes[index]) return false;
    return true;
  }
}
