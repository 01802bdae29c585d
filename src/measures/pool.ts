// Turns the facts of many calls, one call after another, into what they come to together: pooled percentiles, rates, and the worst moments.
import { isMeasured } from '../timeline/segment.ts';
import { CLOCKS, type Clock } from './clock.ts';
import { distributionOf, nearestRank } from './distribution.ts';
import type { CallFacts } from './facts.ts';
import { yields } from './interruptions.ts';
import { speaksForAll, userWaitsOn, waitsOn } from './responses.ts';
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

/** Waits of all calls, on each clock, of which one speaks for all. */
class Waits {
  readonly #on: Readonly<Record<Clock, number[]>> = { artifact: [], event: [] };

  add(clock: Clock, waits: readonly number[]): void {
    for (const ms of waits) this.#on[clock].push(ms);
  }

  get clock(): Clock {
    return speaksForAll(this.#on.artifact.length, this.#on.event.length) ? 'artifact' : 'event';
  }

  pooled(): Pooled {
    const { clock } = this;
    const waits = this.#on[clock].toSorted((a, b) => a - b);
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
  /** The id of its call, or the source where it has none. */
  readonly call: string;
  readonly kind: 'wait' | 'dead air';
  readonly ms: number;
  /** Ms from the origin of its call. */
  readonly offsetMs: number | null;
}

/** The waits of a call on one clock, and its dead airs; a silence that such a wait tells of is told once. */
function momentsOf(facts: CallFacts, clock: Clock): WorstMoment[] {
  const call = facts.call.id ?? facts.call.source;
  const origin = facts.call.origin?.at ?? null;
  const offset = (at: number | null): number | null => (at === null || origin === null ? null : at - origin);
  const waits = waitsOn(clock, facts.responses);
  const ends = new Set(waits.map(({ segment }) => segment.start.at));
  return [
    ...waits.map(
      ({ ms, segment }): WorstMoment => ({ call, kind: 'wait', ms, offsetMs: offset(segment.start.at) }),
    ),
    ...deadAirOf(facts)
      .filter(({ end }) => !ends.has(end))
      .map(
        ({ start, end }): WorstMoment => ({
          call,
          kind: 'dead air',
          ms: end - start,
          offsetMs: offset(start),
        }),
      ),
  ];
}

/** The first of the largest items, of however many. */
export class Largest<Item> {
  readonly items: Item[] = [];
  readonly #most: number;
  readonly #sizeOf: (item: Item) => number;

  constructor(most: number, sizeOf: (item: Item) => number) {
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  add(item: Item): void {
    const { items } = this;
    const size = this.#sizeOf(item);
    if (items.length === this.#most && size <= this.#sizeOf(items.at(-1)!)) return;
    const place = items.findIndex((one) => this.#sizeOf(one) < size);
    items.splice(place < 0 ? items.length : place, 0, item);
    if (items.length > this.#most) items.pop();
  }
}

/** How many of the worst moments are kept. */
const WORST = 5;

/** What calls come to together. A call leaves numbers, and nothing else of it is kept. */
export class Pool {
  readonly calls = { n: 0, usable: 0, repaired: 0, refused: 0 };
  readonly counts = {
    turns: 0,
    responses: 0,
    bargeIns: 0,
    bargeInsYielded: 0,
    backchannels: 0,
    cutIns: 0,
    lateStops: 0,
    unanswered: 0,
    deadAir: 0,
  };
  readonly yieldsMs: number[] = [];
  readonly #responses = new Waits();
  readonly #userWaits = new Waits();
  readonly #worst: Readonly<Record<Clock, Largest<WorstMoment>>> = {
    artifact: new Largest(WORST, ({ ms }) => ms),
    event: new Largest(WORST, ({ ms }) => ms),
  };

  add(facts: CallFacts): void {
    const { turns, responses, userStarts, unanswered, interruptions } = facts;
    const { bargeIns, backchannels } = interruptions;
    const { calls, counts } = this;
    calls.n++;
    calls[usabilityOf(facts)]++;
    counts.turns += turns.length;
    counts.responses += responses.length;
    counts.bargeIns += bargeIns.length;
    counts.bargeInsYielded += bargeIns.filter(({ yielded }) => yielded).length;
    counts.backchannels += backchannels.length;
    counts.cutIns += responses.filter(({ cutIn }) => cutIn).length;
    counts.lateStops += responses.filter(({ lateStop }) => lateStop).length;
    counts.unanswered += unanswered.length;
    counts.deadAir += deadAirOf(facts).length;
    for (const ms of yields(interruptions)) this.yieldsMs.push(ms);
    for (const clock of CLOCKS) {
      const waits = waitsOn(clock, responses).map(({ ms }) => ms);
      this.#responses.add(clock, waits);
      this.#userWaits.add(clock, userWaitsOn(clock, userStarts));
      for (const moment of momentsOf(facts, clock)) this.#worst[clock].add(moment);
    }
  }

  /** All response latencies, on one clock. */
  responses(): Pooled {
    return this.#responses.pooled();
  }

  /** All waits for the user, likewise. */
  userWaits(): Pooled {
    return this.#userWaits.pooled();
  }

  /** The longest waits, on the clock of the response latencies, and dead airs. */
  get worst(): readonly WorstMoment[] {
    return this.#worst[this.#responses.clock].items;
  }
}
