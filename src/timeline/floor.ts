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
  const assistant = segments.filter(isOfAssistant);
  assistant.sort((a, b) => a.start.at - b.start.at);
  const secondary: Segment[] = [];
  const runs: Run[] = [];
  const transfers: Transfer[] = [];
  let run: Run | undefined;
  for (const segment of segments) {
    if (isInside(segment, assistant)) {
      secondary.push(segment);
      continue;
    }
    if (run !== undefined && run.role === segment.role && !isPause(run.segments.at(-1)!, segment)) {
      run.segments.push(segment);
      continue;
    }
    const from = run;
    run = { role: segment.role, segments: [segment] };
    runs.push(run);
    if (from !== undefined && from.role !== run.role) transfers.push({ from, to: run });
  }
  return { runs, transfers, secondary };
}

function isOfAssistant(segment: Segment): segment is MeasuredSegment {
  return segment.role === 'assistant' && isMeasured(segment);
}

/** Whether a segment is the user's, and all that was observed of it lies within one segment of the assistant. */
function isInside({ role, start, end }: Segment, assistant: readonly MeasuredSegment[]): boolean {
  // A start without its end may have taken the floor.
  if (role !== 'user' || end.kind !== 'observed' || end.at === null) return false;
  const around = lastStarting(assistant, start.at ?? end.at);
  return around !== undefined && end.at <= around.end.at;
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
