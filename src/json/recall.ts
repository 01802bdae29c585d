// Turns what was walked before into steps over the same bytes: a value that a log repeats is compared, and not walked again.
import { CLOSE_BRACKET, COMMA, isBlank, OPEN_BRACE, OPEN_BRACKET } from './bytes.ts';
import type { Cursor } from './cursor.ts';
import { type Known, Pool } from './pool.ts';
import type { Steps } from './steps.ts';

/** Shorter values are walked as fast as they are looked up. */
const LEAST_BYTES = 64;
/** Longer ones are seldom seen, and take memory. */
const MOST_BYTES = 512 << 10;
/** Once so many bytes were taken up, all is forgotten, and learnt anew: values that never come again may have many keys. */
const MOST_HELD = 64 << 20;
/** Members of members of values are looked up by themselves, and no deeper ones. */
const DEEPEST = 2;
/**
 * Sound because a value that starts with a bracket, a brace or a quote ends where it closes: where the bytes ahead begin with
 * those of a value that was walked, they are that value. Of an array, which may have grown, the bytes up to the end of its
 * last item are known: items that were walked, and whatever follows them is walked now. What goes on otherwise than behind an
 * item is no such array: a 2 may have become a 23.
 */
export class Recall {
  readonly #pools: Pool[] = [];
  readonly #steps: Steps | null;
  #held = 0;
  /** The number of the call that is read, below 0 while it is not known. */
  call = -1;

  /** `steps` is told of every value that is stepped over by itself. */
  constructor(steps: Steps | null = null) {
    this.#steps = steps;
  }

  /** Steps over the value of the key that `cursor` has just read, as `skipValue` does. */
  skip(cursor: Cursor): boolean {
    return this.#skip(cursor, 0);
  }

  #skip(cursor: Cursor, depth: number): boolean {
    const { bytes, keyStart, keyEnd } = cursor;
    const byte = cursor.peek();
    const start = cursor.at;
    const step = this.#steps?.open(keyStart, keyEnd) ?? 0;
    let known: Known | undefined;
    if ((byte !== OPEN_BRACE && byte !== OPEN_BRACKET) || cursor.end - start < LEAST_BYTES)
      cursor.skipValue();
    else {
      const pool = this.#poolOf(bytes, keyStart, keyEnd, cursor.level);
      known = byte === OPEN_BRACE ? this.#object(cursor, pool, depth) : this.#array(cursor, pool);
    }
    this.#steps?.close(step, start, cursor.at, known);
    return cursor.problem === null;
  }

  /** Gives what knows the object, or knows it now. */
  #object(cursor: Cursor, pool: Pool, depth: number): Known | undefined {
    const start = cursor.at;
    if (pool.isWorth()) {
      const known = pool.find(cursor.bytes, start, cursor.end, this.call);
      if (known !== undefined) {
        cursor.resume(start + known.length);
        return known;
      }
    }
    if (depth < DEEPEST) {
      cursor.enter(OPEN_BRACE);
      while (cursor.nextKey()) if (!this.#skip(cursor, depth + 1)) return undefined;
    } else cursor.skipValue();
    if (cursor.problem !== null || !pool.isWorth() || !isMemorable(cursor.at - start)) return undefined;
    return this.#remember(pool, cursor.bytes, start, cursor.at);
  }

  /** The same of an array, but for what follows its last item. */
  #array(cursor: Cursor, pool: Pool): Known | undefined {
    const start = cursor.at;
    const known = pool.isWorth() ? this.#beginningOf(cursor, pool) : undefined;
    let itemsEnd = start;
    if (known === undefined) cursor.enter(OPEN_BRACKET);
    else {
      itemsEnd = start + known.length;
      cursor.resumeInside(itemsEnd);
    }
    while (cursor.nextItem()) {
      if (!cursor.skipValue()) return undefined;
      itemsEnd = cursor.at;
    }
    if (cursor.problem !== null) return undefined;
    if (!isMemorable(itemsEnd - start)) return known;
    if (known === undefined)
      return pool.isWorth() ? this.#remember(pool, cursor.bytes, start, itemsEnd) : undefined;
    this.#hold(itemsEnd - start - known.length);
    known.extend(cursor.bytes, start, itemsEnd);
    return known;
  }

  #remember(pool: Pool, bytes: Buffer, start: number, end: number): Known {
    this.#hold(end - start);
    return pool.remember(bytes, start, end, this.call);
  }

  #hold(bytes: number): void {
    this.#held += bytes;
    if (this.#held <= MOST_HELD) return;
    this.#held = bytes;
    this.#pools.length = 0;
  }

  #beginningOf({ bytes, at: start, end }: Cursor, pool: Pool): Known | undefined {
    const known = pool.find(bytes, start, end, this.call);
    if (known === undefined) return undefined;
    const next = bytes[start + known.length];
    return next === COMMA || next === CLOSE_BRACKET || isBlank(next) ? known : undefined;
  }

  /**
   * By the length and first byte of the key; keys that share a pool only know more. By the level too, since what nests just
   * deep enough in one is too deep in the next.
   */
  #poolOf(bytes: Buffer, keyStart: number, keyEnd: number, level: number): Pool {
    const index = ((keyEnd - keyStart) & 31) | ((bytes[keyStart]! & 31) << 5) | (level << 10);
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
