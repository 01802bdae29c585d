// Turns a call into the facts that its measures are taken from, each found once.
import type { Call } from '../timeline/call.ts';
import type { Segment } from '../timeline/segment.ts';
import { type Balance, balanceOf } from './balance.ts';
import { type Interruptions, interruptionsOf } from './interruptions.ts';
import { type ClockedWaits, responseWaits, userWaits } from './responses.ts';
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
  /** How long the assistant took, and how long the user: each on one clock. */
  readonly responseWaits: ClockedWaits;
  readonly userWaits: ClockedWaits;
  readonly unanswered: readonly Segment[];
  readonly interruptions: Interruptions;
  readonly silences: readonly Quiet[];
  readonly turns: readonly TurnMeasures[];
}

export function factsOf(call: Call): CallFacts {
  return new FactsOfCall(call);
}

/** A command asks for some facts only, and a log has many calls: so each is found when it is asked for first. */
class FactsOfCall implements CallFacts {
  readonly call: Call;
  #balance: Balance | null | undefined;
  #firstWordMs: number | null | undefined;
  #responses: readonly Response[] | undefined;
  #userStarts: readonly UserStart[] | undefined;
  #responseWaits: ClockedWaits | undefined;
  #userWaits: ClockedWaits | undefined;
  #unanswered: readonly Segment[] | undefined;
  #interruptions: Interruptions | undefined;
  #silences: readonly Quiet[] | undefined;
  #turns: readonly TurnMeasures[] | undefined;

  constructor(call: Call) {
    this.call = call;
  }

  get balance(): Balance | null {
    if (this.#balance === undefined) this.#balance = balanceOf(this.call);
    return this.#balance;
  }

  get firstWordMs(): number | null {
    if (this.#firstWordMs === undefined) this.#firstWordMs = firstWordMs(this.call);
    return this.#firstWordMs;
  }

  get responses(): readonly Response[] {
    this.#responses ??= responsesOf(this.call);
    return this.#responses;
  }

  get userStarts(): readonly UserStart[] {
    this.#userStarts ??= userStartsOf(this.call);
    return this.#userStarts;
  }

  get responseWaits(): ClockedWaits {
    this.#responseWaits ??= responseWaits(this.responses);
    return this.#responseWaits;
  }

  get userWaits(): ClockedWaits {
    this.#userWaits ??= userWaits(this.userStarts);
    return this.#userWaits;
  }

  get unanswered(): readonly Segment[] {
    this.#unanswered ??= unansweredOf(this.call);
    return this.#unanswered;
  }

  get interruptions(): Interruptions {
    this.#interruptions ??= interruptionsOf(this.call);
    return this.#interruptions;
  }

  get silences(): readonly Quiet[] {
    this.#silences ??= silencesOf(this.call);
    return this.#silences;
  }

  get turns(): readonly TurnMeasures[] {
    this.#turns ??= measureTurns(this);
    return this.#turns;
  }
}

/** A value that only times can tell: null in a call without any. */
export function timed<Value>(value: (facts: CallFacts) => Value): (facts: CallFacts) => Value | null {
  return (facts) => (facts.call.window === null ? null : value(facts));
}
