// Holds pooled figures to what a plain sort of all turns gives.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLOCKS } from '../../src/measures/clock.ts';
import { nearestRank } from '../../src/measures/distribution.ts';
import { EDGES_MS, histogramOf, WorstMoments } from '../../src/measures/pool.ts';
import { responseMs, waitsOn } from '../../src/measures/responses.ts';
import { deadAirOf } from '../../src/measures/silences.ts';
import { turnline } from '../support/host.ts';
import { factsFrom } from '../support/read.ts';
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

test('the worst moments are those that a sort of all moments puts first', () => {
  const calls = Array.from({ length: 60 }, (_, seed) =>
    factsFrom(emit(improvise(seed, { turns: 5 }), { lags: MEASURED_LAGS })),
  );
  for (const clock of CLOCKS) {
    const all = calls.flatMap((facts) => {
      const waits = waitsOn(clock, facts.responses, responseMs);
      const ends = waits.map(({ segment }) => segment.start.at);
      const silences = deadAirOf(facts).filter(({ end }) => !ends.includes(end));
      return [...waits.map(({ ms }) => ms), ...silences.map(({ start, end }) => end - start)];
    });
    all.sort((a, b) => b - a);
    expect(all.length).toBeGreaterThan(100);
    for (const most of [1, 2, 7, 500]) {
      const worst = new WorstMoments(most);
      for (const facts of calls) worst.add(facts);
      expect(worst.on(clock).map(({ ms }) => ms)).toEqual(all.slice(0, most));
    }
  }
});

/** A call of two exchanges, in each of which the assistant takes so long. */
function callWith(assistant: string, number: number, waitMs: number): string {
  const steps = [
    ['user', 'started', 0],
    ['user', 'stopped', 2_000],
    ['assistant', 'started', 2_000 + waitMs],
    ['assistant', 'stopped', 6_000],
  ] as const;
  return [0, 1]
    .flatMap((turn) =>
      steps.map(([role, status, at]) => ({
        timestamp: 1_785_571_200_000 + number * 60_000 + turn * 10_000 + at,
        type: 'speech-update',
        status,
        role,
        turn,
        call: { id: `call-${number}`, assistantId: assistant },
      })),
    )
    .map((message) => `${JSON.stringify({ message })}\n`)
    .join('');
}

test('a group of calls is summed up as these calls alone', async () => {
  const [quick, slow] = [
    [300, 350, 420],
    [1_900, 2_500],
  ] as const;
  const calls = {
    quick: quick.map((ms, index) => callWith('quick', index, ms)),
    slow: slow.map((ms, index) => callWith('slow', quick.length + index, ms)),
  };
  const mixed = [calls.slow[0], calls.quick[0], calls.quick[1], calls.slow[1], calls.quick[2]].join('');
  const { stdout: grouped } = await turnline(['summary', '--group', 'assistant'], { stdin: mixed });
  for (const name of ['quick', 'slow'] as const) {
    const { stdout: alone } = await turnline(['summary'], { stdin: calls[name].join('') });
    const [, figures = ''] = alone.split('all calls\n');
    expect(figures).toContain('the worst moments');
    expect(grouped).toContain(`\nassistant ${name}\n${figures}`);
  }
});
