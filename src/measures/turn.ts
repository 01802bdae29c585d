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

/** What the measures of turns are made from. */
type Known = Pick<CallFacts, 'call' | 'responses' | 'unanswered' | 'interruptions'>;

/** The measures of every turn of a call, in order. */
export function measureTurns(known: Known): TurnMeasures[] {
  const { call, responses } = known;
  const responseIn = new BySegment<Response>();
  for (const response of responses) responseIn.set(response.segment, response);
  const happened = happenings(known);
  const overlaps = overlapsOf(call.segments);
  return call.turns.map((turn) => ({
    turn,
    user: measureParty(turn.user, call),
    assistant: measureParty(turn.assistant, call),
    response: longest(turn.assistant, responseIn),
    overlapMs: overlapIn(turn, overlaps),
    flags: flagsOf(turn, happened),
  }));
}

/** What is known of some segments of one call, by their place in its order. */
class BySegment<Value> {
  readonly #values: (Value | undefined)[] = [];

  get({ order }: Segment): Value | undefined {
    return this.#values[order];
  }

  set({ order }: Segment, value: Value): void {
    this.#values[order] = value;
  }
}

function longest(segments: readonly Segment[], responses: BySegment<Response>): Response | null {
  let most: Response | null = null;
  for (const segment of segments) {
    const one = responses.get(segment);
    if (one !== undefined && (most === null || (one.waitMs ?? -1) > (most.waitMs ?? -1))) most = one;
  }
  return most;
}

function overlapIn({ user, assistant }: Turn, overlaps: BySegment<number>): number | null {
  let sum = 0;
  for (const segments of [user, assistant])
    for (const segment of segments) {
      if (!isMeasured(segment)) return null;
      sum += overlaps.get(segment) ?? 0;
    }
  return sum;
}

/** Most turns have none, and share this. */
const NO_FLAGS: readonly TurnFlag[] = [];

function flagsOf({ user, assistant }: Turn, happened: BySegment<readonly TurnFlag[]>): readonly TurnFlag[] {
  let flags: Set<TurnFlag> | undefined;
  for (const segments of [user, assistant])
    for (const segment of segments)
      for (const own of [segment.flags, happened.get(segment) ?? NO_FLAGS])
        for (const flag of own) {
          flags ??= new Set();
          flags.add(flag);
        }
  return flags === undefined ? NO_FLAGS : [...flags];
}

/** What the measures of the call say of its segments. */
function happenings({ responses, unanswered, interruptions }: Known): BySegment<readonly TurnFlag[]> {
  const flags = new BySegment<readonly TurnFlag[]>();
  const add = (segment: Segment, flag: TurnFlag): void => {
    flags.set(segment, [...(flags.get(segment) ?? NO_FLAGS), flag]);
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

function measureParty(segments: readonly Segment[], { origin }: Call): PartyMeasures {
  const start = segments[0]?.start;
  let speechMs: number | null = segments.length === 0 ? 0 : null;
  for (const segment of segments) {
    const ms = durationOf(segment);
    if (ms !== null) speechMs = (speechMs ?? 0) + ms;
  }
  return {
    startOffsetMs: start !== undefined && isObserved(start) && origin !== null ? start.at - origin.at : null,
    speechMs,
    segments: segments.length,
  };
}

/** For segments that are spoken over ones of the other role that began before them, the ms of that. */
function overlapsOf(segments: readonly Segment[]): BySegment<number> {
  const overlaps = new BySegment<number>();
  const earlier: Record<Role, Span[]> = { assistant: [], user: [] };
  for (const segment of segments) {
    if (!isMeasured(segment)) continue;
    const span = spanOf(segment);
    const other = segment.role === 'user' ? 'assistant' : 'user';
    const around = earlier[other].filter(({ end }) => end > span.start);
    if (around.length > 0) overlaps.set(segment, lengthOf(intersection([span], around)));
    earlier[other] = around;
    earlier[segment.role].push(span);
  }
  return overlaps;
}
