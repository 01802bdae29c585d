// Turns a call's length and the room for a drawing into a grid of columns, each of one or two units of time.
import type { Score } from '../score.ts';
import type { StaffOptions } from './options.ts';

/** Columns and units are counted from the call's origin, whatever part of the call is drawn: a cut shifts nothing. */
export interface Grid {
  readonly msPerColumn: number;
  /** What the glyphs can tell apart within a column: halves, or in ASCII nothing. */
  readonly unitsPerColumn: 1 | 2;
  /** Units of the whole call. Even a call of no length has a column, so that what happens in it has a place. */
  readonly units: number;
  /** The part to draw, widened to whole columns. */
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** From this unit up to, but not including, that one. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** More than this no eye wants magnified. */
const FINEST_FIT_MS = 10;

export function gridOf({ durationMs }: Score, options: StaffOptions, room: number): Grid {
  const toMs = Math.min(options.toMs ?? durationMs, durationMs);
  const fromMs = Math.max(options.fromMs ?? 0, 0);
  const msPerColumn = options.fit ? fitted(fromMs, toMs, room) : options.msPerColumn;
  const columns = Math.max(1, Math.ceil(durationMs / msPerColumn));
  const unitsPerColumn = options.ascii ? 1 : 2;
  return {
    msPerColumn,
    unitsPerColumn,
    units: columns * unitsPerColumn,
    fromColumn: Math.floor(fromMs / msPerColumn),
    toColumn: toMs < durationMs ? Math.ceil(toMs / msPerColumn) : columns,
  };
}

/** The finest scale, in whole ms, at which the part takes no more columns than there are. */
function fitted(fromMs: number, toMs: number, room: number): number {
  let ms = Math.max(FINEST_FIT_MS, Math.ceil((toMs - fromMs) / room));
  while (Math.ceil(toMs / ms) - Math.floor(fromMs / ms) > room) ms++;
  return ms;
}

/**
 * The law of the drawing: a boundary is drawn at the nearest line between units, and ink runs from boundary to boundary.
 * So a unit is inked where at least half of it is covered, an edge is never further off than half a unit, and stretches
 * that touch in time touch in the drawing. A stretch too short for that has no span.
 */
export function spanOf({ startMs, endMs }: Stretch, grid: Grid): Span | null {
  const [from, to] = [lineNear(startMs, grid), lineNear(endMs, grid)];
  return from < to ? { from, to } : null;
}

/** The same for what must not vanish: at least the one unit in which its middle lies. */
export function spanKept(stretch: Stretch, grid: Grid): Span {
  const middle = unitAt((stretch.startMs + stretch.endMs) / 2, grid);
  return spanOf(stretch, grid) ?? { from: middle, to: middle + 1 };
}

/** The unit in which a time lies; the call's very end lies in its last. */
export function unitAt(ms: number, { msPerColumn, unitsPerColumn, units }: Grid): number {
  return Math.min(units - 1, Math.floor((ms * unitsPerColumn) / msPerColumn));
}

export function columnAt(ms: number, grid: Grid): number {
  return Math.floor(unitAt(ms, grid) / grid.unitsPerColumn);
}

function lineNear(ms: number, { msPerColumn, unitsPerColumn }: Grid): number {
  return Math.round((ms * unitsPerColumn) / msPerColumn);
}
