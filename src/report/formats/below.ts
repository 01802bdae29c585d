// Turns the facts of a row that found no room on its line into lines below it.
import { cutTo, type Measure } from '../cut.ts';
import { type Tone, tone, type Words } from '../model.ts';

export interface Fact {
  readonly name: string;
  readonly tone: Tone;
  readonly text: string;
}

/** How far from the margin these lines begin. */
const INDENT = 6;
const BETWEEN = '   ';

/** As many facts beside each other as fit; each stays on one line, and is cut where it is too long for that. */
export function linesBelow(facts: readonly Fact[], width: number, measure: Measure): Words[][] {
  const room = width - INDENT;
  const lines: Words[][] = [];
  let used = 0;
  for (const { name, tone: own, text } of facts) {
    const value = cutTo(text, room - name.length - 1, measure);
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
