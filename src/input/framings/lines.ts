// Turns bytes into records of one line each, split at byte 0x0A alone.
import { CLOSE_BRACE, NEWLINE, OPEN_BRACE, OPEN_BRACKET, RETURN } from '../../json/bytes.ts';
import { Cursor } from '../../json/cursor.ts';
import { DocumentFramer } from './documents.ts';
import type { Framer, Framing, Step } from './framing.ts';
import { skipFiller } from './opening.ts';
import { NEEDS_MORE, RawBreaks } from './raw-breaks.ts';

export class LineFramer implements Framer {
  start = 0;
  end = 0;
  resume = 0;
  cut = false;
  /** Whether a document was found that goes on over lines, which the one who reads lines alone leaves to others. */
  goesOn = false;
  readonly #documents: DocumentFramer | null;
  readonly #cursor = new Cursor(true);
  readonly #rawBreaks = new RawBreaks();

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
        if (found && final !== CLOSE_BRACE && this.#breaksInString(bytes, to, last))
          return this.#document(bytes, from, to, last);
        this.end = end;
        this.cut = !found;
        return 'record';
      }
      if (!found) return 'end';
      from = this.resume;
    }
  }

  /** Whether the line may be the first of a document whose strings hold raw line breaks. */
  #breaksInString(bytes: Buffer, to: number, last: boolean): boolean {
    if (bytes[this.start] !== OPEN_BRACE) return false;
    const cursor = this.#cursor;
    cursor.reset(bytes, this.start, to);
    if (cursor.skipValue()) return false;
    const end = this.#rawBreaks.endOf(bytes, this.start, to, cursor.problem);
    // What follows a piece of a log is known only to the reader of the whole log.
    return end >= 0 || (end === NEEDS_MORE && (!last || this.#documents === null));
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
