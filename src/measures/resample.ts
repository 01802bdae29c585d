// Turns a sample into how far its statistic may be off by chance: the spread over resamples of whole calls (bootstrap).
import type { Sample, Statistic } from './sample.ts';

const RESAMPLES = 1_000;
/** The spread of so few is still known to 5 %, and of large samples that must do. */
const FEWEST = 200;
const MOST_STEPS = 4e7;
/** Any number: the same input gives the same output. */
const SEED = 20_260_818;

/**
 * Standard error of a statistic. Calls are drawn, not values, since what happens within a call hangs together. Null where
 * fewer than two calls can be drawn, or too few resamples have a value.
 */
export function standardError(sample: Sample, statistic: Statistic): number | null {
  const { calls, values } = sample;
  if (calls < 2 || values.length === 0) return null;
  const resamples = Math.max(FEWEST, Math.min(RESAMPLES, Math.floor(MOST_STEPS / values.length)));
  const next = random(SEED);
  const weights = new Uint32Array(calls);
  const estimates: number[] = [];
  for (let round = 0; round < resamples; round++) {
    weights.fill(0);
    for (let draw = 0; draw < calls; draw++) weights[Math.floor(next() * calls)]!++;
    const estimate = statistic(sample, weights);
    if (estimate !== null) estimates.push(estimate);
  }
  if (estimates.length < FEWEST / 2) return null;
  const mean = estimates.reduce((sum, one) => sum + one, 0) / estimates.length;
  const squares = estimates.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  // A resample varies a little less than a new sample would: by (n - 1) / n.
  return Math.sqrt((squares / (estimates.length - 1)) * (calls / (calls - 1)));
}

/** 0 <= x < 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Two-sided 99.99 %: of 10,000 differences that are chance alone one is taken for more. A run has a dozen gates, a team hundreds
 * of runs, and a gate that fails by chance is switched off.
 */
const NORMAL = 3.8906;

/** How many standard errors a difference may be off at that level, by Student's t (its expansion about the normal). */
export function errorsAtLevel(degrees: number): number {
  const z = NORMAL;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}
