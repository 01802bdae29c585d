// Turns a scale into the ruler above a system: times, and ticks at the columns in which they lie.
import { clock } from '../shown.ts';
import type { Grid } from './grid.ts';

export interface Step {
  /** From one label to the next. */
  readonly labelMs: number;
  /** From one tick to the next. */
  readonly tickMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Steps that people count in, each with ticks that divide it, the finest first. */
const STEPS: readonly (readonly [labelMs: number, ...tickMs: number[]])[] = [
  [10, 2, 5],
  [20, 5, 10],
  [50, 10],
  [100, 20, 50],
  [200, 50, 100],
  [500, 100],
  [SECOND, 200, 500],
  [2 * SECOND, 500, SECOND],
  [5 * SECOND, SECOND],
  [10 * SECOND, 2 * SECOND, 5 * SECOND],
  [15 * SECOND, 5 * SECOND],
  [30 * SECOND, 5 * SECOND, 10 * SECOND],
  [MINUTE, 10 * SECOND, 15 * SECOND],
  [2 * MINUTE, 30 * SECOND],
  [5 * MINUTE, MINUTE],
  [10 * MINUTE, 2 * MINUTE, 5 * MINUTE],
  [15 * MINUTE, 5 * MINUTE],
  [30 * MINUTE, 5 * MINUTE, 10 * MINUTE],
  [HOUR, 10 * MINUTE, 15 * MINUTE],
  [2 * HOUR, 30 * MINUTE],
  [3 * HOUR, HOUR],
  [6 * HOUR, HOUR, 2 * HOUR],
];

/** Columns from label to label: room for `1:02:30.50` and a blank. */
const LABEL_COLUMNS = 12;

/** Columns from tick to tick: closer together their rhythm is lost. */
const TICK_COLUMNS = 3;

/** A label every five seconds at a quarter of a second a column. */
export function stepOf(msPerColumn: number): Step {
  const closest = LABEL_COLUMNS * msPerColumn;
  const [labelMs, ...ticks] = STEPS.find(([ms]) => ms >= closest) ?? [Math.ceil(closest / HOUR) * HOUR];
  return { labelMs, tickMs: ticks.find((ms) => ms >= TICK_COLUMNS * msPerColumn) ?? labelMs };
}

/** The two lines of the ruler. A label stands over its tick, and over the first column in any case; the page ends after `room`. */
export function rulerOver(
  fromColumn: number,
  toColumn: number,
  { msPerColumn }: Grid,
  room: number,
): [labels: string, ticks: string] {
  const { labelMs, tickMs } = stepOf(msPerColumn);
  const startMs = fromColumn * msPerColumn;
  let labels = label(startMs, labelMs);
  const ticks = new Array<string>(toColumn - fromColumn).fill(' ');
  for (let ms = Math.ceil(startMs / tickMs) * tickMs; ; ms += tickMs) {
    const column = Math.floor(ms / msPerColumn) - fromColumn;
    if (column >= ticks.length) break;
    const isLabelled = ms % labelMs === 0;
    if (isLabelled || ticks[column] === ' ') ticks[column] = isLabelled ? '|' : "'";
    if (!isLabelled || (labels.length >= column && column > 0)) continue;
    const text = label(ms, labelMs);
    if (column + text.length <= room) labels = column === 0 ? text : labels.padEnd(column) + text;
  }
  return [labels, ticks.join('').trimEnd()];
}

/** With as many decimals as the time or the step needs. */
function label(ms: number, labelMs: number): string {
  const decimals = Math.max(decimalsOf(ms), decimalsOf(labelMs));
  return clock(ms, decimals === 0 ? 0 : decimals === 1 ? 1 : 2);
}

function decimalsOf(ms: number): number {
  const whole = Math.round(ms);
  if (whole % SECOND === 0) return 0;
  return whole % 100 === 0 ? 1 : 2;
}
