// Turns single values into bytes, each with the text that stands before it, and encodes a repeated text once.
import { viewOf } from '../../json/view.ts';
import type { Cell } from '../model.ts';
import { bytesOf, type LineBytes, MOST_BYTES_A_UNIT } from './line-bytes.ts';

/** A cell that is no list. */
export type Scalar = Exclude<Cell, readonly unknown[]>;

/** Most columns have few texts, which are kept, or the same one in rows behind each other, such as a call's id. */
const MOST_KEPT = 64;
const SCRATCH_BYTES = 256;

export class CellBytes {
  readonly #before: string;
  readonly #beforeNumber: DataView;
  readonly #textOf: (value: Scalar) => string;
  readonly #kept = new Map<Scalar, DataView>();
  #last: Scalar = null;
  #lastBytes: DataView;
  #lastLength: number;
  /** Where texts that are not kept are encoded. */
  #scratch = Buffer.alloc(0);
  #scratchView = viewOf(this.#scratch);

  /** `textOf` writes a value as the format does, quoted and escaped. Finite numbers are always their digits. */
  constructor(before: string, textOf: (value: Scalar) => string) {
    this.#before = before;
    this.#beforeNumber = bytesOf(before);
    this.#textOf = textOf;
    this.#lastBytes = bytesOf(before + textOf(null));
    this.#lastLength = this.#lastBytes.byteLength;
  }

  write(value: Scalar, bytes: LineBytes): void {
    if (typeof value === 'number' && Number.isFinite(value)) {
      bytes.add(this.#beforeNumber);
      bytes.addNumber(value);
      return;
    }
    if (value !== this.#last) {
      this.#last = value;
      this.#encode(value);
    }
    bytes.add(this.#lastBytes, this.#lastLength);
  }

  #encode(value: Scalar): void {
    let bytes = this.#kept.get(value);
    if (bytes === undefined) {
      const text = this.#before + this.#textOf(value);
      if (this.#kept.size === MOST_KEPT) {
        this.#encodeOnce(text);
        return;
      }
      bytes = bytesOf(text);
      this.#kept.set(value, bytes);
    }
    this.#lastBytes = bytes;
    this.#lastLength = bytes.byteLength;
  }

  #encodeOnce(text: string): void {
    const most = text.length * MOST_BYTES_A_UNIT;
    if (most > this.#scratch.length) {
      this.#scratch = Buffer.allocUnsafeSlow(Math.max(most, SCRATCH_BYTES));
      this.#scratchView = viewOf(this.#scratch);
    }
    this.#lastBytes = this.#scratchView;
    this.#lastLength = this.#scratch.write(text);
  }
}
