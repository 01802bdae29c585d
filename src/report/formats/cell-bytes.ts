// Turns single values into bytes, each with the text that stands before it, and encodes a repeated text once.
import type { Cell } from '../model.ts';
import { bytesOf, type LineBytes } from './line-bytes.ts';

/** A cell that is no list. */
export type Scalar = Exclude<Cell, readonly unknown[]>;

/** Most columns have few texts, or the same text in many rows, such as a call's id: so this many are kept. */
const MOST_KEPT = 64;

export class CellBytes {
  readonly #before: string;
  readonly #beforeNumber: DataView;
  readonly #textOf: (value: Scalar) => string;
  readonly #kept = new Map<Scalar, DataView>();
  #last: Scalar = null;
  #lastBytes: DataView;

  /** `textOf` writes a value as the format does, quoted and escaped. Finite numbers are always their digits. */
  constructor(before: string, textOf: (value: Scalar) => string) {
    this.#before = before;
    this.#beforeNumber = bytesOf(before);
    this.#textOf = textOf;
    this.#lastBytes = bytesOf(before + textOf(null));
  }

  write(value: Scalar, bytes: LineBytes): void {
    if (typeof value === 'number' && Number.isFinite(value)) {
      bytes.add(this.#beforeNumber);
      bytes.addNumber(value);
      return;
    }
    if (value !== this.#last) {
      this.#lastBytes = this.#bytesOf(value);
      this.#last = value;
    }
    bytes.add(this.#lastBytes);
  }

  #bytesOf(value: Scalar): DataView {
    let bytes = this.#kept.get(value);
    if (bytes === undefined) {
      bytes = bytesOf(this.#before + this.#textOf(value));
      if (this.#kept.size === MOST_KEPT) this.#kept.clear();
      this.#kept.set(value, bytes);
    }
    return bytes;
  }
}
