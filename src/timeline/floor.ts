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
  /** What the user says while the assistant goes on: backchannels, and attempts that failed. It takes no floor. */
  readonly secondary: readonly Segment[];
}

/** A longer pause ends a run, even where nobody else speaks. */
const PAUSE_MS = 1_500;

/** `segments` in order. */
export function floorOf(segments: readonly Segment[]): Floor {
  const secondary = insideAssistant(segments);
  const aside = new Set(secondary);
  const runs: Run[] = [];
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

/** User segments of which all that was observed lies within one segment of the assistant. */
function insideAssistant(segments: readonly Segment[]): Segment[] {
  const assistant = segments.filter(({ role }) => role === 'assistant').filter(isMeasured);
  assistant.sort((a, b) => a.start.at - b.start.at);
  return segments.filter((segment) => {
    if (segment.role !== 'user') return false;
    const { start, end } = segment;
    // A start without its end may have taken the floor.
    if (end.kind !== 'observed' || end.at === null) return false;
    const from = start.at ?? end.at;
    const around = lastStarting(assistant, from);
    return around !== undefined && end.at <= around.end.at;
  });
}

/** The last of the segments that start at or before `at`; since they follow each other, it reaches furthest. */
function lastStarting(segments: readonly MeasuredSegment[], at: number): MeasuredSegment | undefined {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle]!.start.at <= at) low = middle + 1;
    else high = middle;
  }
  return segments[low - 1];
}

function isPause(before: Segment, after: Segment): boolean {
  return before.end.at !== null && after.start.at !== null && after.start.at - before.end.at >= PAUSE_MS;
}
