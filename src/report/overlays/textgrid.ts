// Turns a score into a Praat TextGrid in its long form, with a tier for each role.
import type { Score, ScoreSegment } from '../score.ts';
import { apart, segmentsOf, us, VOICES } from './lanes.ts';
import type { OverlayFile } from './overlay.ts';
import { labelOf } from './words.ts';

/** Praat refuses an interval without length. */
const LEAST_US = 1000;

interface Interval {
  readonly startUs: number;
  readonly endUs: number;
  readonly text: string;
}

export function print(score: Score): OverlayFile[] {
  const tiers = VOICES.map((name) => ({ name, segments: segmentsOf(score, name) }));
  const most = Math.max(1, ...tiers.map(({ segments }) => segments.length));
  const untilUs = Math.max(us(score.durationMs), most * LEAST_US);
  const lines = [
    'File type = "ooTextFile"',
    'Object class = "TextGrid"',
    '',
    'xmin = 0',
    `xmax = ${seconds(untilUs)}`,
    'tiers? <exists>',
    `size = ${tiers.length}`,
    'item []:',
    ...tiers.flatMap(({ name, segments }, index) => [
      `    item [${index + 1}]:`,
      '        class = "IntervalTier"',
      `        name = "${name}"`,
      '        xmin = 0',
      `        xmax = ${seconds(untilUs)}`,
      ...tierLines(intervalsOf(segments, untilUs)),
    ]),
  ];
  return [{ suffix: '.TextGrid', text: `${lines.join('\n')}\n` }];
}

function tierLines(intervals: readonly Interval[]): string[] {
  return [
    `        intervals: size = ${intervals.length}`,
    ...intervals.flatMap(({ startUs, endUs, text }, index) => [
      `        intervals [${index + 1}]:`,
      `            xmin = ${seconds(startUs)}`,
      `            xmax = ${seconds(endUs)}`,
      `            text = "${text.replaceAll('"', '""')}"`,
    ]),
  ];
}

/** The segments and the silence between them. Law: they cover the tier from 0 on, without a gap. */
function intervalsOf(segments: readonly ScoreSegment[], untilUs: number): Interval[] {
  const intervals: Interval[] = [];
  let at = 0;
  for (const { segment, startUs, endUs } of apart(segments, LEAST_US, untilUs)) {
    if (startUs > at) intervals.push({ startUs: at, endUs: startUs, text: '' });
    intervals.push({ startUs, endUs, text: labelOf(segment) });
    at = endUs;
  }
  if (untilUs > at) intervals.push({ startUs: at, endUs: untilUs, text: '' });
  return intervals;
}

/** Never in the notation with an exponent: a microsecond above 0 is the least there is here. */
function seconds(us: number): string {
  return (us / 1_000_000).toFixed(6).replace(/\.?0+$/, '');
}
