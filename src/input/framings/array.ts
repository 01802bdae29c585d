// Turns bytes that hold arrays of documents, and documents between them, into one record an item.

import { boundsOf } from '../../json/bounds.ts';
import {
  CLOSE_BRACKET,
  COLON,
  COMMA,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipBlanks,
} from '../../json/bytes.ts';
import type { Kernel } from '../../json/kernel.ts';
import type { Problem } from '../../json/problem.ts';
import type { Framer, Framing, Step } from './framing.ts';
import { skipFiller } from './opening.ts';
import { endWithRawBreaks, NEEDS_MORE } from './raw-breaks.ts';

/** What the bytes at hand may hold: an array, the first item or `]`, any item, or what follows an item. */
type Place = 'outside' | 'first' | 'item' | 'after';

class ArrayFramer implements Framer {
  start = 0;
  end = 0;
  resume = 0;
  cut = false;
  #place: Place = 'outside';
  /** What stood between the last line break and the item: items of one array are indented alike. */
  #indent: Buffer | undefined;
  /** How the last whole item opened: its brace and first key. */
  #opening: Buffer | undefined;
  document = 0;
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  next(from: number, to: number, last: boolean): Step {
    const { bytes } = this.#kernel;
    for (let at = from; ; ) {
      const blanks = at;
      at = skipFiller(bytes, at, to);
      this.#noteIndent(bytes, blanks, at);
      this.start = at;
      this.resume = at;
      if (at === to) {
        if (!last) return 'more';
        const open = this.#place !== 'outside';
        this.#place = 'outside';
        return open ? 'array-not-closed' : 'end';
      }
      const byte = bytes[at];
      if (this.#place === 'outside' && byte === OPEN_BRACKET) this.#place = 'first';
      else if (this.#place === 'outside' && byte === OPEN_BRACE) return this.#item(to, last, 'outside');
      else if (this.#place === 'after' && byte === COMMA) this.#place = 'item';
      else if (byte === CLOSE_BRACKET && (this.#place === 'after' || this.#place === 'first')) {
        this.#place = 'outside';
      } else if (byte === CLOSE_BRACKET && this.#place === 'item') {
        this.#place = 'outside';
        this.resume = at + 1;
        return 'array-separator';
      } else if (this.#place === 'first' || this.#place === 'item') return this.#item(to, last, 'after');
      else return this.#astray(to, last);
      at++;
    }
  }

  /** `next` is where reading is after a whole item. */
  #item(to: number, last: boolean, next: Place): Step {
    const kernel = this.#kernel;
    kernel.clear();
    const { end: whole, document, problem } = boundsOf(kernel, this.start, to);
    const early = problem?.reason === 'ends-early';
    if (!last && (problem === null ? whole === to : early)) return 'more';
    const end = problem === null ? whole : endWithRawBreaks(kernel, this.start, to, problem);
    if (end === NEEDS_MORE && !last) return 'more';
    this.cut = false;
    this.document = document;
    if (end >= 0) {
      this.resume = end;
      this.#place = next;
      this.#opening = openingOf(kernel, this.start, to) ?? this.#opening;
    } else {
      const found = this.#nextItem(problem!, to);
      if (found < 0 && !last) return 'more';
      this.#place = found < 0 ? 'outside' : next === 'after' ? 'item' : 'outside';
      this.resume = found < 0 ? to : found;
      this.cut = early && found < 0;
    }
    this.end = this.resume;
    return 'record';
  }

  /** After a broken item: where the next one opens as items of this array do, by indent, by first key, or at all. */
  #nextItem(problem: Problem, to: number): number {
    const { bytes } = this.#kernel;
    // What nests too deeply is whole as far as it was walked: no item begins in there.
    const from = problem.reason === 'too-deep' ? problem.at : this.start + 1;
    const openings = [
      this.#indent === undefined ? undefined : Buffer.concat([this.#indent, BRACE]),
      openingOf(this.#kernel, this.start, to),
      this.#opening,
      ITEM_AFTER_COMMA,
    ];
    for (const opening of openings) {
      const found = opening === undefined ? -1 : bytes.subarray(from, to).indexOf(opening);
      if (found >= 0) return bytes.indexOf(OPEN_BRACE, from + found);
    }
    return -1;
  }

  #noteIndent(bytes: Buffer, from: number, to: number): void {
    if (from === to) return;
    const newline = bytes.subarray(from, to).lastIndexOf(NEWLINE);
    if (newline >= 0 && this.#place !== 'outside')
      this.#indent = Buffer.from(bytes.subarray(from + newline, to));
  }

  /** Something other than a comma or bracket stands between items: reading resumes at the next object. */
  #astray(to: number, last: boolean): Step {
    const { bytes } = this.#kernel;
    const next = bytes.indexOf(OPEN_BRACE, this.start);
    if (next < 0 || next >= to) {
      if (!last) return 'more';
      this.resume = to;
    } else this.resume = next;
    this.#place = this.resume === to ? 'outside' : 'item';
    return 'array-separator';
  }
}

const BRACE = Buffer.from('{');
const ITEM_AFTER_COMMA = Buffer.from(',{"');

/** The brace of an object and its first key. */
function openingOf(kernel: Kernel, start: number, to: number): Buffer | undefined {
  const { bytes } = kernel;
  const at = skipBlanks(bytes, start + 1, to);
  if (bytes[start] !== OPEN_BRACE || bytes[at] !== QUOTE) return undefined;
  const key = kernel.walk(at, to);
  if (key === 0) return undefined;
  kernel.forget(key);
  const end = kernel.tape.end(key);
  return bytes[skipBlanks(bytes, end, to)] === COLON ? Buffer.from(bytes.subarray(start, end)) : undefined;
}

export const array: Framing = { name: 'an array of documents', framer: (kernel) => new ArrayFramer(kernel) };
