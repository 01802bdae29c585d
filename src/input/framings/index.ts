// Turns the first bytes of a source into the framing that reads it best.
import { CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET, skipBlanks } from '../../json/bytes.ts';
import { Cursor } from '../../json/cursor.ts';
import { array } from './array.ts';
import { documents } from './documents.ts';
import type { Framing } from './framing.ts';
import { lines } from './lines.ts';
import { lineEnd, openingsIn, skipFiller } from './opening.ts';
import { SEPARATOR, sequence } from './sequence.ts';

export const FRAMINGS = { lines, documents, array, sequence } as const satisfies Record<string, Framing>;

/** After this many bytes of text in which no document opens, each line is a record. */
const ENOUGH_TEXT = 1 << 16;

/**
 * The framing of a source, from the bytes [from, to) it starts with. `last` says that these are all. Undefined where
 * more bytes are needed to tell.
 */
export function detectFraming(bytes: Buffer, from: number, to: number, last: boolean): Framing | undefined {
  const start = skipFiller(bytes, from, to);
  if (start === to) return last ? lines : undefined;
  if (bytes[start] === SEPARATOR) return sequence;
  if (bytes[start] === OPEN_BRACKET) {
    // A bracket opens many a line of a log that is no array: [INFO], [2026-08-18 09:02:12].
    const inside = skipBlanks(bytes, start + 1, to);
    if (inside === to && !last) return undefined;
    const byte = bytes[inside];
    if (inside === to || byte === OPEN_BRACE || byte === CLOSE_BRACKET) return array;
  }
  return byFirstDocument(bytes, start, to, last);
}

/** The first document that is whole tells: it ends in its own line, or in a later one. */
function byFirstDocument(bytes: Buffer, start: number, to: number, last: boolean): Framing | undefined {
  const cursor = new Cursor(true);
  let someOpens = false;
  let someWaits = false;
  for (let at = start; at < to; ) {
    const from = at;
    const end = lineEnd(bytes, from, to);
    at = end + 1;
    for (const opening of openingsIn(bytes, from, end)) {
      someOpens = true;
      cursor.reset(bytes, opening, end);
      if (cursor.skipValue()) return lines;
      cursor.reset(bytes, opening, to);
      if (cursor.skipValue()) return documents;
      const early = cursor.problem?.reason === 'ends-early';
      if (early && end === to && !last) return undefined;
      // What stands below an opening at the end of a line belongs to it, whole or not.
      if (skipBlanks(bytes, opening + 1, end) === end) return early && !last ? undefined : documents;
      someWaits ||= early;
      if (cursor.problem?.reason === 'too-deep') at = Math.max(at, lineEnd(bytes, cursor.problem.at, to) + 1);
    }
  }
  if (last) return someOpens && hasMore(bytes, start, to) ? documents : lines;
  return !someWaits && to - start > ENOUGH_TEXT ? lines : undefined;
}

/** Whether anything stands on a later line. */
function hasMore(bytes: Buffer, from: number, to: number): boolean {
  const end = lineEnd(bytes, from, to);
  return skipBlanks(bytes, end, to) < to;
}
