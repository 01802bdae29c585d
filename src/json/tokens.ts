// Turns short stretches of bytes that come again and again into what was made of them first.
import { isWord } from './plain.ts';

/** A power of two. What falls onto the same place only is made again. */
const PLACES = 1 << 9;
const MOST_BYTES = 40;

interface Token<Made> {
  readonly bytes: Buffer;
  readonly made: Made;
}

export class Tokens<Made> {
  readonly #places: (Token<Made> | undefined)[] = new Array(PLACES).fill(undefined);
  readonly #make: (bytes: Buffer, start: number, end: number) => Made;

  constructor(make: (bytes: Buffer, start: number, end: number) => Made) {
    this.#make = make;
  }

  of(bytes: Buffer, start: number, end: number): Made {
    const length = end - start;
    if (length === 0 || length > MOST_BYTES) return this.#make(bytes, start, end);
    const place = placeOf(bytes, start, end);
    const known = this.#places[place];
    if (known !== undefined && known.bytes.length === length && isWord(bytes, start, known.bytes))
      return known.made;
    const made = this.#make(bytes, start, end);
    this.#places[place] = { bytes: Buffer.from(bytes.subarray(start, end)), made };
    return made;
  }
}

/** Quotes, and what all of a kind begin with, tell nothing: so bytes are taken from all over. */
function placeOf(bytes: Buffer, start: number, end: number): number {
  const quarter = (end - start) >> 2;
  const middle = (start + end) >> 1;
  let mixed = end - start;
  mixed = Math.imul(mixed, 31) + bytes[start]!;
  mixed = Math.imul(mixed, 31) + bytes[start + quarter]!;
  mixed = Math.imul(mixed, 31) + bytes[middle]!;
  mixed = Math.imul(mixed, 31) + bytes[end - 1 - quarter]!;
  mixed = Math.imul(mixed, 31) + bytes[Math.max(start, end - 2)]!;
  return (mixed ^ (mixed >>> 9)) & (PLACES - 1);
}
