// Turns two fleets of calls into what a figure is in each, how far it moved, and how far chance alone would move it.
import type { Clock } from './clock.ts';
import type { CallNumbers, Figure } from './figures.ts';
import { errorsAtLevel, standardError } from './resample.ts';
import { speaksForAll } from './responses.ts';
import { callsWith, type Sample, sampleOf } from './sample.ts';

/** Of fewer calls on either side nothing is said about a difference. */
export const CALLS_LEAST = 10;

export type Fleet = readonly CallNumbers[];

/** A figure of one fleet. */
export interface Estimate {
  /** Null where too few values tell it. */
  readonly value: number | null;
  /** How many values, and of how many calls. */
  readonly n: number;
  readonly calls: number;
}

export interface Comparison {
  readonly figure: Figure;
  /** The one clock on which the waits of both are taken; null for what is taken of no waits. */
  readonly clock: Clock | null;
  /** Null where there is nothing to compare with. */
  readonly base: Estimate | null;
  readonly now: Estimate;
  readonly change: number | null;
  /** The change as a share of the base. */
  readonly ratio: number | null;
  /** Chance alone moves it by no more than this, either way; null where too few calls tell. */
  readonly noise: number | null;
}

export function compare(figure: Figure, base: Fleet | null, now: Fleet): Comparison {
  const clock = figure.pools === null ? null : clockOf(figure.pools, base === null ? [now] : [base, now]);
  const take = (fleet: Fleet): Sample => sampleOf(fleet.map((call) => figure.values(call, clock ?? 'event')));
  const after = take(now);
  const before = base === null ? null : take(base);
  const [from, to] = [before === null ? null : estimate(figure, before), estimate(figure, after)];
  const change = from === null || from.value === null || to.value === null ? null : to.value - from.value;
  return {
    figure,
    clock,
    base: from,
    now: to,
    change,
    ratio: change === null || !from?.value ? null : change / Math.abs(from.value),
    noise: change === null || before === null ? null : noiseOf(figure, before, after),
  };
}

/** Whether it moved further than chance would; null where too few calls tell. */
export function isBeyondNoise({ change, noise }: Comparison): boolean | null {
  return change === null || noise === null ? null : Math.abs(change) > noise;
}

/** Clocks are never mixed: that of the artifact only where it measures enough of the waits of each. */
function clockOf(waits: NonNullable<Figure['pools']>, fleets: readonly Fleet[]): Clock {
  const count = (fleet: Fleet, clock: Clock): number =>
    fleet.reduce((sum, call) => sum + call.waits(waits, clock).length, 0);
  return fleets.every((fleet) => speaksForAll(count(fleet, 'artifact'), count(fleet, 'event')))
    ? 'artifact'
    : 'event';
}

function estimate({ least, statistic }: Figure, sample: Sample): Estimate {
  const n = sample.values.length;
  const once = new Uint32Array(sample.calls).fill(1);
  return { value: n < least ? null : statistic(sample, once), n, calls: callsWith(sample) };
}

function noiseOf({ statistic, unfit }: Figure, before: Sample, after: Sample): number | null {
  const calls = [callsWith(before), callsWith(after)] as const;
  if (unfit !== null || Math.min(...calls) < CALLS_LEAST) return null;
  const [one, other] = [standardError(before, statistic), standardError(after, statistic)];
  if (one === null || other === null) return null;
  return errorsAtLevel(calls[0] + calls[1] - 2) * Math.hypot(one, other);
}
