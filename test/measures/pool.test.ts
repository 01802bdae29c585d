// Holds pooled figures to what a plain sort of all turns gives.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestRank } from '../../src/measures/distribution.ts';
import { EDGES_MS, histogramOf } from '../../src/measures/pool.ts';
import { turnline } from '../support/host.ts';
import { emit, toNdjson } from '../support/simulator/emit.ts';
import { improvise } from '../support/simulator/improvise.ts';
import { MEASURED_LAGS } from '../support/simulator/lags.ts';

test('the summary of 2,000 calls pools their turns', async () => {
  const log = Array.from({ length: 2000 }, (_, seed) =>
    Buffer.from(toNdjson(emit(improvise(seed, { turns: 4 }), { lags: MEASURED_LAGS }))),
  );
  const { stdout: summary } = await turnline(['summary', '--format', 'json'], { stdin: log });
  const { stdout: turns } = await turnline(['turns', '--format', 'jsonl'], { stdin: log });
  const { all, calls } = JSON.parse(summary);
  const waits = turns
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text))
    .filter(({ responseMs, responseClock }) => responseMs !== null && responseClock === 'artifact')
    .map(({ responseMs }) => responseMs as number)
    .sort((a, b) => a - b);
  expect(calls).toHaveLength(2000);
  const plain = (share: number): number => waits[Math.ceil(share * waits.length) - 1]!;
  console.log(
    `2,000 calls, ${waits.length} waits: median ${all.response.medianMs}, p95 ${all.response.p95Ms}, p99 ${all.response.p99Ms} ms`,
  );
  expect(all.response).toMatchObject({
    clock: 'artifact',
    n: waits.length,
    medianMs: plain(0.5),
    p90Ms: plain(0.9),
    p95Ms: plain(0.95),
    p99Ms: plain(0.99),
    maxMs: waits.at(-1),
  });
});

test('a percentile is the smallest value with its share at or below it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(10_000), { minLength: 1 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (values, share) => {
        const sorted = values.toSorted((a, b) => a - b);
        const rank = nearestRank(sorted, share)!;
        const atOrBelow = (limit: number): number => sorted.filter((value) => value <= limit).length;
        expect(atOrBelow(rank)).toBeGreaterThanOrEqual(share * sorted.length - 1e-9);
        const smaller = sorted.findLast((value) => value < rank);
        if (smaller !== undefined) expect(atOrBelow(smaller)).toBeLessThan(share * sorted.length);
      },
    ),
  );
});

test('every wait falls into one class of the histogram', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000)), (values) => {
      const classes = histogramOf(values);
      expect(classes.reduce((sum, n) => sum + n, 0)).toBe(values.length);
      expect(classes[0]).toBe(values.filter((ms) => ms < EDGES_MS[0]).length);
    }),
  );
});
