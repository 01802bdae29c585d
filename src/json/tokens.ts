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

function placeOf(bytes: Buffer, start: number, end: number): number {
  const middle = bytes[(start + end) >> 1]!;
  return (
    (Math.imul(bytes[start]!, 31) ^ Math.imul(middle, 7) ^ (bytes[end - 1]! << 2) ^ ((end - start) << 4)) &
    (PLACES - 1)
  );
}
