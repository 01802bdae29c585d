// Turns raw JSON bytes into steps from value to value, without building any of them.

import { MAX_DEPTH, MAX_KEY_BYTES, MAX_NUMBER_BYTES } from '../limits.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isBlank,
  MINUS,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  ZERO,
} from './bytes.ts';
import type { Problem, Reason } from './problem.ts';
import { numberEnd, TOO_SHORT, wordEnd } from './scalars.ts';
import { StringWalker } from './strings.ts';

const IN_ARRAY = 0;
const IN_OBJECT = 1;

/**
 * Walks the JSON between two offsets of a buffer and never reads past the second. It accepts what `JSON.parse` accepts, within
 * the limits of `limits.ts`, and refuses the rest: after a method gave false, `problem` says why if it is not null.
 */
export class Cursor {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  end = 0;
  problem: Problem | null = null;
  /** Bounds of the last key without its quotes, still escaped. */
  keyStart = 0;
  keyEnd = 0;
  /** How many objects and arrays are open, counted from the document's root. */
  level = 0;
  #fresh = false;
  readonly #strings: StringWalker;
  readonly #nesting = new Uint8Array(MAX_DEPTH);
  readonly #mostKeyBytes: number;
  readonly #mostNumberBytes: number;

  /** Who only looks for where values end takes keys and numbers of any length, and may take raw control characters in strings. */
  constructor(forBounds = false, allowsControls = false) {
    this.#strings = new StringWalker(allowsControls);
    this.#mostKeyBytes = forBounds ? Number.POSITIVE_INFINITY : MAX_KEY_BYTES;
    this.#mostNumberBytes = forBounds ? Number.POSITIVE_INFINITY : MAX_NUMBER_BYTES;
  }

  /** `level` is that of the document at `start`. */
  reset(bytes: Buffer, start: number, end: number, level = 0): void {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.problem = null;
    this.level = level;
    this.#strings.reset(bytes, end);
  }

  /** Moves to the next byte that is not blank. Gives it, or -1 at the end. */
  peek(): number {
    const { bytes, end } = this;
    let at = this.at;
    while (at < end && isBlank(bytes[at])) at++;
    this.at = at;
    return at < end ? bytes[at]! : -1;
  }

  /** Steps over the opening brace or bracket of the value ahead; false, and no step, where it is something else. */
  enter(open: typeof OPEN_BRACE | typeof OPEN_BRACKET): boolean {
    if (this.peek() !== open) return false;
    if (this.level === MAX_DEPTH) return this.fail('too-deep', this.at);
    this.at++;
    this.level++;
    this.#fresh = true;
    return true;
  }

  /** Goes on behind a value that is known to end at `at`. */
  resume(at: number): void {
    this.at = at;
    this.#fresh = false;
  }

  /** Goes on inside the array ahead, behind an item of it that is known to end at `at`. */
  resumeInside(at: number): void {
    this.resume(at);
    this.level++;
  }

  /** Inside an object: moves over the next key and its colon. False at the closing brace, or at a problem. */
  nextKey(): boolean {
    if (!this.#nextMember(CLOSE_BRACE, 'wants-comma-or-brace')) return false;
    return this.#key();
  }

  /** Inside an array: moves to the next item. False at the closing bracket, or at a problem. */
  nextItem(): boolean {
    return this.#nextMember(CLOSE_BRACKET, 'wants-comma-or-bracket');
  }

  /** Steps over the value ahead, whatever it is. */
  skipValue(): boolean {
    const nesting = this.#nesting;
    const { level } = this;
    let depth = level;
    for (;;) {
      const byte = this.peek();
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (depth === MAX_DEPTH) return this.fail('too-deep', this.at);
        const inside = byte === OPEN_BRACE ? IN_OBJECT : IN_ARRAY;
        this.at++;
        const next = this.peek();
        if (next === (inside === IN_OBJECT ? CLOSE_BRACE : CLOSE_BRACKET)) this.at++;
        else {
          nesting[depth++] = inside;
          if (inside === IN_OBJECT && !this.#key()) return false;
          continue;
        }
      } else if (!this.#skipScalar(byte)) return false;
      // A value is complete: close what ends here, and stop in front of the next value.
      for (;;) {
        if (depth === level) return true;
        const inObject = nesting[depth - 1] === IN_OBJECT;
        const separator = this.peek();
        this.at++;
        if (separator === COMMA) {
          if (inObject && !this.#key()) return false;
          break;
        }
        if (separator !== (inObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
          return this.fail(inObject ? 'wants-comma-or-brace' : 'wants-comma-or-bracket', this.at - 1);
        }
        depth--;
      }
    }
  }

  /** Notes a problem; at the end of the bytes it is always that the value ends early. */
  fail(reason: Reason, at: number): false {
    this.problem = at >= this.end ? { reason: 'ends-early', at: this.end } : { reason, at };
    return false;
  }

  #nextMember(close: number, otherwise: Reason): boolean {
    const byte = this.peek();
    const fresh = this.#fresh;
    this.#fresh = false;
    if (byte === close) {
      this.at++;
      this.level--;
      return false;
    }
    if (fresh) return byte < 0 ? this.fail(otherwise, this.at) : true;
    if (byte !== COMMA) return this.fail(otherwise, this.at);
    this.at++;
    return true;
  }

  #key(): boolean {
    if (this.peek() !== QUOTE) return this.fail('wants-key', this.at);
    this.keyStart = this.at + 1;
    if (!this.#skipString()) return false;
    this.keyEnd = this.at - 1;
    if (this.keyEnd - this.keyStart > this.#mostKeyBytes) return this.fail('key-too-long', this.keyStart - 1);
    if (this.peek() !== COLON) return this.fail('wants-colon', this.at);
    this.at++;
    return true;
  }

  #skipScalar(byte: number): boolean {
    if (byte === QUOTE) return this.#skipString();
    if (byte < 0) return this.fail('wants-value', this.at);
    const numeric = byte === MINUS || (byte >= ZERO && byte <= NINE);
    const end = numeric ? numberEnd(this.bytes, this.at, this.end) : wordEnd(this.bytes, this.at, this.end);
    if (end >= 0) {
      if (end - this.at > this.#mostNumberBytes) return this.fail('number-too-long', this.at);
      this.at = end;
      return true;
    }
    if (end === TOO_SHORT) return this.fail('ends-early', this.end);
    if (numeric) return this.fail('bad-number', this.at);
    return this.fail(isLetter(byte) ? 'bad-word' : 'wants-value', this.at);
  }

  #skipString(): boolean {
    const end = this.#strings.end(this.at + 1);
    if (end < 0) return this.fail(this.#strings.reason, this.#strings.at);
    this.at = end;
    return true;
  }
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
