// Turns a line into the places in it where a JSON document may open, behind whatever a logger wrote before.
import { CLOSE_BRACE, NEWLINE, OPEN_BRACE, OPEN_BRACKET, QUOTE, skipBlanks } from '../../json/bytes.ts';

/** More openings than this in one line are not tried. */
const MOST = 16;

/** Where in [from, to) an object opens: a brace with a key, a closing brace or the end of its line behind it. */
export function* openingsIn(bytes: Buffer, from: number, to: number): Generator<number> {
  let at = from;
  for (let tried = 0; tried < MOST; tried++) {
    const brace = bytes.subarray(at, to).indexOf(OPEN_BRACE);
    if (brace < 0) return;
    at += brace;
    const next = skipBlanks(bytes, at + 1, to);
    if (next === to || bytes[next] === QUOTE || bytes[next] === CLOSE_BRACE) yield at;
    at++;
  }
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

const MARK = [0xef, 0xbb, 0xbf] as const;

/** The first offset in [at, to) that is neither blank nor a byte order mark, which joined files have in their middle. */
export function skipFiller(bytes: Buffer, at: number, to: number): number {
  for (;;) {
    at = skipBlanks(bytes, at, to);
    if (to - at < 3 || bytes[at] !== MARK[0] || bytes[at + 1] !== MARK[1] || bytes[at + 2] !== MARK[2])
      return at;
    at += 3;
  }
}
