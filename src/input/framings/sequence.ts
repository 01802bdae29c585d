// Turns a JSON text sequence (RFC 7464), in which byte 0x1E stands before every document, into one record a document.
import type { Kernel } from '../../json/kernel.ts';
import type { Framer, Framing, Step } from './framing.ts';
import { skipFiller } from './opening.ts';

export const SEPARATOR = 0x1e;

class SequenceFramer implements Framer {
  start = 0;
  end = 0;
  resume = 0;
  cut = false;
  readonly document = 0;
  readonly #bytes: Buffer;

  constructor({ bytes }: Kernel) {
    this.#bytes = bytes;
  }

  next(from: number, to: number, last: boolean): Step {
    const bytes = this.#bytes;
    this.start = skipFiller(bytes, from, to);
    while (bytes[this.start] === SEPARATOR && this.start < to)
      this.start = skipFiller(bytes, this.start + 1, to);
    this.resume = this.start;
    if (this.start === to) return last ? 'end' : 'more';
    const separator = bytes.indexOf(SEPARATOR, this.start);
    const found = separator >= 0 && separator < to;
    if (!found && !last) return 'more';
    this.end = found ? separator : to;
    this.resume = this.end;
    // The line feed behind a document says that it is whole.
    this.cut = !found && bytes[to - 1] !== 0x0a;
    return 'record';
  }
}

export const sequence: Framing = {
  name: 'a JSON text sequence',
  framer: (kernel) => new SequenceFramer(kernel),
};
