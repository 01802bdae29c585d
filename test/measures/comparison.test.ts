// Holds comparisons to fleets of known truth: equal ones cross no gate, a slower one crosses those on its waits.
import { describe, expect, test } from 'vitest';
import { numbersOf } from '../../src/commands/compare-sides.ts';
import { compare, type Fleet, isBeyondNoise } from '../../src/measures/comparison.ts';
import { figureNamed, figureNames } from '../../src/measures/figures.ts';
import { gateOf, verdictOf } from '../../src/measures/gates.ts';
import { MEASURES } from '../../src/measures/index.ts';
import { errorsAtLevel, standardError } from '../../src/measures/resample.ts';
import { mean, quantile, sampleOf, total } from '../../src/measures/sample.ts';
import { WORSE } from '../../src/measures/worse.ts';
import { factsFrom } from '../support/read.ts';
import { fleet } from '../support/simulator/fleet.ts';

function fleetOf(seed: string, slower = 0, calls = 24): Fleet {
  return fleet(seed, { calls, slower, habits: { turns: 6 } }).map((sent) => numbersOf(factsFrom(sent)));
}

const GATES = [
  { measure: 'response.median', limit: 10, unit: '%' },
  { measure: 'response.median', limit: 1, unit: 'ms' },
  { measure: 'response.p90', limit: 10, unit: '%' },
  { measure: 'response.p95', limit: 10, unit: '%' },
  { measure: 'firstWord', limit: 5, unit: '%' },
  { measure: 'cutIns/call', limit: 10, unit: '%' },
  { measure: 'unanswered/call', limit: 10, unit: '%' },
  { measure: 'bargeIns.n/call', limit: 0.01, unit: '' },
  { measure: 'deadAir.n/call', limit: 10, unit: '%' },
  { measure: 'deadAir.total/call', limit: 10, unit: '%' },
  { measure: 'silence/call', limit: 1, unit: '%' },
] as const;
const gates = GATES.map((words) => gateOf({ rule: 'max-regression', ...words }));

const crossedBy = (base: Fleet, now: Fleet): string[] =>
  gates
    .filter((gate) => verdictOf(gate, compare(gate.figure, base, now)) === 'crossed')
    .map(({ name }) => name);

/** More with SEEDS=100 npx vitest run test/measures/comparison. */
const SEEDS = Number(process.env.SEEDS ?? 25);

test(`the noise of equal fleets crosses no gate in ${SEEDS} seeds`, { timeout: 600_000 }, () => {
  let close = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const [base, now] = [fleetOf(`base ${seed}`), fleetOf(`now ${seed}`)];
    expect({ seed, crossed: crossedBy(base, now) }).toEqual({ seed, crossed: [] });
    const { change, noise } = compare(figureNamed('response.median'), base, now);
    if (Math.abs(change!) > noise! / 4) close++;
  }
  // The interval is not wide for nothing: a standard error is a quarter of it, and a third of differences exceed theirs.
  expect(close).toBeGreaterThan(SEEDS / 10);
});

test('a fleet that is 20 % slower crosses the gates on its waits, and no other', () => {
  for (let seed = 0; seed < 10; seed++) {
    const crossed = crossedBy(fleetOf(`base ${seed}`), fleetOf(`slow ${seed}`, 0.2));
    expect({ seed, crossed }).toMatchObject({
      crossed: expect.arrayContaining(['response.median=10%', 'response.median=1ms']),
    });
    for (const name of crossed) expect(name).toMatch(/^(response|silence)/);
    expect(crossedBy(fleetOf(`slow ${seed}`, 0.2), fleetOf(`base ${seed}`))).toEqual([]);
  }
});

test('a fleet is no different from itself, and few calls tell no difference', () => {
  const base = fleetOf('base 0');
  for (const name of figureNames()) {
    const comparison = compare(figureNamed(name), base, base);
    expect([name, comparison.change === null || comparison.change === 0]).toEqual([name, true]);
    expect(isBeyondNoise(comparison)).not.toBe(true);
  }
  const few = fleetOf('slow 0', 0.5, 9);
  for (const gate of gates) expect(verdictOf(gate, compare(gate.figure, base, few))).toBe('not enough calls');
});

test('waits of two fleets are compared on one clock', () => {
  const artifact = fleetOf('base 0');
  const event = artifact.map((call): Fleet[number] => ({
    ...call,
    waits: (of, clock) => (clock === 'artifact' ? [] : call.waits(of, clock)),
  }));
  const figure = figureNamed('response.median');
  expect(compare(figure, artifact, artifact).clock).toBe('artifact');
  expect(compare(figure, artifact, event)).toMatchObject({ clock: 'event', change: 0 });
});

