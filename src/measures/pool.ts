// Turns the facts of many calls, one call after another, into what they come to together: percentiles, rates, the worst moments.

import { isMeasured } from '../timeline/segment.ts';
import { CLOCKS, type Clock } from './clock.ts';
import { type Distribution, distributionOf, nearestRank } from './distribution.ts';
import type { CallFacts } from './facts.ts';
import { yields } from './interruptions.ts';
import { Largest } from './largest.ts';
import { responseMs, speaksForAll, userWaitMs, waitsOn } from './responses.ts';
import { deadAirOf } from './silences.ts';

/** `usable`: something can be measured. `repaired`: usable after mending. `refused`: nothing can be measured. */
export type Usability = 'usable' | 'repaired' | 'refused';

export function usabilityOf({ call }: CallFacts): Usability {
  if (!call.segments.some(isMeasured)) return 'refused';
  return call.events.repaired > 0 ? 'repaired' : 'usable';
}

/** Percentiles of all turns of all calls; p95 needs 20 of them, p99 100. */
export interface Pooled {
  readonly clock: Clock;
  readonly n: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
  /** Sorted. */
  readonly waits: readonly number[];
}

export const P90_LEAST = 10;
export const P99_LEAST = 100;

/** Numbers of calls, of which nothing else is kept. */
export class Pool {
  calls = 0;
  readonly usability: Record<Usability, number> = { usable: 0, repaired: 0, refused: 0 };
  turns = 0;
  responses = 0;
  bargeIns = 0;
  yielded = 0;
  backchannels = 0;
  cutIns = 0;
  lateStops = 0;
  unanswered = 0;
  deadAir = 0;
  readonly #responseWaits = new Waits();
  readonly #userWaits = new Waits();
  readonly #yields: number[] = [];

  add(facts: CallFacts): void {
    const { call, responses, userStarts, interruptions, unanswered } = facts;
    this.calls++;
    this.usability[usabilityOf(facts)]++;
    this.turns += call.turns.length;
    this.responses += responses.length;
    for (const response of responses) {
      this.#responseWaits.add(responseMs(response, 'artifact'), responseMs(response, 'event'));
      this.cutIns += Number(response.cutIn);
      this.lateStops += Number(response.lateStop);
    }
    for (const start of userStarts)
      this.#userWaits.add(userWaitMs(start, 'artifact'), userWaitMs(start, 'event'));
    this.bargeIns += interruptions.bargeIns.length;
    for (const { yielded } of interruptions.bargeIns) this.yielded += Number(yielded);
    for (const ms of yields(interruptions)) this.#yields.push(ms);
    this.backchannels += interruptions.backchannels.length;
    this.unanswered += unanswered.length;
    this.deadAir += deadAirOf(facts).length;
  }

  /** All response latencies, on one clock. */
  responseWaits(): Pooled {
    return this.#responseWaits.pooled();
  }

  /** All waits for the user, likewise. */
  userWaits(): Pooled {
    return this.#userWaits.pooled();
  }

  yieldMs(): Distribution {
    return distributionOf(this.#yields);
  }
}

/** Waits of many calls, in ms, as each clock measures them. */
class Waits {
  readonly #artifact: number[] = [];
  readonly #event: number[] = [];

  add(byArtifact: number | null, byEvent: number | null): void {
    if (byArtifact !== null) this.#artifact.push(byArtifact);
    if (byEvent !== null) this.#event.push(byEvent);
  }

  pooled(): Pooled {
    const clock = speaksForAll(this.#artifact.length, this.#event.length) ? 'artifact' : 'event';
    const waits = (clock === 'artifact' ? this.#artifact : this.#event).toSorted((a, b) => a - b);
    const { n, medianMs, p95Ms, maxMs } = distributionOf(waits);
    return {
      clock,
      n,
      medianMs,
      p90Ms: n < P90_LEAST ? null : nearestRank(waits, 0.9),
      p95Ms,
      p99Ms: n < P99_LEAST ? null : nearestRank(waits, 0.99),
      maxMs,
      waits,
    };
  }
}

/** Upper edges of the classes of a histogram of waits, in ms; the last class is open. */
export const EDGES_MS = [200, 500, 800, 1_200, 2_000, 3_000, 5_000] as const;

/** How many of the sorted waits fall into each class: below the first edge, ..., from the last edge on. */
export function histogramOf(waits: readonly number[]): number[] {
  const classes = Array.from({ length: EDGES_MS.length + 1 }, () => 0);
  for (const ms of waits) {
    const index = EDGES_MS.findIndex((edge) => ms < edge);
    const place = index < 0 ? EDGES_MS.length : index;
    classes[place] = (classes[place] ?? 0) + 1;
  }
  return classes;
}

/** A moment that kept somebody waiting. */
export interface WorstMoment {
  /** The id of its call, or the source where there is none. */
  readonly call: string;
  readonly kind: 'wait' | 'dead air';
  readonly ms: number;
  /** Ms from the origin of its call. */
  readonly offsetMs: number | null;
}

/** The longest waits and dead airs; the first of equal ones is kept. A silence that is also a wait on the same clock is listed once. */
export class WorstMoments {
  readonly #on: Readonly<Record<Clock, Largest<WorstMoment>>>;

  constructor(most: number) {
    const largest = (): Largest<WorstMoment> => new Largest(most, ({ ms }) => ms);
    this.#on = { artifact: largest(), event: largest() };
  }

  add(facts: CallFacts): void {
    for (const clock of CLOCKS) {
      const waits = waitsOn(clock, facts.responses, responseMs);
      for (const { ms, segment } of waits) this.#take(clock, facts, 'wait', ms, segment.start.at);
      const ends = new Set(waits.map(({ segment }) => segment.start.at));
      for (const { start, end } of deadAirOf(facts))
        if (!ends.has(end)) this.#take(clock, facts, 'dead air', end - start, start);
    }
  }

  /** Longest first. */
  on(clock: Clock): readonly WorstMoment[] {
    return this.#on[clock].items;
  }

  #take(clock: Clock, { call }: CallFacts, kind: WorstMoment['kind'], ms: number, at: number | null): void {
    const offsetMs = at === null || call.origin === null ? null : at - call.origin.at;
    this.#on[clock].add({ call: call.id ?? call.source, kind, ms, offsetMs });
  }
}
