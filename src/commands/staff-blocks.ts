// Turns a score into the staff in the size that the terminal and the options ask for.
import { type Block, blank, line, tone } from '../report/model.ts';
import type { Score } from '../report/score.ts';
import { MS_PER_COLUMN } from '../report/staff/options.ts';
import { staffOf } from '../report/staff/staff.ts';
import type { Invocation } from './command.ts';
import { lookOf } from './present.ts';

/** Where nothing says how wide a line may be. */
const USUAL_WIDTH = 100;
/** Narrower there is no room for a staff. */
const LEAST_WIDTH = 40;

export function staffBlocks(score: Score, invocation: Invocation): Block[] {
  const { ascii = false, fit = false, secondsPerColumn, from, to } = invocation.options;
  const { width: room } = lookOf(invocation);
  const width = room ?? USUAL_WIDTH;
  if (width < LEAST_WIDTH) return [line(tone('faint', `a drawing takes ${LEAST_WIDTH} columns`))];
  const drawing = staffOf(score, {
    width,
    noteWidth: room ?? Number.POSITIVE_INFINITY,
    ascii,
    fit,
    msPerColumn: secondsPerColumn === undefined ? MS_PER_COLUMN : secondsPerColumn * 1000,
    ...(from !== undefined && { fromMs: from }),
    ...(to !== undefined && { toMs: to }),
  });
  return [...drawing, blank, line(tone('faint', ascii ? ASCII_LEGEND : LEGEND))];
}

/** What the signs mean that are not speech. */
const LEGEND = '· waits   ! dead air   ░ end not known   ╳ both speak';
const ASCII_LEGEND = '. waits   ! dead air   ? end not known   X both speak';
