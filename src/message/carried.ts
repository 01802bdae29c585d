// Turns a value or a line into the texts that it carries: as a JSON string, as a field of CSV, or in base64.
import { base64Text, fieldText, type InnerText, keptText, stringText, type Text } from '../input/text.ts';
import { zlib } from '../input/zlib.ts';
import { BACKSLASH, OPEN_BRACE, QUOTE } from '../json/bytes.ts';
import type { Kernel } from '../json/kernel.ts';

/** Inflated, no text may be longer than this. */
const MOST_BYTES = 64 << 20;

/** How base64 begins of an object, of an array of them, of a request over HTTP, and of gzip. */
const HEADS = ['eyJ', 'eyA', 'ewo', 'ewg', 'ewk', 'ew0', 'W3s', 'UE9T', 'H4sI'];

/** What the JSON string [start, end), quotes included, may carry; null where it is only a text. */
export function textIn(kernel: Kernel, around: Text, start: number, end: number): InnerText | null {
  const { bytes } = around;
  if (bytes.subarray(start, end).includes(OPEN_BRACE)) return stringText(kernel, around, start + 1, end - 1);
  const head = bytes.toString('latin1', start + 1, Math.min(end, start + 5));
  return HEADS.some((known) => head.startsWith(known))
    ? unpackedText(kernel, around, start + 1, end - 1)
    : null;
}

function unpackedText(kernel: Kernel, around: Text, start: number, end: number): InnerText | null {
  const bytes = Buffer.from(around.bytes.toString('latin1', start, end).replaceAll('\\/', '/'), 'base64');
  if (bytes[0] !== 0x1f) return base64Text(kernel, around, start, bytes);
  return keptText(kernel, around, inflated(bytes), () => start);
}

function inflated(bytes: Buffer): Buffer {
  try {
    return zlib().gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    // What cannot be inflated carries nothing.
    return Buffer.alloc(0);
  }
}

/** More braces than this in one line are not tried. */
const MOST = 64;

/**
 * What is written in quotes in the midst of a line and may hold an object: JSON strings, as in msg="{\"message\":...}",
 * and fields of CSV.
 */
export function* textsWithin(kernel: Kernel, around: Text, start: number, end: number): Generator<InnerText> {
  const { bytes } = around;
  let from = start;
  for (let tried = 0; tried < MOST; tried++) {
    const found = bytes.subarray(from, end).indexOf(OPEN_BRACE);
    if (found < 0) return;
    const brace = from + found;
    const doubled = brace + 2 < end && bytes[brace + 1] === QUOTE && bytes[brace + 2] === QUOTE;
    const quote = doubled || bytes[brace + 1] === BACKSLASH ? openingQuote(bytes, from, brace, doubled) : -1;
    const close = quote < 0 ? -1 : doubled ? fieldEnd(bytes, quote + 1, end) : stringEnd(kernel, quote, end);
    from = Math.max(brace, close) + 1;
    const text = close > brace ? (doubled ? fieldText : stringText)(kernel, around, quote + 1, close) : null;
    if (text !== null) yield text;
  }
}

/** The last quote in [from, to) that is neither doubled nor escaped; -1 where there is none. */
function openingQuote(bytes: Buffer, from: number, to: number, doubled: boolean): number {
  const twin = doubled ? QUOTE : BACKSLASH;
  for (let at = to - 1; at >= from; at--) {
    if (bytes[at] !== QUOTE) continue;
    if (at === from || bytes[at - 1] !== twin) return at;
    at--;
  }
  return -1;
}

/** Where the closing quote of a JSON string is; -1 where it is none. */
function stringEnd(kernel: Kernel, start: number, end: number): number {
  const entry = kernel.walk(start, end);
  if (entry === 0) return -1;
  kernel.forget(entry);
  return kernel.tape.end(entry) - 1;
}

/** Where the first quote stands that is not one of two. */
function fieldEnd(bytes: Buffer, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (at + 1 === end || bytes[at + 1] !== QUOTE) return at;
    at++;
  }
  return end;
}
