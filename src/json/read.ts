// Turns the value a cursor stands before into the string or number that JSON.parse would give.
import { BACKSLASH, MINUS, NINE, QUOTE, ZERO } from './bytes.ts';
import type { Cursor } from './cursor.ts';

/** Whether the value that begins with this byte is a number. */
export function startsNumber(byte: number): boolean {
  return byte === MINUS || (byte >= ZERO && byte <= NINE);
}

/** Steps over the value ahead. Gives it if it is a string, else undefined. */
export function readString(cursor: Cursor): string | undefined {
  const isString = cursor.peek() === QUOTE;
  const start = cursor.at;
  if (!cursor.skipValue() || !isString) return undefined;
  return decodeString(cursor.bytes, start + 1, cursor.at - 1);
}

/** Steps over the value ahead. Gives it if it is a number, else undefined. */
export function readNumber(cursor: Cursor): number | undefined {
  const byte = cursor.peek();
  const start = cursor.at;
  if (!cursor.skipValue() || !startsNumber(byte)) return undefined;
  return decodeNumber(cursor.bytes, start, cursor.at);
}

/** The text between two quotes. The bytes must be a string that a cursor has walked. */
export function decodeString(bytes: Buffer, start: number, end: number): string {
  for (let at = start; at < end; at++) {
    if (bytes[at] === BACKSLASH) return JSON.parse(bytes.toString('utf8', start - 1, end + 1));
  }
  return bytes.toString('utf8', start, end);
}

/** Whole numbers of up to this many digits are exact however they are summed up. */
const EXACT_DIGITS = 15;

/** The number of these bytes, which a cursor has walked. */
export function decodeNumber(bytes: Buffer, start: number, end: number): number {
  if (end - start > EXACT_DIGITS) return Number(bytes.toString('latin1', start, end));
  let value = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte < ZERO || byte > NINE) return Number(bytes.toString('latin1', start, end));
    value = value * 10 + (byte - ZERO);
  }
  return value;
}
