// Turns text in UTF-16 into UTF-8, in which half of a surrogate pair stays what it is: no character.
import { encoded } from '../json/escapes.ts';
import { DamagedInput } from './ending.ts';

/** A half that stands alone gets the three bytes it would have had, which are no UTF-8: so it is found, and not replaced. */
export async function* utf8Of(
  chunks: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Buffer> {
  let odd: Buffer = Buffer.alloc(0);
  let half = '';
  let isFirst = true;
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([odd, chunk]);
    const whole = bytes.length - (bytes.length % 2);
    odd = bytes.subarray(whole);
    const units = bytes.subarray(0, whole);
    const text = half + (encoding === 'utf-16be' ? units.swap16() : units).toString('utf16le');
    // The other half may be in the next chunk.
    half = isFirstHalf(text.charCodeAt(text.length - 1)) ? text.slice(-1) : '';
    const start = isFirst && text.startsWith(MARK) ? MARK.length : 0;
    isFirst &&= text === '';
    yield bytesOf(text.slice(start, text.length - half.length));
  }
  yield bytesOf(half);
  if (odd.length > 0) throw new DamagedInput('the UTF-16 text ends in the middle of a character');
}

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

const MARK = '\ufeff';
/** With this flag two halves that make a pair are one character, and none of these. */
const HALF = /(\p{Surrogate})/u;

function bytesOf(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text);
  const parts = text
    .split(HALF)
    .map((part, index) => (index % 2 === 0 ? Buffer.from(part) : encoded(part.charCodeAt(0))));
  return Buffer.concat(parts);
}
