// Turns the text of a capture into the line and column of its wrong value, sought as a reader of the file would.
import { MARK } from './call.ts';
import type { Exactness } from './capture.ts';

/** A quote, however often it was escaped or doubled. */
const QUOTED_MARK = new RegExp(`\\\\*"+${MARK}`);
const BASE64 = /[A-Za-z0-9+/=]{200,}/g;

export function placeOfMark(text: string, places: Exactness): { line: number; column: number } {
  const before = text.slice(0, places === 'exact' ? text.search(QUOTED_MARK) : inBase64(text, places));
  return {
    line: before.split('\n').length,
    column: Buffer.byteLength(before.slice(before.lastIndexOf('\n') + 1)) + 1,
  };
}

function inBase64(text: string, places: Exactness): number {
  for (const { 0: found, index } of text.matchAll(BASE64)) {
    if (places === 'the beginning of its base64') return index;
    const at = Buffer.from(found, 'base64').toString('latin1').search(QUOTED_MARK);
    if (at >= 0) return index + Math.floor(at / 3) * 4;
  }
  return -1;
}
