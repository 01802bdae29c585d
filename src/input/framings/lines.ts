// Turns bytes into records of one line each, split at byte 0x0A alone.
import { NEWLINE, OPEN_BRACE, OPEN_BRACKET, RETURN } from '../../json/bytes.ts';
import { DocumentFramer } from './documents.ts';
import type { Framer, Framing, Step } from './framing.ts';
import { skipFiller } from './opening.ts';

export class LineFramer implements Framer {
  start = 0;
  end = 0;
  resume = 0;
  cut = false;
  /** Whether a document was found that goes on over lines, which the one who reads lines alone leaves to others. */
  goesOn = false;
  readonly #documents: DocumentFramer | null;

  constructor(linesAlone = false) {
    this.#documents = linesAlone ? null : new DocumentFramer();
  }

  next(bytes: Buffer, from: number, to: number, last: boolean): Step {
    for (;;) {
      const newline = bytes.indexOf(NEWLINE, from);
      const found = newline >= 0 && newline < to;
      if (!found && !last) {
        this.resume = from;
        return 'more';
      }
      let end = found ? newline : to;
      this.resume = found ? newline + 1 : to;
      this.start = skipFiller(bytes, from, end);
      if (this.start < end) {
        if (bytes[end - 1] === RETURN) end--;
        const final = bytes[end - 1];
        // A line that ends in an opening goes on: somebody wrote one document over several lines.
        if (found && (final === OPEN_BRACE || final === OPEN_BRACKET))
          return this.#document(bytes, from, to, last);
        this.end = end;
        this.cut = !found;
        return 'record';
      }
      if (!found) return 'end';
      from = this.resume;
    }
  }

  #document(bytes: Buffer, from: number, to: number, last: boolean): Step {
    this.goesOn = true;
    if (this.#documents === null) return 'end';
    const step = this.#documents.next(bytes, from, to, last);
    ({ start: this.start, end: this.end, resume: this.resume, cut: this.cut } = this.#documents);
    return step;
  }
}

export const lines: Framing = { name: 'one record a line', framer: () => new LineFramer() };
