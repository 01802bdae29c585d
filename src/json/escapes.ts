// Turns offsets in the text of a JSON string into offsets in its raw content.
import { BACKSLASH } from './bytes.ts';

/** Where in the raw bytes stands what became the byte `offset` of the text. */
export function rawOffset(bytes: Buffer, start: number, end: number, offset: number): number {
  let inner = 0;
  for (let at = start; at < end; ) {
    const isEscape = bytes[at] === BACKSLASH;
    const next = isEscape ? at + lengthOfEscape(bytes, at, end) : at + 1;
    inner += isEscape ? utf8Length(codePointAt(bytes, at, next)) : 1;
    if (offset < inner) return at;
    at = next;
  }
  return end;
}

const U = 0x75;

/** Two `\u` that make one character are one escape. */
function lengthOfEscape(bytes: Buffer, at: number, end: number): number {
  if (bytes[at + 1] !== U) return 2;
  const isPair =
    isHigh(unitAt(bytes, at)) &&
    at + 12 <= end &&
    bytes[at + 6] === BACKSLASH &&
    bytes[at + 7] === U &&
    isLow(unitAt(bytes, at + 6));
  return isPair ? 12 : 6;
}

function codePointAt(bytes: Buffer, at: number, end: number): number {
  if (end - at === 2) return ESCAPED[bytes[at + 1]!]!;
  const unit = unitAt(bytes, at);
  return end - at === 6 ? unit : 0x10000 + ((unit - 0xd800) << 10) + (unitAt(bytes, at + 6) - 0xdc00);
}

function unitAt(bytes: Buffer, at: number): number {
  return Number.parseInt(bytes.toString('latin1', at + 2, at + 6), 16);
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** What the second byte of a two-byte escape stands for: " \ / b f n r t */
const ESCAPED = new Uint8Array(256);
for (const [index, byte] of Buffer.from('"\\/bfnrt').entries())
  ESCAPED[byte] = Buffer.from('"\\/\b\f\n\r\t')[index]!;

function utf8Length(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** A code point in UTF-8, and a surrogate as the three bytes that it would have. */
export function encoded(point: number): Buffer {
  const bytes = Buffer.alloc(utf8Length(point));
  putCodePoint(bytes, 0, point);
  return bytes;
}

/** The first byte of a character of so many bytes, before its bits are set. */
const LEADS = [0, 0, 0xc0, 0xe0, 0xf0];

function putCodePoint(target: Buffer, at: number, point: number): number {
  const length = utf8Length(point);
  let rest = point;
  for (let index = length - 1; index > 0; index--, rest >>= 6) target[at + index] = 0x80 | (rest & 0x3f);
  target[at] = LEADS[length]! | rest;
  return at + length;
}
