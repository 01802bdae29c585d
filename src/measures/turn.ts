// Turns a turn of a call into its numbers: who spoke from when for how long, the wait, the overlap, and what happened.
import type { Role } from '../message/event.ts';
import type { Call } from '../timeline/call.ts';
import {
  durationOf,
  isMeasured,
  isObserved,
  type Segment,
  type SegmentFlag,
  spanOf,
} from '../timeline/segment.ts';
import { intersection, lengthOf, type Span } from '../timeline/spans.ts';
import type { Turn } from '../timeline/turns.ts';
import { type Response, responsesOf, unansweredOf } from './waits.ts';

export type TurnFlag = SegmentFlag | 'late-stop' | 'cut-in' | 'unanswered';

export interface TurnMeasures {
  readonly turn: Turn;
  readonly user: PartyMeasures;
  readonly assistant: PartyMeasures;
  /** The first time that the assistant takes the floor in this turn. */
  readonly response: Response | null;
  /** Ms in which a segment of this turn is spoken over one that began before it; null where that cannot be measured. */
  readonly overlapMs: number | null;
  readonly flags: readonly TurnFlag[];
}

export interface PartyMeasures {
  /** Ms from the call's origin; null where it is not known or nobody spoke. */
  readonly startOffsetMs: number | null;
  /** Ms of all measured segments; null where there are segments and none can be measured. */
  readonly speechMs: number | null;
  readonly segments: number;
}

/** The measures of every turn of a call, in order. */
export function measureTurns(call: Call): TurnMeasures[] {
  const responses = new Map(responsesOf(call).map((response) => [response.segment, response]));
  const unanswered = new Set(unansweredOf(call));
  const overlaps = overlapsOf(call.segments);
  return call.turns.map((turn) => {
    const segments = [...turn.user, ...turn.assistant];
    const response =
      turn.assistant.map((segment) => responses.get(segment)).find((one) => one !== undefined) ?? null;
    const flags = new Set<TurnFlag>(segments.flatMap((segment) => segment.flags));
    if (response !== null && response.kind !== 'answer') flags.add(response.kind);
    if (turn.user.some((segment) => unanswered.has(segment))) flags.add('unanswered');
    return {
      turn,
      user: measureParty(turn.user, call),
      assistant: measureParty(turn.assistant, call),
      response,
      overlapMs: segments.every(isMeasured)
        ? segments.reduce((sum, segment) => sum + (overlaps.get(segment) ?? 0), 0)
        : null,
      flags: [...flags],
    };
  });
}

function measureParty(segments: readonly Segment[], { origin }: Call): PartyMeasures {
  const start = segments[0]?.start;
  const durations = segments.map(durationOf).filter((ms) => ms !== null);
  const measurable = durations.length > 0 || segments.length === 0;
  return {
    startOffsetMs: start !== undefined && isObserved(start) && origin !== null ? start.at - origin.at : null,
    speechMs: measurable ? durations.reduce((sum, ms) => sum + ms, 0) : null,
    segments: segments.length,
  };
}

/** For each measured segment, the ms in which it is spoken over segments of the other role that began before it. */
function overlapsOf(segments: readonly Segment[]): Map<Segment, number> {
  const overlaps = new Map<Segment, number>();
  const earlier: Record<Role, Span[]> = { assistant: [], user: [] };
  for (const segment of segments) {
    if (!isMeasured(segment)) continue;
    const span = spanOf(segment);
    const other = segment.role === 'user' ? 'assistant' : 'user';
    earlier[other] = earlier[other].filter(({ end }) => end > span.start);
    overlaps.set(segment, lengthOf(intersection([span], earlier[other])));
    earlier[segment.role].push(span);
  }
  return overlaps;
}
