// Turns the raw content of a JSON string into that of another, character by character, each escaped as before.
import { isUtf8 } from 'node:buffer';
import { BACKSLASH } from '../json/bytes.ts';
import { firstInvalid } from '../json/utf8.ts';

/** In UTF-8 this byte means nothing wherever it stands. */
const NO_UTF8 = 0xff;

/**
 * The content of a string whose text is what `change` makes of the text of `raw`. `change` keeps the number of characters,
 * and how many bytes each takes. Bytes that are no UTF-8 stay such, and tell nothing.
 */
export function changedString(raw: Buffer, change: (text: string) => string): Buffer {
  if (!isUtf8(raw)) return changedDamage(raw, change);
  if (!raw.includes(BACKSLASH)) return Buffer.from(change(raw.toString('utf8')));
  const units = raw.toString('utf8').match(UNITS) ?? [];
  const texts = units.map((unit) => (unit[0] === '\\' ? String(JSON.parse(`"${unit}"`)) : unit));
  const changed = [...change(texts.join(''))];
  return Buffer.from(units.map((unit, at) => written(changed[at]!, texts[at]!, unit)).join(''));
}

/** A pair of escapes that make one character, an escape, or a character. */
const UNITS = /\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|[\s\S]/gu;

function written(character: string, before: string, unit: string): string {
  if (character === before) return unit;
  if (unit[0] !== '\\') return character;
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');
}

function changedDamage(raw: Buffer, change: (text: string) => string): Buffer {
  const from = firstInvalid(raw, 0, raw.length);
  const rest = Buffer.from(raw.subarray(from).map((byte) => (byte < 0x80 ? byte : 0x20)));
  const filled = changedString(rest, change);
  if (filled.length === rest.length)
    for (let at = 0; at < rest.length; at++) if (raw[from + at]! >= 0x80) filled[at] = NO_UTF8;
  return Buffer.concat([changedString(raw.subarray(0, from), change), filled]);
}
