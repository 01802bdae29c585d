// Turns what a wrapper or a log line tells of when it was written into the moment that it names, as it was written.
import type { Received } from '../input/text.ts';
import { OPEN_BRACE, QUOTE } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import { decodeString, readNumber, readString } from '../json/read.ts';
import type { Span } from './first.ts';
import { momentOf } from './moment.ts';

/** The names under which loggers and collectors write it. */
const NAMES: ReadonlySet<string> = new Set([
  'receivedAt',
  'time',
  'ts',
  'timestamp',
  '@timestamp',
  'startedDateTime',
  'created_at',
  'eventTime',
]);

/** In the object of bytes [start, end); null where it does not say. */
function receivedIn(bytes: Buffer, start: number, end: number): Received | null {
  const cursor = new Cursor();
  cursor.reset(bytes, start, end);
  if (!cursor.enter(OPEN_BRACE)) return null;
  while (cursor.nextKey()) {
    const name = decodeString(bytes, cursor.keyStart, cursor.keyEnd);
    if (!NAMES.has(name)) cursor.skipValue();
    else {
      const value = cursor.peek() === QUOTE ? readString(cursor) : readNumber(cursor);
      if (value !== undefined && momentOf(value) !== null) return value;
    }
    if (cursor.problem !== null) return null;
  }
  return null;
}

/** What objects say, looked for once in each, however many members it has. */
export class Receipts {
  readonly #known = new WeakMap<Span, Received | null>();

  in(bytes: Buffer, around: Span): Received | null {
    let known = this.#known.get(around);
    if (known === undefined) {
      known = receivedIn(bytes, around.start, around.end);
      this.#known.set(around, known);
    }
    return known;
  }
}

const DATE = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/;
const HEAD_BYTES = 120;

/** In what stands before the document in a line, bytes [start, end). */
export function receivedBefore(bytes: Buffer, start: number, end: number): Received | null {
  const [date = null] = DATE.exec(bytes.toString('latin1', start, Math.min(end, start + HEAD_BYTES))) ?? [];
  return date;
}
