// Turns a simple pattern into a row of character classes, each with how often it may stand there.

/** Characters of ASCII as two halves of a mask, and how many of them stand there. */
export interface Atom {
  readonly low: bigint;
  readonly high: bigint;
  readonly least: number;
  readonly most: number;
}

export const MANY = 0xffff_ffff;

/** One class or character, and its quantifier. */
const ATOM = /(?:\[((?:[A-Za-z0-9_.-])+)\]|([A-Za-z0-9_:@#-])|\\([.\\/-]))(?:\{(\d+)(,(\d*))?\}|([*+?]))?/y;

/** Null where the pattern is not one that can be matched from left to right without ever going back. */
export function atomsOf(pattern: string): Atom[] | null {
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || pattern.endsWith('\\$')) return null;
  const end = pattern.length - 1;
  const atoms: Atom[] = [];
  ATOM.lastIndex = 1;
  while (ATOM.lastIndex < end) {
    const found = ATOM.exec(pattern);
    if (found === null || found.index + found[0].length > end) return null;
    const set = charactersOf(found[1] ?? found[2] ?? found[3]!, found[1] !== undefined);
    if (set === null) return null;
    atoms.push({ ...set, ...countOf(found) });
  }
  const isCertain = atoms.every((atom, at) => atom.least === atom.most || isApart(atom, atoms[at + 1]));
  return atoms.length > 0 && isCertain ? atoms : null;
}

function countOf([, , , , least, open, most, sign]: readonly (string | undefined)[]): {
  least: number;
  most: number;
} {
  if (least !== undefined) {
    const few = Number(least);
    return { least: few, most: open === undefined ? few : most === '' ? MANY : Number(most) };
  }
  if (sign === undefined) return { least: 1, most: 1 };
  return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : MANY };
}

/** How many characters were taken is certain where the next one cannot be one of them. */
function isApart(atom: Atom, next: Atom | undefined): boolean {
  return (
    next === undefined || (next.least > 0 && (atom.low & next.low) === 0n && (atom.high & next.high) === 0n)
  );
}

/** Null where a range is none. */
function charactersOf(text: string, isClass: boolean): { low: bigint; high: bigint } | null {
  let all = 0n;
  for (let at = 0; at < text.length; at++) {
    const from = text.charCodeAt(at);
    const isRange = isClass && text[at + 1] === '-' && at + 2 < text.length;
    const to = isRange ? text.charCodeAt(at + 2) : from;
    if (isRange) at += 2;
    if (to < from) return null;
    for (let code = from; code <= to; code++) all |= 1n << BigInt(code);
  }
  return { low: all & 0xffff_ffff_ffff_ffffn, high: all >> 64n };
}
