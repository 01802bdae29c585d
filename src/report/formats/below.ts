// Turns the facts of a row that found no room on its line into lines below it.
import { cutTo, type Measure } from '../cut.ts';
import { type Tone, tone, type Words } from '../model.ts';

export interface Fact {
  readonly name: string;
  readonly tone: Tone;
  readonly text: string;
  /** Whether it may be cut; a number stays whole even where it stands out of a line. */
  readonly shrinks: boolean;
}

/** How far from the margin these lines begin. */
const INDENT = 6;
const BETWEEN = '   ';
const NARROWEST = 6;

/** As many facts beside each other as fit; each stays on one line, and a text is cut where it is too long for that. */
export function linesBelow(facts: readonly Fact[], width: number, measure: Measure): Words[][] {
  const room = width - INDENT;
  const lines: Words[][] = [];
  let used = 0;
  for (const { name, tone: own, text, shrinks } of facts) {
    const left = Math.max(NARROWEST, room - name.length - 1);
    const value = shrinks ? cutTo(text, left, measure) : text;
    const length = name.length + 1 + measure.width(value);
    const words = [tone('faint', `${name} `), tone(own, value)];
    const line = lines.at(-1);
    if (line === undefined || used + BETWEEN.length + length > room) {
      lines.push([' '.repeat(INDENT), ...words]);
      used = length;
    } else {
      line.push(BETWEEN, ...words);
      used += BETWEEN.length + length;
    }
  }
  return lines;
}
