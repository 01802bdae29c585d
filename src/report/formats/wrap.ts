// Turns words into lines that fit a width, broken only where three blanks part one fact from the next.
import type { Words } from '../model.ts';

const BETWEEN = '   ';

/** `width` is null where there is no end to a line; a fact that is longer by itself keeps its line. */
export function wrapped(words: readonly Words[], width: number | null): Words[][] {
  const lines: Words[][] = [];
  let used = 0;
  for (const fact of factsIn(words)) {
    const length = fact.reduce((sum, part) => sum + textOf(part).length, 0);
    const line = lines.at(-1);
    if (line === undefined || (width !== null && used + BETWEEN.length + length > width)) {
      lines.push(fact);
      used = length;
    } else {
      line.push(BETWEEN, ...fact);
      used += BETWEEN.length + length;
    }
  }
  return lines;
}

function factsIn(words: readonly Words[]): Words[][] {
  const facts: Words[][] = [[]];
  for (const part of words) {
    for (const [index, text] of textOf(part).split(/ {3,}/).entries()) {
      if (index > 0) facts.push([]);
      if (text !== '') facts.at(-1)?.push(typeof part === 'string' ? text : { ...part, text });
    }
  }
  return facts.filter((fact) => fact.length > 0);
}

function textOf(words: Words): string {
  return typeof words === 'string' ? words : words.text;
}
