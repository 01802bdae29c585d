// Turns the first bytes of a source into the framing that reads it best.

import { boundsOf } from '../../json/bounds.ts';
import { CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET, skipBlanks } from '../../json/bytes.ts';
import type { Kernel } from '../../json/kernel.ts';
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
export function detectFraming(kernel: Kernel, from: number, to: number, last: boolean): Framing | undefined {
  const { bytes } = kernel;
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
  return byFirstDocument(kernel, start, to, last);
}

/** The first document that is whole tells: it ends in its own line, or in a later one. */
function byFirstDocument(kernel: Kernel, start: number, to: number, last: boolean): Framing | undefined {
  const { bytes } = kernel;
  let someOpens = false;
  let someWaits = false;
  for (let at = start; at < to; ) {
    const from = at;
    const end = lineEnd(bytes, from, to);
    at = end + 1;
    for (const opening of openingsIn(bytes, from, end)) {
      someOpens = true;
      kernel.clear();
      const { end: documentEnd, problem } = boundsOf(kernel, opening, to);
      if (problem === null) return documentEnd <= end ? lines : documents;
      const early = problem.reason === 'ends-early';
      if (early && end === to && !last) return undefined;
      // What stands below an opening at the end of a line belongs to it, whole or not.
      if (skipBlanks(bytes, opening + 1, end) === end) return early && !last ? undefined : documents;
      someWaits ||= early;
      if (problem.reason === 'too-deep') at = Math.max(at, lineEnd(bytes, problem.at, to) + 1);
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
