// Turns a document whose strings hold raw line breaks into its end, so that such damage is one broken record.
import { Cursor } from '../../json/cursor.ts';
import type { Problem } from '../../json/problem.ts';

/** A damaged document is searched this far for its end: it must not hold up a log that goes on. */
const MOST_BYTES = 4 << 20;

export const NEEDS_MORE = -2;
export const NO_END = -1;

export class RawBreaks {
  readonly #cursor = new Cursor(true, true);

  /**
   * The offset behind the document at `start` that has `problem`, if nothing but raw control characters is wrong with it.
   * NEEDS_MORE where bytes from `to` on decide.
   */
  endOf(bytes: Buffer, start: number, to: number, problem: Problem | null): number {
    if (problem?.reason !== 'control-character') return NO_END;
    const most = Math.min(to, start + MOST_BYTES);
    this.#cursor.reset(bytes, start, most);
    if (this.#cursor.skipValue()) return this.#cursor.at;
    const isEarly = this.#cursor.problem?.reason === 'ends-early';
    return isEarly && most === to ? NEEDS_MORE : NO_END;
  }
}
