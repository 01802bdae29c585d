// Turns a text in which an object stands as a programming language shows it into the reason why that is no JSON.
import type { Problem } from '../json/problem.ts';

/** A brace, its first key, bare or in quotes, and what stands behind it. */
const OBJECT = /\{\s*(?:([A-Za-z_$][\w$]*)|'[^'\n]*'|"[^"\n]*"|:\w+)\s*(:|=>)/;
const HEAD_BYTES = 16 << 10;

/** In bytes [start, end); null where no object stands there, or one as JSON writes them. */
export function literalIn(bytes: Buffer, start: number, end: number): Problem | null {
  const match = OBJECT.exec(bytes.toString('latin1', start, Math.min(end, start + HEAD_BYTES)));
  if (match === null) return null;
  const [opening, bareKey, behindKey] = match;
  const at = start + match.index + opening.search(/[^{\s]/);
  if (behindKey === '=>') return { reason: 'ruby', at };
  if (bareKey !== undefined) return { reason: 'javascript', at };
  return opening.includes("'") ? { reason: 'python', at } : null;
}
