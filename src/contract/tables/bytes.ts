// Turns numbers and words into one sequence of bytes, and returns the offset of each.
import { WORD_TEXT } from './layout.ts';

const FIRST = 1 << 16;
/** More than any contract has; all places are below it. */
const MOST = 1 << 28;

export class TableBytes {
  #bytes = new Uint8Array(FIRST);
  #view = new DataView(this.#bytes.buffer);
  #size: number;
  readonly #words = new Map<string, number>();

  /** So many bytes are placed already. */
  constructor(size: number) {
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  /** The offset of so many zero bytes; all begin at multiples of eight. */
  place(bytes: number): number {
    const at = this.#size;
    this.#size = Math.ceil((at + bytes) / 8) * 8;
    if (this.#size > MOST) throw new RangeError('the contract is too large');
    if (this.#size > this.#bytes.length) {
      const larger = new Uint8Array(this.#size * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }

  /** The offset of numbers one behind the other. */
  list(numbers: readonly number[]): number {
    const at = this.place(4 * numbers.length);
    for (const [index, number] of numbers.entries()) this.set(at + 4 * index, number);
    return at;
  }

  set(at: number, number: number): void {
    this.#view.setUint32(at, number, true);
  }

  setByte(at: number, number: number): void {
    this.#view.setUint8(at, number);
  }

  setWide(at: number, number: bigint): void {
    this.#view.setBigUint64(at, number, true);
  }

  setFloat(at: number, number: number): void {
    this.#view.setFloat64(at, number, true);
  }

  /** The offset of a word, which stands there once. */
  word(text: string): number {
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    const bytes = new TextEncoder().encode(text);
    const at = this.place(WORD_TEXT + bytes.length);
    this.set(at, bytes.length);
    this.#bytes.set(bytes, at + WORD_TEXT);
    this.#words.set(text, at);
    return at;
  }

  /** All words so far, and where they are. */
  get words(): ReadonlyMap<string, number> {
    return this.#words;
  }

  /** A copy of what was placed. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#size);
  }
}
