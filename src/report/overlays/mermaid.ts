// Turns a score into a Mermaid Gantt chart, with a section for each role and one for the moments.
import type { Score, ScoreSegment } from '../score.ts';
import { segmentsOf, VOICES } from './lanes.ts';
import type { OverlayFile } from './overlay.ts';
import { callName, isDoubtful, labelOf, oneLine, spokenIn, turnIn } from './words.ts';

/** A chart sets a name on one line, however long. */
const LONGEST_NAME = 60;

/** What ends a name, opens a comment or looks like markup, and a sign that looks the same. */
const TWINS: Readonly<Record<string, string>> = {
  ':': '\u2236',
  ';': '\uff1b',
  '#': '\uff03',
  '%': '\uff05',
  '<': '\uff1c',
  '>': '\uff1e',
};

export function print(score: Score): OverlayFile[] {
  const lines = [
    'gantt',
    `    title ${safe(callName(score))}`,
    '    dateFormat x',
    '    axisFormat %M:%S',
    ...VOICES.flatMap((voice) => section(voice, segmentsOf(score, voice).map(taskOf))),
    ...section(
      'moments',
      score.moments.map(
        ({ atMs, kind }, index) =>
          `moment ${index + 1}, ${safe(kind)} :milestone, m${index}, ${ms(atMs)}, 0ms`,
      ),
    ),
  ];
  return [{ suffix: '.mmd', text: `${lines.join('\n')}\n` }];
}

/** A section without tasks would be drawn as an error. */
function section(name: string, tasks: readonly string[]): string[] {
  return tasks.length === 0 ? [] : [`    section ${name}`, ...tasks.map((task) => `    ${task}`)];
}

/** The name begins with a sign or a word of our own, so that no text is taken for a keyword or a date. */
function taskOf(segment: ScoreSegment, index: number): string {
  const [start, end] = [ms(segment.startMs), Math.max(ms(segment.endMs), ms(segment.startMs) + 1)];
  const name =
    spokenIn(segment) === null ? labelOf(segment) : `${turnIn(segment) || 'no turn'}, ${labelOf(segment)}`;
  const tag = isDoubtful(segment) ? 'done, ' : '';
  return `${safe(name)} :${tag}${segment.voice[0]}${index}, ${start}, ${end}`;
}

function safe(text: string): string {
  const short = [...oneLine(text)];
  const cut = short.length > LONGEST_NAME ? [...short.slice(0, LONGEST_NAME - 1), '…'] : short;
  return cut.map((character) => TWINS[character] ?? character).join('');
}

function ms(time: number): number {
  return Math.round(time);
}
