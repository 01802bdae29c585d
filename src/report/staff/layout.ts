// Turns a grid into the systems of the page, and long silences into folds between them.
import type { Score, Silence } from '../score.ts';
import { columnAt, type Grid, type Span, spanKept, spanOf } from './grid.ts';
import { stepOf } from './ticks.ts';

/** A line of the staff, or columns in which nothing happens but one silence. */
export interface Piece {
  readonly kind: 'system' | 'fold';
  readonly fromColumn: number;
  readonly toColumn: number;
  /** The silence of a fold; null where nobody owes a word. */
  readonly silence: Silence | null;
}

/** Fewer systems are drawn: a fold has to be worth the jump. */
const FEWEST_FOLDED = 2;

/** The columns of a full system, and what happens in them decides which are folded. */
export function* layOut(score: Score, grid: Grid, columns: number): Generator<Piece> {
  const landmarks = landmarksOf(score, grid);
  for (let column = grid.fromColumn; column < grid.toColumn; ) {
    const { until, silence } = calmFrom(column, landmarks, grid);
    const systems =
      until >= grid.toColumn
        ? Math.ceil((grid.toColumn - column) / columns)
        : Math.floor((until - column) / columns);
    const isFold = systems >= FEWEST_FOLDED;
    const toColumn = Math.min(grid.toColumn, column + columns * (isFold ? systems : 1));
    yield {
      kind: isFold ? 'fold' : 'system',
      fromColumn: column,
      toColumn,
      silence: isFold ? silence : null,
    };
    column = toColumn;
  }
}

/**
 * How many of the columns there are make a system: where it costs little a whole number of labels, so that the labels
 * of all systems stand in line, else a whole number of ticks.
 */
export function columnsOf({ msPerColumn, fromColumn, toColumn }: Grid, room: number, fit: boolean): number {
  if (fit) return Math.max(1, toColumn - fromColumn);
  const { labelMs, tickMs } = stepOf(msPerColumn);
  for (const [stepMs, waste] of [
    [labelMs, 0.25],
    [tickMs, 0.25],
  ] as const) {
    const step = stepMs / msPerColumn;
    const columns = Number.isInteger(step) ? room - (room % step) : 0;
    if (columns >= room * (1 - waste)) return columns;
  }
  return room;
}

interface Landmarks {
  /** Columns with speech or a moment. */
  readonly busy: readonly Span[];
  /** Columns with nothing but a silence, which may share its first and its last one. */
  readonly silences: readonly (Span & { readonly silence: Silence })[];
}

function landmarksOf({ segments, silences, moments }: Score, grid: Grid): Landmarks {
  const { unitsPerColumn } = grid;
  const inColumns = ({ from, to }: Span): Span => ({
    from: Math.floor(from / unitsPerColumn),
    to: Math.ceil(to / unitsPerColumn),
  });
  const columnOf = (ms: number): Span => {
    const from = columnAt(ms, grid);
    return { from, to: from + 1 };
  };
  return {
    busy: [
      ...segments.map((segment) => inColumns(spanKept(segment, grid))),
      ...moments.map(({ atMs }) => columnOf(atMs)),
    ],
    silences: silences.flatMap((silence) => {
      const span = spanOf(silence, grid);
      return span === null ? [] : [{ ...inColumns(span), silence }];
    }),
  };
}

/** Until which column nothing changes, and the silence that lasts so long. */
function calmFrom(
  column: number,
  { busy, silences }: Landmarks,
  { toColumn }: Grid,
): { until: number; silence: Silence | null } {
  let until = toColumn;
  let lasting: Silence | null = null;
  for (const { from, to } of busy) if (to > column) until = Math.min(until, from);
  for (const { from, to, silence } of silences) {
    if (to <= column) continue;
    until = Math.min(until, from > column ? from : to);
    // Where silences lie over each other it is not one that lasts.
    if (from <= column && lasting !== null) until = column;
    if (from <= column) lasting = silence;
  }
  return { until, silence: lasting };
}
