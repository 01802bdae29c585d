// Turns the segments of a call into its turns: by their numbers, or where there are none by who held the floor.
import type { Floor } from './floor.ts';
import type { Numbering } from './numbering.ts';
import type { Segment } from './segment.ts';

export interface Turn {
  /** Null for the segments without a number in a call whose others have one. */
  readonly number: number | null;
  /** Whether the number is ours, counted from 0, because the events have none. */
  readonly derived: boolean;
  readonly user: readonly Segment[];
  readonly assistant: readonly Segment[];
}

/** In the order in which they begin. */
export function turnsOf(segments: readonly Segment[], numbering: Numbering, floor: Floor): Turn[] {
  const derived = numbering === 'none';
  const numberOf = derived ? exchangeNumbers(floor) : (segment: Segment): number | null => segment.turn;
  const turns: { number: number | null; derived: boolean; user: Segment[]; assistant: Segment[] }[] = [];
  const byNumber = new Map<number | null, (typeof turns)[number]>();
  for (const segment of segments) {
    const number = numberOf(segment);
    let turn = byNumber.get(number);
    if (turn === undefined) {
      turn = { number, derived, user: [], assistant: [] };
      turns.push(turn);
      byNumber.set(number, turn);
    }
    turn[segment.role].push(segment);
  }
  return turns;
}

/**
 * An exchange is a run of the user and what the assistant answers; what the assistant says before any user is one too.
 * Secondary speech belongs to the exchange that it falls into.
 */
function exchangeNumbers({ runs, secondary }: Floor): (segment: Segment) => number {
  const numbers = new Map<Segment, number>();
  let number = -1;
  for (const run of runs) {
    if (number < 0 || run.role === 'user') number++;
    for (const segment of run.segments) numbers.set(segment, number);
  }
  const primary = [...numbers].map(([segment, of]) => ({ order: segment.order, of }));
  let next = 0;
  for (const segment of secondary) {
    while (next < primary.length && primary[next]!.order < segment.order) next++;
    numbers.set(segment, primary[next - 1]?.of ?? 0);
  }
  return (segment) => numbers.get(segment) ?? 0;
}
