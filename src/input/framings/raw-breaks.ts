// Turns a document whose strings hold raw line breaks into its end, so that such damage is one broken record.
import { ALLOWS_CONTROL, FOR_BOUNDS, type Kernel } from '../../json/kernel.ts';
import type { Problem } from '../../json/problem.ts';

/** A damaged document is searched this far for its end: it must not hold up a log that goes on. */
const MOST_BYTES = 4 << 20;

export const NEEDS_MORE = -2;
export const NO_END = -1;

/**
 * The offset behind the document at `start` that has `problem`, if nothing but raw control characters is wrong with it. NEEDS_MORE
 * where bytes from `to` on decide.
 */
export function endWithRawBreaks(kernel: Kernel, start: number, to: number, problem: Problem): number {
  if (problem.reason !== 'control-character') return NO_END;
  const most = Math.min(to, start + MOST_BYTES);
  const document = kernel.walk(start, most, FOR_BOUNDS | ALLOWS_CONTROL);
  if (document === 0) return kernel.problem.reason === 'ends-early' && most === to ? NEEDS_MORE : NO_END;
  kernel.forget(document);
  return kernel.tape.end(document);
}
