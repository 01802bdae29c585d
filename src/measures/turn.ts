// Turns a turn of a call into its numbers: who spoke from when for how long, the wait, the overlap, and what happened.
import type { Role } from '../message/event.ts';
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
import type { CallFacts } from './facts.ts';
import type { Response } from './waits.ts';

export type TurnFlag =
  | SegmentFlag
  | 'late-stop'
  | 'cut-in'
  | 'unanswered'
  | 'barge-in'
  | 'backchannel'
  | 'false-stop';

export interface TurnMeasures {
  readonly turn: Turn;
  readonly user: PartyMeasures;
  readonly assistant: PartyMeasures;
  /** The longest wait for the assistant in this turn; a response that cannot be measured where there is no other. */
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
export function measureTurns(facts: Omit<CallFacts, 'turns'>): TurnMeasures[] {
  const { call } = facts;
  const responses = new Map(facts.responses.map((response) => [response.segment, response]));
  const happened = happenings(facts);
  const overlaps = overlapsOf(call.segments);
  return call.turns.map((turn) => {
    const segments = [...turn.user, ...turn.assistant];
    const own = turn.assistant.flatMap((segment) => responses.get(segment) ?? []);
    return {
      turn,
      user: measureParty(turn.user, facts),
      assistant: measureParty(turn.assistant, facts),
      response: longest(own),
      overlapMs: segments.every(isMeasured)
        ? segments.reduce((sum, segment) => sum + (overlaps.get(segment) ?? 0), 0)
        : null,
      flags: [
        ...new Set(segments.flatMap((segment) => [...segment.flags, ...(happened.get(segment) ?? [])])),
      ],
    };
  });
}

function longest(responses: readonly Response[]): Response | null {
  return responses.reduce<Response | null>(
    (most, one) => (most === null || (one.waitMs ?? -1) > (most.waitMs ?? -1) ? one : most),
    null,
  );
}

/** What the measures of the call say of its segments. */
function happenings({
  responses,
  unanswered,
  interruptions,
}: Omit<CallFacts, 'turns'>): Map<Segment, TurnFlag[]> {
  const flags = new Map<Segment, TurnFlag[]>();
  const add = (segment: Segment, flag: TurnFlag): void => {
    flags.set(segment, [...(flags.get(segment) ?? []), flag]);
  };
  for (const { segment, lateStop, cutIn } of responses) {
    if (lateStop) add(segment, 'late-stop');
    if (cutIn) add(segment, 'cut-in');
  }
  for (const { segment } of interruptions.bargeIns) add(segment, 'barge-in');
  for (const { segment } of interruptions.falseStops) add(segment, 'false-stop');
  for (const { segment } of interruptions.backchannels) add(segment, 'backchannel');
  for (const segment of unanswered) add(segment, 'unanswered');
  return flags;
}

function measureParty(
  segments: readonly Segment[],
  { call: { origin } }: Pick<CallFacts, 'call'>,
): PartyMeasures {
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
