// Turns bytes into records of one line each, split at byte 0x0A alone.
import { NEWLINE, RETURN, skipBlanks } from '../../json/bytes.ts';
import type { Framer, Framing, Step } from './framing.ts';

class LineFramer implements Framer {
  start = 0;
  end = 0;
  resume = 0;
  cut = false;

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
      this.start = skipBlanks(bytes, from, end);
      if (this.start < end) {
        if (bytes[end - 1] === RETURN) end--;
        this.end = end;
        this.cut = !found;
        return 'record';
      }
      if (!found) return 'end';
      from = this.resume;
    }
  }
}

export const lines: Framing = { name: 'one record a line', framer: () => new LineFramer() };
