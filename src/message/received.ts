// Turns what a wrapper or a log line tells of when it was written into the moment that it names, as it was written.
import type { Received } from '../input/text.ts';
import type { Tape } from '../json/tape.ts';
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

/** What an object says of when it was written, looked for once, however many members ask. */
export class Receipt {
  readonly #tape: Tape;
  readonly #object: number;
  #found: Received | null | undefined;

  constructor(tape: Tape, object: number) {
    this.#tape = tape;
    this.#object = object;
  }

  /** Null where it does not say. */
  get received(): Received | null {
    if (this.#found === undefined) this.#found = receivedIn(this.#tape, this.#object);
    return this.#found;
  }
}

function receivedIn(tape: Tape, object: number): Received | null {
  if (!tape.isObject(object)) return null;
  for (const member of tape.children(object)) {
    if (!NAMES.has(tape.name(member))) continue;
    const value = tape.string(member) ?? tape.number(member);
    if (value !== undefined && momentOf(value) !== null) return value;
  }
  return null;
}

const DATE = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/;
const HEAD_BYTES = 120;

/** In what stands before the document in a line, bytes [start, end). */
export function receivedBefore(bytes: Buffer, start: number, end: number): Received | null {
  const [date = null] = DATE.exec(bytes.toString('latin1', start, Math.min(end, start + HEAD_BYTES))) ?? [];
  return date;
}
