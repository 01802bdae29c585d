// Turns the words of a contract into a table in which the kernel finds them by their bytes.
import type { TableBytes } from './bytes.ts';

const EVEN = 0x9e37_79b9_7f4a_7c15n;
const ODD = 0xc2b2_ae3d_27d4_eb4fn;
const WIDE = 0xffff_ffff_ffff_ffffn;

/** The hash of a word uses its first eight bytes, its last eight, and its length. The kernel computes the same. */
export function hashOf(text: string): number {
  const bytes = Buffer.from(text);
  const { length } = bytes;
  const padded = Buffer.concat([bytes, Buffer.alloc(8)]);
  const first = padded.readBigUInt64LE(0);
  const last = length < 8 ? first : bytes.readBigUInt64LE(length - 8);
  const mixed = ((first * EVEN) ^ (last * ODD) ^ (BigInt(length) * EVEN)) & WIDE;
  return Number((mixed ^ (mixed >> 32n)) & 0xffff_ffffn);
}

/** Open addressing, twice as many places as words at least. Gives where the table is, and the mask of its places. */
export function placeHash(bytes: TableBytes): { at: number; mask: number } {
  const words = [...bytes.words];
  let size = 2;
  while (size < words.length * 2) size *= 2;
  const places = new Array<number>(size).fill(0);
  for (const [text, offset] of words) {
    let place = hashOf(text) & (size - 1);
    while (places[place] !== 0) place = (place + 1) & (size - 1);
    places[place] = offset;
  }
  return { at: bytes.list(places), mask: size - 1 };
}
