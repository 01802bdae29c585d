// Turns bytes that hold an array of documents, or several arrays, into one record an item.
import {
  CLOSE_BRACKET,
  COMMA,
  isBlank,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  skipBlanks,
} from '../../json/bytes.ts';
import { Cursor } from '../../json/cursor.ts';
import type { Framer, Framing, Step } from './framing.ts';

/** What the bytes at hand may hold: an array, the first item or `]`, any item, or what follows an item. */
type Place = 'outside' | 'first' | 'item' | 'after';

class ArrayFramer implements Framer {
  start = 0;
  end = 0;
  resume = 0;
  cut = false;
  #place: Place = 'outside';
  readonly #cursor = new Cursor();

  next(bytes: Buffer, from: number, to: number, last: boolean): Step {
    for (let at = from; ; ) {
      at = skipBlanks(bytes, at, to);
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
      else if (this.#place === 'after' && byte === COMMA) this.#place = 'item';
      else if (byte === CLOSE_BRACKET && (this.#place === 'after' || this.#place === 'first')) {
        this.#place = 'outside';
      } else if (this.#place === 'first' || this.#place === 'item') return this.#item(bytes, to, last);
      else return this.#astray(bytes, to, last);
      at++;
    }
  }

  #item(bytes: Buffer, to: number, last: boolean): Step {
    this.#cursor.reset(bytes, this.start, to);
    const whole = this.#cursor.skipValue();
    if (!last && (whole ? this.#cursor.at === to : this.#cursor.problem?.reason === 'ends-early'))
      return 'more';
    this.cut = !whole && this.#cursor.problem?.reason === 'ends-early';
    this.#place = 'after';
    if (whole) this.resume = this.#cursor.at;
    else {
      const next = nextItem(bytes, this.start, to);
      if (next < 0 && !last) {
        this.#place = 'item';
        return 'more';
      }
      this.#place = next < 0 ? 'outside' : 'item';
      this.resume = next < 0 ? to : next;
      this.cut &&= next < 0;
    }
    this.end = this.resume;
    return 'record';
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

/**
 * After a broken item: the next one. Items are told by how they open, which is what this one opened with: on a line of
 * its own, by a line with the same indent and brace; else by the same brace and first key.
 */
function nextItem(bytes: Buffer, start: number, to: number): number {
  let lineStart = start;
  while (lineStart > 0 && isBlank(bytes[lineStart - 1]) && bytes[lineStart - 1] !== NEWLINE) lineStart--;
  const ownLine = lineStart > 0 && bytes[lineStart - 1] === NEWLINE;
  const opening = ownLine ? bytes.subarray(lineStart - 1, start + 1) : firstKey(bytes, start, to);
  if (opening.length === 0) return -1;
  const found = bytes.indexOf(opening, start + 1);
  if (found < 0 || found + opening.length > to) return -1;
  return ownLine ? found + opening.length - 1 : found;
}

function firstKey(bytes: Buffer, start: number, to: number): Buffer {
  const cursor = new Cursor();
  cursor.reset(bytes, start, to);
  if (!cursor.enter(OPEN_BRACE) || !cursor.nextKey()) return bytes.subarray(start, start);
  return bytes.subarray(start, cursor.keyEnd + 1);
}

export const array: Framing = { name: 'an array of documents', framer: () => new ArrayFramer() };
