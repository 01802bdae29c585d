// Turns segments into runs, in each of which one party holds the floor, and the transfers between them.
import type { Role } from '../message/event.ts';
import { isMeasured, type MeasuredSegment, type Segment } from './segment.ts';

/** A party's turn at talk, told by time alone: its segments with pauses of less than PAUSE_MS between them. */
export interface Run {
  readonly role: Role;
  readonly segments: Segment[];
}

/** The floor goes from one run to the next, of the other role. */
export interface Transfer {
  readonly from: Run;
  readonly to: Run;
}

export interface Floor {
  readonly runs: readonly Run[];
  readonly transfers: readonly Transfer[];
  /** Segments that lie inside one of the other role, and take no floor: backchannels, and attempts that failed. */
  readonly secondary: readonly Segment[];
}

/** A longer pause ends a run, even where nobody else speaks. */
const PAUSE_MS = 1_500;

/** `segments` in order. */
export function floorOf(segments: readonly Segment[]): Floor {
  const secondary = insideOther(segments);
  const runs: Run[] = [];
  const aside = new Set(secondary);
  for (const segment of segments) {
    if (aside.has(segment)) continue;
    const run = runs.at(-1);
    if (run !== undefined && run.role === segment.role && !isPause(run.segments.at(-1)!, segment)) {
      run.segments.push(segment);
    } else runs.push({ role: segment.role, segments: [segment] });
  }
  const transfers: Transfer[] = [];
  for (const [index, to] of runs.entries()) {
    const from = runs[index - 1];
    if (from !== undefined && from.role !== to.role) transfers.push({ from, to });
  }
  return { runs, transfers, secondary };
}

/** Each role's segments follow each other, so the one of the other role that reaches furthest decides. */
function insideOther(segments: readonly Segment[]): Segment[] {
  const furthest = new Map<Role, MeasuredSegment>();
  return segments.filter((segment) => {
    if (!isMeasured(segment)) return false;
    const own = furthest.get(segment.role);
    if (own === undefined || segment.end.at > own.end.at) furthest.set(segment.role, segment);
    const other = furthest.get(segment.role === 'user' ? 'assistant' : 'user');
    return other !== undefined && other.start.at < segment.start.at && segment.end.at < other.end.at;
  });
}

function isPause(before: Segment, after: Segment): boolean {
  return before.end.at !== null && after.start.at !== null && after.start.at - before.end.at >= PAUSE_MS;
}
