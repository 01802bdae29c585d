// Turns bytes into records that are whole JSON documents, one or several, over any number of lines.
import { NEWLINE, OPEN_BRACE, OPEN_BRACKET, skipBlanks } from '../../json/bytes.ts';
import { Cursor } from '../../json/cursor.ts';
import type { Framer, Framing, Step } from './framing.ts';

class DocumentFramer implements Framer {
  start = 0;
  end = 0;
  resume = 0;
  cut = false;
  readonly #cursor = new Cursor();

  next(bytes: Buffer, from: number, to: number, last: boolean): Step {
    this.start = skipBlanks(bytes, from, to);
    this.resume = this.start;
    if (this.start === to) return last ? 'end' : 'more';
    this.#cursor.reset(bytes, this.start, to);
    const whole = this.#cursor.skipValue();
    // A number or word at the very end may go on in the bytes to come.
    if (whole && (this.#cursor.at < to || last)) return this.#record(this.#cursor.at, false);
    if (whole) return 'more';
    const early = this.#cursor.problem?.reason === 'ends-early';
    if (early && !last) return 'more';
    const next = nextOpening(bytes, this.start, to);
    if (next >= 0) return this.#record(next, false);
    return last ? this.#record(to, early) : 'more';
  }

  #record(end: number, cut: boolean): Step {
    this.end = end;
    this.resume = end;
    this.cut = cut;
    return 'record';
  }
}

/** After a broken document: the first later line that opens another one, or -1. */
function nextOpening(bytes: Buffer, from: number, to: number): number {
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at + 1 < to; at = bytes.indexOf(NEWLINE, at + 1)) {
    const first = bytes[at + 1];
    if (first === OPEN_BRACE || first === OPEN_BRACKET) return at + 1;
  }
  return -1;
}

export const documents: Framing = { name: 'JSON documents', framer: () => new DocumentFramer() };
