// Turns the last bytes of an input that was cut off into whether they are a record that is not whole.
import { CLOSE_BRACE, CLOSE_BRACKET, isBlank } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import { openingsIn } from './framings/opening.ts';

/** Of text nobody can tell; what it would carry is whole if its first document is. */
export function isOpen(bytes: Buffer, start: number, end: number): boolean {
  let behind = end;
  while (behind > start && isBlank(bytes[behind - 1])) behind--;
  const last = bytes[behind - 1];
  if (last !== CLOSE_BRACE && last !== CLOSE_BRACKET) return true;
  const cursor = new Cursor(true);
  for (const at of openingsIn(bytes, start, end)) {
    cursor.reset(bytes, at, end);
    return !cursor.skipValue() && cursor.problem?.reason === 'ends-early';
  }
  return false;
}
