// Turns the values of many calls into one number, also where each call counts more than once or not at all.
import { P95_LEAST } from './distribution.ts';
import { P90_LEAST, P99_LEAST } from './pool.ts';

/** Values in order of size, each with the index of the call that it is of. */
export interface Sample {
  readonly values: Float64Array;
  readonly owners: Uint32Array;
  /** How many calls there are, those without a value among them. */
  readonly calls: number;
}

export function sampleOf(calls: readonly (readonly number[])[]): Sample {
  const pairs = calls.flatMap((values, owner) => values.map((value) => ({ value, owner })));
  pairs.sort((a, b) => a.value - b.value);
  return {
    values: Float64Array.from(pairs, ({ value }) => value),
    owners: Uint32Array.from(pairs, ({ owner }) => owner),
    calls: calls.length,
  };
}

/** How many calls have a value. */
export function callsWith({ owners }: Sample): number {
  return new Set(owners).size;
}

/** `weights` says how often each call counts; null where there are no values. */
export type Statistic = (sample: Sample, weights: Uint32Array) => number | null;

export const total: Statistic = ({ values, owners }, weights) => {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]! * weights[owners[at]!]!;
  return values.length === 0 ? null : sum;
};

export const mean: Statistic = (sample, weights) => {
  const n = countOf(sample, weights);
  return n === 0 ? null : total(sample, weights)! / n;
};

/** The smallest value with at least this share of the values at or below it. */
export function quantile(share: number): Statistic {
  return (sample, weights) => {
    const { values, owners } = sample;
    const rank = Math.max(1, Math.ceil(share * countOf(sample, weights)));
    let passed = 0;
    for (let at = 0; at < values.length; at++) {
      passed += weights[owners[at]!]!;
      if (passed >= rank) return values[at]!;
    }
    return null;
  };
}

function countOf({ owners }: Sample, weights: Uint32Array): number {
  let n = 0;
  for (let at = 0; at < owners.length; at++) n += weights[owners[at]!]!;
  return n;
}

/** The percentiles that can be asked for, by name; each needs so many values. */
export const PERCENTILES: Readonly<Record<string, { readonly share: number; readonly least: number }>> = {
  median: { share: 0.5, least: 1 },
  p90: { share: 0.9, least: P90_LEAST },
  p95: { share: 0.95, least: P95_LEAST },
  p99: { share: 0.99, least: P99_LEAST },
  max: { share: 1, least: 1 },
};
