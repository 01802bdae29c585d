// Turns the bytes of a string that was walked into its text.
import { BACKSLASH, MINUS, NINE, ZERO } from './bytes.ts';

/** Whether the value that begins with this byte is a number. */
export function startsNumber(byte: number): boolean {
  return byte === MINUS || (byte >= ZERO && byte <= NINE);
}

/** The text between two quotes. The bytes must be a string that was walked. */
export function decodeString(bytes: Buffer, start: number, end: number): string {
  for (let at = start; at < end; at++) {
    if (bytes[at] === BACKSLASH) return JSON.parse(bytes.toString('utf8', start - 1, end + 1));
  }
  return bytes.toString('utf8', start, end);
}
