// Turns a call into the facts that its measures are taken from, each found once.
import type { Call } from '../timeline/call.ts';
import type { Segment } from '../timeline/segment.ts';
import { type Balance, balanceOf } from './balance.ts';
import { type Interruptions, interruptionsOf } from './interruptions.ts';
import { type Quiet, silencesOf } from './silences.ts';
import { measureTurns, type TurnMeasures } from './turn.ts';
import {
  firstWordMs,
  type Response,
  responsesOf,
  type UserStart,
  unansweredOf,
  userStartsOf,
} from './waits.ts';

export interface CallFacts {
  readonly call: Call;
  readonly balance: Balance | null;
  /** Null where it is not known, or not in the part that the facts are of. */
  readonly firstWordMs: number | null;
  readonly responses: readonly Response[];
  readonly userStarts: readonly UserStart[];
  readonly unanswered: readonly Segment[];
  readonly interruptions: Interruptions;
  readonly silences: readonly Quiet[];
  readonly turns: readonly TurnMeasures[];
}

export function factsOf(call: Call): CallFacts {
  const found = {
    call,
    balance: balanceOf(call),
    firstWordMs: firstWordMs(call),
    responses: responsesOf(call),
    userStarts: userStartsOf(call),
    unanswered: unansweredOf(call),
    interruptions: interruptionsOf(call),
    silences: silencesOf(call),
  };
  return { ...found, turns: measureTurns(found) };
}

/** A value that only times can tell: null in a call without any. */
export function timed<Value>(value: (facts: CallFacts) => Value): (facts: CallFacts) => Value | null {
  return (facts) => (facts.call.window === null ? null : value(facts));
}
