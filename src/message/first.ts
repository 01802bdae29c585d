// Turns a line of text into the first document that stands in it, behind what else was written.
import { openingsIn } from '../input/framings/opening.ts';
import { skipBlanks } from '../json/bytes.ts';
import type { Cursor } from '../json/cursor.ts';
import type { Problem } from '../json/problem.ts';
import { isBeyond } from '../limits.ts';

/** Bytes [start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The first whole document or array of them, or else the problem of the one that goes furthest. */
export function firstIn(
  bytes: Buffer,
  start: number,
  end: number,
  cursor: Cursor,
): { whole: Span; problem: null } | { whole: null; problem: Problem | null } {
  let problem: Problem | null = null;
  for (const at of openingsIn(bytes, start, end)) {
    cursor.reset(bytes, at, end);
    if (cursor.skipValue()) return { whole: { start: at, end: cursor.at }, problem: null };
    // What goes beyond a limit is a document all the same, and what is in it is a part of it.
    if (isBeyond(cursor.problem!.reason)) return { whole: null, problem: cursor.problem };
    // A bracket with nothing behind it is text.
    if (skipBlanks(bytes, at + 1, end) === end) continue;
    if (problem === null || cursor.problem!.at > problem.at) problem = cursor.problem;
  }
  return { whole: null, problem };
}
