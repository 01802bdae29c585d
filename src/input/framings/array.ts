// Turns bytes that hold arrays of documents, and documents between them, into one record an item.
import { CLOSE_BRACKET, COMMA, NEWLINE, OPEN_BRACE, OPEN_BRACKET } from '../../json/bytes.ts';
import { Cursor } from '../../json/cursor.ts';
import type { Framer, Framing, Step } from './framing.ts';
import { skipFiller } from './opening.ts';
import { NEEDS_MORE, RawBreaks } from './raw-breaks.ts';

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
  readonly #cursor = new Cursor(true);
  readonly #head = new Cursor(true);
  readonly #rawBreaks = new RawBreaks();

  next(bytes: Buffer, from: number, to: number, last: boolean): Step {
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
      else if (this.#place === 'outside' && byte === OPEN_BRACE)
        return this.#item(bytes, to, last, 'outside');
      else if (this.#place === 'after' && byte === COMMA) this.#place = 'item';
      else if (byte === CLOSE_BRACKET && (this.#place === 'after' || this.#place === 'first')) {
        this.#place = 'outside';
      } else if (byte === CLOSE_BRACKET && this.#place === 'item') {
        this.#place = 'outside';
        this.resume = at + 1;
        return 'array-separator';
      } else if (this.#place === 'first' || this.#place === 'item')
        return this.#item(bytes, to, last, 'after');
      else return this.#astray(bytes, to, last);
      at++;
    }
  }

  /** `next` is where reading is after a whole item. */
  #item(bytes: Buffer, to: number, last: boolean, next: Place): Step {
    const cursor = this.#cursor;
    cursor.reset(bytes, this.start, to);
    const whole = cursor.skipValue();
    const early = !whole && cursor.problem?.reason === 'ends-early';
    if (!last && (whole ? cursor.at === to : early)) return 'more';
    const end = whole ? cursor.at : this.#rawBreaks.endOf(bytes, this.start, to, cursor.problem);
    if (end === NEEDS_MORE && !last) return 'more';
    this.cut = false;
    if (end >= 0) {
      this.resume = end;
      this.#place = next;
      this.#opening = openingOf(bytes, this.start, to, this.#head) ?? this.#opening;
    } else {
      const found = this.#nextItem(bytes, to);
      if (found < 0 && !last) return 'more';
      this.#place = found < 0 ? 'outside' : next === 'after' ? 'item' : 'outside';
      this.resume = found < 0 ? to : found;
      this.cut = early && found < 0;
    }
    this.end = this.resume;
    return 'record';
  }

  /** After a broken item: where the next one opens as items of this array do, by indent, by first key, or at all. */
  #nextItem(bytes: Buffer, to: number): number {
    // What nests too deeply is whole as far as it was walked: no item begins in there.
    const { problem } = this.#cursor;
    const from = problem?.reason === 'too-deep' ? problem.at : this.start + 1;
    const openings = [
      this.#indent === undefined ? undefined : Buffer.concat([this.#indent, BRACE]),
      openingOf(bytes, this.start, to, this.#head),
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
  #astray(bytes: Buffer, to: number, last: boolean): Step {
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
function openingOf(bytes: Buffer, start: number, to: number, cursor: Cursor): Buffer | undefined {
  cursor.reset(bytes, start, to);
  if (!cursor.enter(OPEN_BRACE) || !cursor.nextKey()) return undefined;
  return Buffer.from(bytes.subarray(start, cursor.keyEnd + 1));
}

export const array: Framing = { name: 'an array of documents', framer: () => new ArrayFramer() };
