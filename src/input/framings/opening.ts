// Turns a line into the places in it where a JSON document may open, behind whatever a logger wrote before.
import {
  CLOSE_BRACE,
  isBlank,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipBlanks,
} from '../../json/bytes.ts';

/** More openings than this in one line are not tried. */
const MOST = 16;

/**
 * Where in [from, to) an object opens: a brace with a key, a closing brace or the end of its line behind it; before that,
 * where an array of objects does.
 */
export function* openingsIn(bytes: Buffer, from: number, to: number): Generator<number> {
  let at = from;
  for (let tried = 0; tried < MOST; tried++) {
    const brace = bytes.subarray(at, to).indexOf(OPEN_BRACE);
    if (brace < 0) break;
    at += brace;
    const next = skipBlanks(bytes, at + 1, to);
    if (next === to || bytes[next] === QUOTE || bytes[next] === CLOSE_BRACE) {
      const before = lastBefore(bytes, from, at);
      if (before >= from && bytes[before] === OPEN_BRACKET) yield before;
      yield at;
    }
    at++;
  }
  const last = lastBefore(bytes, at, to);
  if (last >= at && bytes[last] === OPEN_BRACKET) yield last;
}

/** The last offset in [from, to) of a byte that is not blank; one less than `from` where there is none. */
function lastBefore(bytes: Buffer, from: number, to: number): number {
  let at = to - 1;
  while (at >= from && isBlank(bytes[at])) at--;
  return at;
}

/** Whether the first byte that is not blank in [from, to) opens an object or array. */
export function opensDocument(byte: number | undefined): boolean {
  return byte === OPEN_BRACE || byte === OPEN_BRACKET;
}

/** The offset of the newline at or after `at`; `to` where there is none before it. */
export function lineEnd(bytes: Buffer, at: number, to: number): number {
  const newline = bytes.indexOf(NEWLINE, at);
  return newline >= 0 && newline < to ? newline : to;
}

/** The first byte of a byte order mark. */
export const MARK_START = 0xef;
const MARK = [MARK_START, 0xbb, 0xbf] as const;

/** Behind the byte order mark at `at`, where one stands there; joined files have them in their midst. */
export function skipMark(bytes: Buffer, at: number, to: number): number {
  return to - at >= MARK.length && MARK.every((byte, index) => bytes[at + index] === byte)
    ? at + MARK.length
    : at;
}

/** The first offset in [at, to) that is neither blank nor a byte order mark. */
export function skipFiller(bytes: Buffer, at: number, to: number): number {
  for (;;) {
    const start = skipBlanks(bytes, at, to);
    at = skipMark(bytes, start, to);
    if (at === start) return at;
  }
}