describe('gates', () => {
  const now = fleetOf('base 0');
  const at = (name: string) => compare(figureNamed(name), null, now);

  test('a limit is crossed beyond it, not at it', () => {
    const { now: median } = at('response.median');
    const verdict = (rule: 'max' | 'min', limit: number) =>
      verdictOf(gateOf({ rule, measure: 'response.median', limit, unit: 'ms' }), at('response.median'));
    expect(verdict('max', median.value!)).toBe('kept');
    expect(verdict('max', median.value! - 1)).toBe('crossed');
    expect(verdict('min', median.value!)).toBe('kept');
    expect(verdict('min', median.value! + 1)).toBe('crossed');
  });

  test('what cannot be told crosses nothing', () => {
    const gate = gateOf({ rule: 'max', measure: 'vapi.turnLatencyAverage', limit: 1, unit: 'ms' });
    expect(verdictOf(gate, at('vapi.turnLatencyAverage'))).toBe('not enough calls');
    const p99 = gateOf({ rule: 'max', measure: 'response.p99', limit: 1, unit: 'ms' });
    const few = compare(p99.figure, null, now.slice(0, 3));
    expect(verdictOf(p99, few)).toBe('not enough calls');
  });

  test('units are those of the figure', () => {
    const limitOf = (measure: string, limit: number, unit: '' | 'ms' | 's' | '%') =>
      gateOf({ rule: 'max', measure, limit, unit }).limit;
    expect(limitOf('response.p95', 1.5, 's')).toBe(1500);
    expect(limitOf('talkShare.assistant', 60, '%')).toBeCloseTo(0.6);
    expect(() => limitOf('response.p95', 5, '%')).toThrow('1500ms');
    expect(() => limitOf('cutIns/call', 5, 's')).toThrow('plain number');
  });

  test('where fewer is worse, fewer is a regression', () => {
    const more = now.map((call): Fleet[number] => ({
      ...call,
      number: (key) => (key === 'bargeIns.yielded' ? 5 : call.number(key)),
    }));
    const gate = gateOf({ rule: 'max-regression', measure: 'bargeIns.yielded/call', limit: 1, unit: '' });
    expect(verdictOf(gate, compare(gate.figure, more, now))).toBe('crossed');
    expect(verdictOf(gate, compare(gate.figure, now, more))).toBe('kept');
  });
});

test('every measure that is a number says which way it gets worse', () => {
  for (const name of figureNames()) expect(figureNamed(name).name).toBe(name);
  const numbers = MEASURES.filter(({ kind }) => ['count', 'duration', 'offset', 'ratio'].includes(kind));
  const pooled = /^(response|userResponse)\.(median|p95|max)Ms$/;
  const known = numbers.map(({ key }) => key).filter((key) => !pooled.test(key));
  expect(Object.keys(WORSE).sort()).toEqual([...known, 'response', 'userResponse'].sort());
});

test('statistics of weighted calls are those of calls that stand there as often', () => {
  const calls = [[3, 9], [], [5], [1, 2, 8]];
  const weights = Uint32Array.from([2, 1, 0, 1]);
  const repeated = sampleOf([...calls.slice(0, 2), [3, 9], [1, 2, 8]]);
  const once = new Uint32Array(4).fill(1);
  for (const statistic of [mean, total, quantile(0.5), quantile(0.95), quantile(1)])
    expect(statistic(sampleOf(calls), weights)).toBe(statistic(repeated, once));
});

test('the standard error of a mean is the textbook one, and the interval is that of t', () => {
  const values = Array.from({ length: 50 }, (_, index) => (index * 37) % 101);
  const average = values.reduce((sum, one) => sum + one, 0) / 50;
  const variance = values.reduce((sum, one) => sum + (one - average) ** 2, 0) / 49;
  const error = standardError(sampleOf(values.map((value) => [value])), mean)!;
  expect(error / Math.sqrt(variance / 50)).toBeCloseTo(1, 1);
  // By integration of Student's t, two-sided 99.99 %.
  for (const [degrees, t] of [
    [18, 4.966],
    [30, 4.482],
    [60, 4.169],
    [1e6, 3.891],
  ] as const)
    expect(errorsAtLevel(degrees)).toBeCloseTo(t, 2);
});
