// Turns words into lines that fit a width, broken where facts part, else between words, and within one only if it must be.
import { headOf, type Measure } from '../cut.ts';
import type { Words } from '../model.ts';
import { textOf } from '../visible.ts';

/** Where a line is broken first: between facts. */
const BETWEEN_FACTS = / {2,}| · /g;
const BETWEEN_WORDS = / +/g;

/** `width` is null where there is no end to a line. Lines after the first begin with `indent` blanks. */
export function wrapped(
  words: readonly Words[],
  width: number | null,
  measure: Measure,
  indent = 0,
): Words[][] {
  const text = words.map(textOf).join('');
  if (width === null || measure.width(text) <= width) return [[...words]];
  const lines: Words[][] = [];
  for (let from = 0; from < text.length; ) {
    const [room, lead] = lines.length === 0 ? [width, []] : [width - indent, [' '.repeat(indent)]];
    const { to, next } = breakOf(text, from, room, measure);
    lines.push([...lead.filter((blanks) => blanks !== ''), ...slice(words, from, to)]);
    from = next;
  }
  return lines;
}

/** Where the line from `from` ends, and where the next one begins. */
function breakOf(text: string, from: number, room: number, measure: Measure): { to: number; next: number } {
  const rest = text.slice(from);
  if (measure.width(rest) <= room) return { to: text.length, next: text.length };
  for (const between of [BETWEEN_FACTS, BETWEEN_WORDS]) {
    let last: { to: number; next: number } | undefined;
    for (const { index, 0: gap } of rest.matchAll(between)) {
      if (measure.width(rest.slice(0, index)) > room) break;
      // Blanks that open the line are its indent, and no gap.
      if (rest.slice(0, index).trim() !== '') last = { to: from + index, next: from + index + gap.length };
    }
    if (last !== undefined) return last;
  }
  const head = headOf(rest, room, measure);
  // A cluster wider than the line is put on it nevertheless.
  const to = from + (head.length > 0 ? head.length : (rest.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
  return { to, next: to };
}

function slice(words: readonly Words[], from: number, to: number): Words[] {
  const parts: Words[] = [];
  let at = 0;
  for (const part of words) {
    const text = textOf(part);
    const inside = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    // A joiner that is now the last of its line joins nothing, and would be shown as an escape.
    const shown = to < at + text.length ? inside.replace(/[\u200c\u200d]$/, '') : inside;
    if (inside !== '') parts.push(typeof part === 'string' ? shown : { ...part, text: shown });
    at += text.length;
  }
  return parts;
}

/** As it will be shown, so that what is measured is what is seen. */
