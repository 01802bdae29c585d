// Turns the offset of a number or a bare word into the offset after it, by the rules of JSON.
import { DOT, MINUS, NINE, PLUS, ZERO } from './bytes.ts';

const LOWER_E = 0x65;
const UPPER_E = 0x45;

/** What a scan says when the bytes at hand are no number; TOO_SHORT when they end before it could be one. */
export const MALFORMED = -1;
export const TOO_SHORT = -2;

/** The offset after the number that starts at `at`, or MALFORMED, or TOO_SHORT. */
export function numberEnd(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === MINUS) at++;
  if (at >= end) return TOO_SHORT;
  if (bytes[at] === ZERO) at++;
  else {
    const digits = digitsEnd(bytes, at, end);
    if (digits === at) return MALFORMED;
    at = digits;
  }
  if (at < end && bytes[at] === DOT) {
    const digits = digitsEnd(bytes, at + 1, end);
    if (digits === at + 1) return digits >= end ? TOO_SHORT : MALFORMED;
    at = digits;
  }
  if (at < end && (bytes[at] === LOWER_E || bytes[at] === UPPER_E)) {
    at++;
    if (at < end && (bytes[at] === PLUS || bytes[at] === MINUS)) at++;
    const digits = digitsEnd(bytes, at, end);
    if (digits === at) return digits >= end ? TOO_SHORT : MALFORMED;
    at = digits;
  }
  return at;
}

function digitsEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at]! >= ZERO && bytes[at]! <= NINE) at++;
  return at;
}

const WORDS = ['true', 'false', 'null'].map((word) => Buffer.from(word));

/** The offset after `true`, `false` or `null` at `at`, or MALFORMED, or TOO_SHORT. */
export function wordEnd(bytes: Uint8Array, at: number, end: number): number {
  for (const word of WORDS) {
    if (bytes[at] !== word[0]) continue;
    for (let index = 1; index < word.length; index++) {
      if (at + index >= end) return TOO_SHORT;
      if (bytes[at + index] !== word[index]) return MALFORMED;
    }
    return at + word.length;
  }
  return MALFORMED;
}
