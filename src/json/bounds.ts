// Turns the start of a document into where it ends, whatever length its keys and numbers have.
import { FOR_BOUNDS, type Kernel } from './kernel.ts';
import type { Problem } from './problem.ts';

export interface DocumentBounds {
  readonly end: number;
  /** On the tape; 0 where it goes beyond a limit of what is read. */
  readonly document: number;
  /** Why it has no end; else null. */
  readonly problem: Problem | null;
}

/** What goes beyond a limit on keys or numbers still ends where it ends. */
export function boundsOf(kernel: Kernel, start: number, to: number): DocumentBounds {
  const document = kernel.walk(start, to);
  if (document !== 0) return { end: kernel.tape.end(document), document, problem: null };
  const { problem } = kernel;
  if (problem.reason !== 'key-too-long' && problem.reason !== 'number-too-long')
    return { end: to, document: 0, problem };
  const beyond = kernel.walk(start, to, FOR_BOUNDS);
  if (beyond === 0) return { end: to, document: 0, problem: kernel.problem };
  kernel.forget(beyond);
  return { end: kernel.tape.end(beyond), document: 0, problem: null };
}
