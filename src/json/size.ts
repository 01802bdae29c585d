// Turns the bytes of a JSON document into whether it holds more values than may be made of it at once.
import { COMMA, OPEN_BRACE, OPEN_BRACKET } from './bytes.ts';

/** A message of 60 KB holds some 1,500 values; so many take some 30 MB once they are parsed. */
export const MOST_VALUES = 250_000;

/** Each value but the first stands behind a comma or an opening one; such bytes in strings are counted too. */
export function hasTooManyValues(bytes: Buffer, start: number, end: number): boolean {
  if (end - start <= MOST_VALUES) return false;
  let values = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === COMMA || byte === OPEN_BRACE || byte === OPEN_BRACKET) values++;
  }
  return values > MOST_VALUES;
}
