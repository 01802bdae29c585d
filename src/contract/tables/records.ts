// Names the records that the kernel leaves of what is wrong with a value, as numbers one behind the other.

/** What a record says: src/kernel/defects.ts has the same numbers. */
export const WRONG_KIND = 1;
export const WRONG_VALUE = 2;
export const BREAKS_RULE = 3;
export const WRONG_MEMBERS = 4;
export const NO_BRANCH = 5;
export const STRANGE_TAG = 6;
export const NO_TAG = 7;
/** The records in so many bytes before it are of a member whose name is data. */
const HIDDEN = 8;

/** One of the records, from the place `at` on. */
export class DefectRecord {
  readonly #numbers: Uint32Array;
  /** Entries on the way to records whose names are data, by the places of the records. */
  #hidden: Map<number, Set<number>> | undefined;
  at = 0;

  constructor(numbers: Uint32Array) {
    this.#numbers = numbers;
    for (; this.at < numbers.length; this.skip())
      if (this.what === HIDDEN) this.#hide(this.at - this.node / 4);
    this.at = 0;
  }

  get isOver(): boolean {
    while (this.at < this.#numbers.length && this.what === HIDDEN) this.skip();
    return this.at >= this.#numbers.length;
  }

  get what(): number {
    return this.#numbers[this.at]! & 0xff;
  }

  /** 0 of the message itself, 1 of a field of it, 2 of what is nested in one. */
  get level(): number {
    return this.#numbers[this.at]! >> 8;
  }

  /** In the tables. */
  get node(): number {
    return this.#numbers[this.at + 1]!;
  }

  get entry(): number {
    return this.#numbers[this.at + 2]!;
  }

  /** The number of a broken rule; for wrong members, how many names are unknown. */
  get extra(): number {
    return this.#numbers[this.at + 3]!;
  }

  /** The required names that are missing, as bits. */
  get missingLow(): number {
    return this.#numbers[this.at + 4]!;
  }

  get missingHigh(): number {
    return this.#numbers[this.at + 5]!;
  }

  /** The members whose names are unknown. */
  get unknown(): Uint32Array {
    return this.#numbers.subarray(this.at + 6, this.at + 6 + this.extra);
  }

  /** Entries on the way to it whose names are data. */
  get hidden(): ReadonlySet<number> | undefined {
    return this.#hidden?.get(this.at);
  }

  skip(): void {
    this.at += this.what === WRONG_MEMBERS ? 6 + this.extra : 4;
  }

  #hide(from: number): void {
    const { at: end, entry } = this;
    this.#hidden ??= new Map();
    for (this.at = from; this.at < end; this.skip()) {
      const hidden = this.#hidden.get(this.at) ?? new Set();
      this.#hidden.set(this.at, hidden.add(entry));
    }
  }
}
