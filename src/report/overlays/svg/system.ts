// Turns a stretch of a call into one system of the staff: its axis, its lanes and the flags above them.
import type { Score, Voice } from '../../score.ts';
import { clock } from '../../shown.ts';
import { overlapsOf, VOICES } from '../lanes.ts';
import { flagsOf } from './flags.ts';
import { barOf, overlapOf, silenceOf } from './inks.ts';
import { isIn, LANE_HEIGHT, LEFT, rounded, type System } from './scale.ts';

export const SYSTEM_HEIGHT = 158;

const LANES_TOP = 28;
const LANES = [...VOICES, 'both'] as const;
/** Ticks in a system, each with a label. */
const TICKS = 6;

export function systemOf(score: Score, system: System, top: number): string {
  const laneY = (lane: (typeof LANES)[number]): number => top + LANES_TOP + LANES.indexOf(lane) * LANE_HEIGHT;
  const foot = top + LANES_TOP + LANES.length * LANE_HEIGHT;
  return [
    '<g>',
    axis(system, top + LANES_TOP, foot),
    ...LANES.map((lane) => laneOf(lane, system, laneY(lane))),
    ...score.silences
      .filter((silence) => isIn(system, silence))
      .map((silence) => silenceOf(silence, system, laneY(silence.owedBy))),
    ...score.segments
      .filter((segment) => isIn(system, segment))
      .map((segment) => barOf(segment, system, laneY(segment.voice))),
    ...overlapsOf(score)
      .filter((overlap) => isIn(system, overlap))
      .map((overlap) => overlapOf(overlap, system, laneY('both'))),
    ...flagsOf(score.moments, system, top + 14, foot),
    '</g>',
  ].join('\n');
}

function laneOf(lane: Voice | 'both', { x, startMs, lastMs }: System, y: number): string {
  const middle = y + LANE_HEIGHT / 2;
  return `<text class="soft end" x="${LEFT - 14}" y="${middle + 4.5}">${lane}</text><path class="line" d="M${x(startMs)} ${middle}H${rounded(x(lastMs))}"/>`;
}

function axis({ x, startMs, endMs, lastMs }: System, top: number, foot: number): string {
  const step = (endMs - startMs) / TICKS;
  const ticks = Array.from({ length: TICKS + 1 }, (_, index) => startMs + index * step)
    .filter((ms) => ms <= lastMs)
    .map(
      (ms) =>
        `<path class="line" d="M${rounded(x(ms))} ${top}V${foot}"/><text class="soft tick middle" x="${rounded(x(ms))}" y="${foot + 16}">${clock(ms, 0)}</text>`,
    );
  const minor = Array.from({ length: TICKS * 5 + 1 }, (_, index) => startMs + (index * step) / 5)
    .filter((ms) => ms <= lastMs)
    .map((ms) => `M${rounded(x(ms))} ${foot - 3}v3`);
  return `${ticks.join('')}<path class="rule" d="M${x(startMs)} ${foot}H${rounded(x(lastMs))}${minor.join('')}"/>`;
}
