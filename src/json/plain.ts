// Turns bytes into words, short strings and whole numbers that are written plainly, without escapes, signs or fractions.
import { BACKSLASH, NINE, QUOTE, SPACE, ZERO } from './bytes.ts';

const NOTHING = -1;

export function isWord(bytes: Buffer, at: number, word: Buffer): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word[index]) return false;
  return true;
}

/** The closing quote of a string without escapes; NOTHING where it is another, or longer than up to `most`. */
export function plainEnd(bytes: Buffer, at: number, most: number): number {
  for (let index = at; index < most; index++) {
    const byte = bytes[index]!;
    if (byte === QUOTE) return index;
    if (byte === BACKSLASH || byte < SPACE) return NOTHING;
  }
  return NOTHING;
}

export function digitsEnd(bytes: Buffer, at: number, end: number): number {
  let stop = at;
  while (stop < end && bytes[stop]! >= ZERO && bytes[stop]! <= NINE) stop++;
  return stop;
}

export function numberOf(bytes: Buffer, at: number, end: number): number {
  let value = 0;
  for (let index = at; index < end; index++) value = value * 10 + bytes[index]! - ZERO;
  return value;
}
