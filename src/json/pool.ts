// Turns bytes into what is known of them, if they, or a beginning of them, were seen before.
import type { KnownBytes } from './steps.ts';

/** A log interleaves calls, and each repeats values of its own: of one key so many are known at once. */
const MOST_KNOWN = 64;
/** Where of so many looks not half found something, remembering costs more than it gives. */
const TRIAL = 64;
const WORTH = 1 / 2;

/** Calls are told apart by the low bits of their numbers. */
const CALLS = 0x3ff;

/** Values of one kind. */
export class Pool {
  readonly #known: Known[] = [];
  #looks = 0;
  #hits = 0;
  #clock = 0;
  readonly #ofCall: (Known | undefined)[] = [];

  /** False for a while where values never come again. */
  isWorth(): boolean {
    if (this.#looks < TRIAL) return true;
    if (this.#hits >= this.#looks * WORTH) {
      // What counts is the recent past.
      this.#looks /= 2;
      this.#hits /= 2;
      return true;
    }
    if (++this.#looks < TRIAL * 16) return false;
    this.#looks = 0;
    this.#hits = 0;
    return true;
  }

  /**
   * A known value with which the bytes from `start` begin. Where the call is told, by its number, what was found in it last
   * is looked at first; then those found last in any call.
   */
  find(bytes: Buffer, start: number, end: number, call: number): Known | undefined {
    this.#looks++;
    const likely = call < 0 ? undefined : this.#ofCall[call & CALLS];
    const known = likely?.isAt(bytes, start, end) === true ? likely : this.#search(bytes, start, end);
    if (known === undefined) return undefined;
    this.#hits++;
    known.used = ++this.#clock;
    if (call >= 0) this.#ofCall[call & CALLS] = known;
    return known;
  }

  /** What is found comes to the front: calls that have ended fall behind. */
  #search(bytes: Buffer, start: number, end: number): Known | undefined {
    const all = this.#known;
    for (let index = 0; index < all.length; index++) {
      const known = all[index]!;
      if (!known.isAt(bytes, start, end)) continue;
      all.copyWithin(1, 0, index);
      all[0] = known;
      return known;
    }
    return undefined;
  }

  remember(bytes: Buffer, start: number, end: number, call: number): Known {
    let known: Known;
    if (this.#known.length < MOST_KNOWN) {
      known = new Known();
      this.#known.push(known);
    } else known = this.#known.reduce((oldest, one) => (one.used < oldest.used ? one : oldest));
    known.begin(bytes, start, end);
    known.used = ++this.#clock;
    if (call >= 0) this.#ofCall[call & CALLS] = known;
    return known;
  }
}

/** Bytes that were seen, in a buffer with room to grow. */
export class Known implements KnownBytes {
  note: unknown;
  length = 0;
  used = 0;
  times = 0;
  #bytes: Buffer = Buffer.alloc(0);

  /** Forgets what it knew, and its note. */
  begin(bytes: Buffer, start: number, end: number): void {
    this.length = 0;
    this.note = undefined;
    this.times++;
    this.extend(bytes, start, end);
  }

  isAt(bytes: Buffer, start: number, end: number): boolean {
    const { length } = this;
    if (end - start < length) return false;
    const own = this.#bytes;
    // Values of a kind differ in their last bytes sooner than in their first.
    for (let back = 1; back <= 8; back++)
      if (own[length - back] !== bytes[start + length - back]) return false;
    return own.compare(bytes, start, start + length, 0, length) === 0;
  }

  /** Knows the bytes from `start` up to `end`, of which it knows the first already. */
  extend(bytes: Buffer, start: number, end: number): void {
    const length = end - start;
    if (length <= this.length) return;
    if (length > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(length + (length >> 1));
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
    bytes.copy(this.#bytes, this.length, start + this.length, end);
    this.length = length;
  }
}
