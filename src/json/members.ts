// Turns the bytes of an object into its members, one after another.
import { OPEN_BRACE } from './bytes.ts';
import { Cursor } from './cursor.ts';

/** The bounds of a key between its quotes, and of its value. */
export interface Member {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly start: number;
  readonly end: number;
}

/** Of the object that begins at `start`, as far as it is whole: `cursor` says what is not. None where the value is no object. */
export function* membersIn(
  bytes: Buffer,
  start: number,
  end: number,
  cursor = new Cursor(),
): Generator<Member> {
  cursor.reset(bytes, start, end);
  if (!cursor.enter(OPEN_BRACE)) return;
  while (cursor.nextKey()) {
    const { keyStart, keyEnd } = cursor;
    cursor.peek();
    const from = cursor.at;
    if (!cursor.skipValue()) return;
    yield { keyStart, keyEnd, start: from, end: cursor.at };
  }
}
