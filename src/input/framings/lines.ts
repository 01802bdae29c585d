// Turns bytes into records of one line each, split at byte 0x0A alone.
import { CLOSE_BRACE, NEWLINE, OPEN_BRACE, OPEN_BRACKET, RETURN } from '../../json/bytes.ts';
import { type Kernel, STOPS_AT_NEWLINE } from '../../json/kernel.ts';
import { DocumentFramer } from './documents.ts';
import type { Framer, Framing, Step } from './framing.ts';
import { skipFiller } from './opening.ts';
import { endWithRawBreaks, NEEDS_MORE } from './raw-breaks.ts';

export class LineFramer implements Framer {
  start = 0;
  end = 0;
  resume = 0;
  cut = false;
  document = 0;
  /** Whether a document was found that goes on over lines, which the one who reads lines alone leaves to others. */
  goesOn = false;
  readonly #kernel: Kernel;
  readonly #documents: DocumentFramer | null;

  constructor(kernel: Kernel, linesAlone = false) {
    this.#kernel = kernel;
    this.#documents = linesAlone ? null : new DocumentFramer(kernel);
  }

  next(from: number, to: number, last: boolean): Step {
    this.#kernel.clear();
    this.document = 0;
    const { bytes } = this.#kernel;
    for (;;) {
      const newline = this.#kernel.lineEnd(from, to);
      const found = newline < to;
      if (!found && !last) {
        this.resume = from;
        return 'more';
      }
      let end = newline;
      this.resume = found ? newline + 1 : to;
      this.start = skipFiller(bytes, from, end);
      if (this.start < end) {
        if (bytes[end - 1] === RETURN) end--;
        const final = bytes[end - 1];
        // A line that ends in an opening goes on: somebody wrote one document over several lines.
        if (found && (final === OPEN_BRACE || final === OPEN_BRACKET)) return this.#document(from, to, last);
        if (found && final !== CLOSE_BRACE && this.#breaksInString(to, last))
          return this.#document(from, to, last);
        this.end = end;
        this.cut = !found;
        return 'record';
      }
      if (!found) return 'end';
      from = this.resume;
    }
  }

  /** Takes the line where it is one document and nothing else, as most lines are, so that its end shows by walking it; else false. */
  nextDocument(from: number, to: number): boolean {
    const { bytes, tape } = this.#kernel;
    if (bytes[from] !== OPEN_BRACE || from >= to) return false;
    this.#kernel.clear();
    const document = this.#kernel.walk(from, to, STOPS_AT_NEWLINE);
    if (document === 0) return false;
    const end = tape.end(document);
    const newline = bytes[end] === RETURN ? end + 1 : end;
    if (newline >= to || bytes[newline] !== NEWLINE) return false;
    this.document = document;
    this.start = from;
    this.end = end;
    this.resume = newline + 1;
    this.cut = false;
    return true;
  }

  /** Whether the line may be the first of a document whose strings hold raw line breaks. */
  #breaksInString(to: number, last: boolean): boolean {
    const kernel = this.#kernel;
    if (kernel.bytes[this.start] !== OPEN_BRACE || kernel.walk(this.start, to) !== 0) return false;
    const end = endWithRawBreaks(kernel, this.start, to, kernel.problem);
    // What follows a piece of a log is known only to the reader of the whole log.
    return end >= 0 || (end === NEEDS_MORE && (!last || this.#documents === null));
  }

  #document(from: number, to: number, last: boolean): Step {
    this.goesOn = true;
    if (this.#documents === null) return 'end';
    const step = this.#documents.next(from, to, last);
    ({
      start: this.start,
      end: this.end,
      resume: this.resume,
      cut: this.cut,
      document: this.document,
    } = this.#documents);
    return step;
  }
}

export const lines: Framing = { name: 'one record a line', framer: (kernel) => new LineFramer(kernel) };
