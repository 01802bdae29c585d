// Names what a framing does: it turns a window of bytes into the bounds of the records in it.
import type { Kernel } from '../../json/kernel.ts';

/** What a framer found: a record, that it needs more bytes, that nothing is left, or bytes that frame nothing. */
export type Step = 'record' | 'more' | 'end' | 'array-not-closed' | 'array-separator';

/**
 * Finds records in bytes that arrive piece by piece, in the memory of a kernel. Each call looks at [from, to); `last` says that no
 * bytes follow. After a step, `resume` is where the next call must start; after `record`, [start, end) are its bytes, `cut` tells
 * that the source ended inside it, and `document` is the entry of the document that it begins with, if that was walked, else 0.
 */
export interface Framer {
  readonly start: number;
  readonly end: number;
  readonly resume: number;
  readonly cut: boolean;
  readonly document: number;
  next(from: number, to: number, last: boolean): Step;
}

export interface Framing {
  /** What `help` and findings call it. */
  readonly name: string;
  framer(kernel: Kernel): Framer;
}
