// Turns the facts of many calls into what they come to together: pooled percentiles, rates, and the worst moments.

import { isMeasured } from '../timeline/segment.ts';
import type { Clock } from './clock.ts';
import { distributionOf, nearestRank } from './distribution.ts';
import type { CallFacts } from './facts.ts';
import { type ClockedWaits, responseWaits, userWaits, waitsOn } from './responses.ts';
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

/** All response latencies, on one clock. */
export function poolResponses(calls: readonly CallFacts[]): Pooled {
  return pool(responseWaits({ responses: calls.flatMap(({ responses }) => responses) }));
}

/** All waits for the user, likewise. */
export function poolUserWaits(calls: readonly CallFacts[]): Pooled {
  return pool(userWaits({ userStarts: calls.flatMap(({ userStarts }) => userStarts) }));
}

function pool({ clock, waits: own }: ClockedWaits): Pooled {
  const waits = own.map(({ ms }) => ms).sort((a, b) => a - b);
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
  readonly facts: CallFacts;
  readonly kind: 'wait' | 'dead air';
  readonly ms: number;
  /** Ms from the origin of its call. */
  readonly offsetMs: number | null;
}

/** The longest waits, on the clock of the pool, and dead airs; a silence that such a wait tells of is told once. */
export function worstMoments(calls: readonly CallFacts[], most: number): WorstMoment[] {
  const { clock } = poolResponses(calls);
  const moments = calls.flatMap((facts): WorstMoment[] => {
    const origin = facts.call.origin?.at ?? null;
    const offset = (at: number | null): number | null =>
      at === null || origin === null ? null : at - origin;
    const waits = waitsOn(clock, facts.responses);
    const ends = new Set(waits.map(({ segment }) => segment.start.at));
    return [
      ...waits.map(
        ({ ms, segment }): WorstMoment => ({ facts, kind: 'wait', ms, offsetMs: offset(segment.start.at) }),
      ),
      ...deadAirOf(facts)
        .filter(({ end }) => !ends.has(end))
        .map(
          ({ start, end }): WorstMoment => ({
            facts,
            kind: 'dead air',
            ms: end - start,
            offsetMs: offset(start),
          }),
        ),
    ];
  });
  return moments.sort((a, b) => b.ms - a.ms).slice(0, most);
}
