// Turns a line of text into the first document that stands in it, behind what else was written.
import { openingsIn } from '../input/framings/opening.ts';
import { skipBlanks } from '../json/bytes.ts';
import type { Kernel } from '../json/kernel.ts';
import type { Problem } from '../json/problem.ts';
import { isBeyond } from '../limits.ts';

/** The first whole document or array of them as an entry of the tape; or 0, and the problem of the one that goes furthest. */
export function firstIn(
  kernel: Kernel,
  start: number,
  end: number,
): { readonly whole: number; readonly problem: Problem | null } {
  let furthest: Problem | null = null;
  for (const at of openingsIn(kernel.bytes, start, end)) {
    const whole = kernel.walk(at, end);
    if (whole !== 0) return { whole, problem: null };
    const { problem } = kernel;
    // What goes beyond a limit is a document all the same, and what is in it is a part of it.
    if (isBeyond(problem.reason)) return { whole: 0, problem };
    // A bracket with nothing behind it is text.
    if (skipBlanks(kernel.bytes, at + 1, end) === end) continue;
    if (furthest === null || problem.at > furthest.at) furthest = problem;
  }
  return { whole: 0, problem: furthest };
}
