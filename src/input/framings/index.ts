// Turns the first bytes of a source into the framing that reads it best.
import { CLOSE_BRACKET, NEWLINE, OPEN_BRACE, OPEN_BRACKET, skipBlanks } from '../../json/bytes.ts';
import { Cursor } from '../../json/cursor.ts';
import { array } from './array.ts';
import { documents } from './documents.ts';
import type { Framing } from './framing.ts';
import { lines } from './lines.ts';

export const FRAMINGS = { lines, documents, array } as const satisfies Record<string, Framing>;

/**
 * The framing of a source, from the bytes [from, to) it starts with. `last` says that these are all. Undefined where
 * more bytes are needed to tell.
 */
export function detectFraming(bytes: Buffer, from: number, to: number, last: boolean): Framing | undefined {
  const start = skipBlanks(bytes, from, to);
  if (start === to) return last ? lines : undefined;
  if (bytes[start] === OPEN_BRACKET) {
    // A bracket opens many a line of a log that is no array: [INFO], [2026-08-18 09:02:12].
    const inside = skipBlanks(bytes, start + 1, to);
    if (inside === to && !last) return undefined;
    const byte = bytes[inside];
    if (inside === to || byte === OPEN_BRACE || byte === CLOSE_BRACKET) return array;
  }
  const cursor = new Cursor();
  cursor.reset(bytes, start, to);
  if (cursor.skipValue()) {
    const oneLine = !hasNewline(bytes, start, cursor.at);
    return oneLine ? lines : documents;
  }
  // The first record is broken, or goes on over lines: a whole one on a line of its own settles it.
  if (someLineIsWhole(bytes, start, to)) return lines;
  if (last) return hasMore(bytes, start, to) ? documents : lines;
  return undefined;
}

/** Whether anything stands on a later line. */
function hasMore(bytes: Buffer, from: number, to: number): boolean {
  const newline = bytes.indexOf(NEWLINE, from);
  return newline >= 0 && newline < to && skipBlanks(bytes, newline, to) < to;
}

function hasNewline(bytes: Buffer, from: number, to: number): boolean {
  const newline = bytes.indexOf(NEWLINE, from);
  return newline >= 0 && newline < to;
}

/** Whether some line, unindented, is an object by itself. */
function someLineIsWhole(bytes: Buffer, from: number, to: number): boolean {
  const cursor = new Cursor();
  for (let at = from; at < to; ) {
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline >= 0 && newline < to ? newline : to;
    cursor.reset(bytes, at, end);
    if (bytes[at] === OPEN_BRACE && cursor.skipValue() && skipBlanks(bytes, cursor.at, end) === end) {
      return true;
    }
    at = end + 1;
  }
  return false;
}
