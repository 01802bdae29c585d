// Turns what was walked before into steps over the same bytes: a value that a log repeats is compared, and not walked again.
import { OPEN_BRACE, OPEN_BRACKET } from './bytes.ts';
import type { Cursor } from './cursor.ts';

/** Shorter values are walked as fast as they are looked up. */
const LEAST_BYTES = 64;
/** Longer ones are seldom seen, and take memory. */
const MOST_BYTES = 512 << 10;
/** Members of members of values are looked up by themselves, and no deeper ones. */
const DEEPEST = 2;
/** A log interleaves calls, and each repeats values of its own: of one key so many are known at once. */
const MOST_KNOWN = 64;
/** Where of so many looks hardly any found something, remembering costs more than it gives. */
const TRIAL = 64;
const WORTH = 1 / 8;

/**
 * Sound because a value that starts with a bracket, a brace or a quote ends where it closes: where the bytes ahead begin with
 * those of a value that was walked, they are that value. Of an array, which may have grown, the bytes up to the end of its
 * last item are known: items that were walked, and whatever follows them is walked now.
 */
export class Recall {
  readonly #pools: Pool[] = [];

  /** Steps over the value of the key that `cursor` has just read, as `skipValue` does. */
  skip(cursor: Cursor): boolean {
    return this.#skip(cursor, 0);
  }

  #skip(cursor: Cursor, depth: number): boolean {
    const { bytes, keyStart, keyEnd } = cursor;
    const byte = cursor.peek();
    if ((byte !== OPEN_BRACE && byte !== OPEN_BRACKET) || cursor.end - cursor.at < LEAST_BYTES)
      return cursor.skipValue();
    const pool = this.#poolOf(bytes, keyStart, keyEnd, depth);
    return byte === OPEN_BRACE ? this.#object(cursor, pool, depth) : this.#array(cursor, pool);
  }

  #object(cursor: Cursor, pool: Pool, depth: number): boolean {
    const start = cursor.at;
    if (pool.isWorth()) {
      const known = pool.find(cursor.bytes, start, cursor.end);
      if (known !== undefined) {
        cursor.resume(start + known.length);
        return true;
      }
    }
    if (depth < DEEPEST) {
      cursor.enter(OPEN_BRACE);
      while (cursor.nextKey()) if (!this.#skip(cursor, depth + 1)) return false;
      if (cursor.problem !== null) return false;
    } else if (!cursor.skipValue()) return false;
    if (pool.isWorth() && isMemorable(cursor.at - start)) pool.remember(cursor.bytes, start, cursor.at);
    return true;
  }

  #array(cursor: Cursor, pool: Pool): boolean {
    const start = cursor.at;
    const known = pool.isWorth() ? pool.find(cursor.bytes, start, cursor.end) : undefined;
    let itemsEnd = start;
    if (known === undefined) cursor.enter(OPEN_BRACKET);
    else {
      itemsEnd = start + known.length;
      cursor.resume(itemsEnd);
    }
    while (cursor.nextItem()) {
      if (!cursor.skipValue()) return false;
      itemsEnd = cursor.at;
    }
    if (cursor.problem !== null) return false;
    if (!isMemorable(itemsEnd - start)) return true;
    if (known !== undefined) known.extend(cursor.bytes, start, itemsEnd);
    else if (pool.isWorth()) pool.remember(cursor.bytes, start, itemsEnd);
    return true;
  }

  /** By the length and first byte of the key; keys that share a pool only know more. */
  #poolOf(bytes: Buffer, keyStart: number, keyEnd: number, depth: number): Pool {
    const index = ((keyEnd - keyStart) & 31) | ((bytes[keyStart]! & 31) << 5) | (depth << 10);
    let pool = this.#pools[index];
    if (pool === undefined) {
      pool = new Pool();
      this.#pools[index] = pool;
    }
    return pool;
  }
}

function isMemorable(bytes: number): boolean {
  return bytes >= LEAST_BYTES && bytes <= MOST_BYTES;
}

/** The values known of one key. */
class Pool {
  readonly #known: Known[] = [];
  #looks = 0;
  #hits = 0;
  #clock = 0;

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

  /** The longest known value with which the bytes from `start` begin. */
  find(bytes: Buffer, start: number, end: number): Known | undefined {
    this.#looks++;
    let found: Known | undefined;
    for (const known of this.#known) {
      if (found !== undefined && known.length <= found.length) continue;
      if (known.isAt(bytes, start, end)) found = known;
    }
    if (found !== undefined) {
      this.#hits++;
      found.used = ++this.#clock;
    }
    return found;
  }

  remember(bytes: Buffer, start: number, end: number): void {
    let known: Known;
    if (this.#known.length < MOST_KNOWN) {
      known = new Known();
      this.#known.push(known);
    } else known = this.#known.reduce((oldest, one) => (one.used < oldest.used ? one : oldest));
    known.length = 0;
    known.extend(bytes, start, end);
    known.used = ++this.#clock;
  }
}

/** Bytes that were walked, in a buffer with room to grow. */
class Known {
  #bytes: Buffer = Buffer.alloc(0);
  length = 0;
  used = 0;

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
