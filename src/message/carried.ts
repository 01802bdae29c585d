// Turns a value or a line into the texts that it carries: as a JSON string, as a field of CSV, or in base64.
import { gunzipSync } from 'node:zlib';
import { base64Text, fieldText, InnerText, stringText, type Text } from '../input/text.ts';
import { BACKSLASH, OPEN_BRACE, QUOTE } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';

/** Inflated, no text may be longer than this. */
const MOST_BYTES = 64 << 20;

/** How base64 begins of an object, of an array of them, of a request over HTTP, and of gzip. */
const HEADS = ['eyJ', 'eyA', 'ewo', 'ewg', 'ewk', 'ew0', 'W3s', 'UE9T', 'H4sI'];

/** What the JSON string [start, end), quotes included, may carry; null where it is only a text. */
export function textIn(around: Text, start: number, end: number): Text | null {
  const { bytes } = around;
  if (bytes.subarray(start, end).includes(OPEN_BRACE)) return stringText(around, start + 1, end - 1);
  const head = bytes.toString('latin1', start + 1, Math.min(end, start + 5));
  return HEADS.some((known) => head.startsWith(known)) ? unpackedText(around, start + 1, end - 1) : null;
}

function unpackedText(around: Text, start: number, end: number): Text {
  const bytes = Buffer.from(around.bytes.toString('latin1', start, end).replaceAll('\\/', '/'), 'base64');
  if (bytes[0] !== 0x1f) return base64Text(around, start, bytes);
  return new InnerText(around, inflated(bytes), () => start);
}

function inflated(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    // What cannot be inflated carries nothing.
    return Buffer.alloc(0);
  }
}

/** A JSON string in the midst of a line, as in msg="{\"message\":...}", or a field of CSV in quotes; null where there is none. */
export function textWithin(around: Text, start: number, end: number): Text | null {
  const { bytes } = around;
  for (let at = start; ; at++) {
    const found = bytes.subarray(at, end).indexOf(QUOTED_BRACE);
    if (found < 0) return null;
    at += found;
    const next = bytes[at + 2];
    if (next === BACKSLASH) {
      const cursor = new Cursor();
      cursor.reset(bytes, at, end);
      if (cursor.skipValue()) return stringText(around, at + 1, cursor.at - 1);
    }
    if (next === QUOTE && bytes[at + 3] === QUOTE)
      return fieldText(around, at + 1, fieldEnd(bytes, at + 1, end));
  }
}

const QUOTED_BRACE = Buffer.from('"{');

/** Where the first quote stands that is not one of two. */
function fieldEnd(bytes: Buffer, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (bytes[at + 1] !== QUOTE) return at;
    at++;
  }
  return end;
}
