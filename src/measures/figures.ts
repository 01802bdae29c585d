// Turns the name of a figure over many calls (response.p95, cutIns/call, deadAir.total) into how it is taken of them.
import { nearest } from '../contract/near.ts';
import { TurnlineError } from '../errors.ts';
import type { Clock } from './clock.ts';
import { MEASURES } from './index.ts';
import { plainName } from './names.ts';
import { mean, PERCENTILES, quantile, type Statistic, total } from './sample.ts';
import { WORSE, type Worse } from './worse.ts';

/** What is known of a call: the numbers of its measures, and every wait on each clock. */
export interface CallNumbers {
  /** By the key of a measure. */
  number(key: string): number | null;
  waits(of: Waits, clock: Clock): readonly number[];
}

export const WAITS = ['response', 'userResponse'] as const;
export type Waits = (typeof WAITS)[number];

export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'ratio' | 'count';
  readonly worse: Worse | null;
  /** Why a change of it tells nothing; null where it does. */
  readonly unfit: string | null;
  /** Of fewer values it cannot be told. */
  readonly least: number;
  /** Whose waits it pools; null where it is taken of a measure of each call. */
  readonly pools: Waits | null;
  readonly statistic: Statistic;
  /** What a call adds to it. */
  values(call: CallNumbers, clock: Clock): readonly number[];
}

/** Measures that are numbers, by their plain names; waits are pooled instead of being taken call by call. */
const COLUMNS = MEASURES.filter(
  ({ key, kind }) =>
    ['count', 'duration', 'offset', 'ratio'].includes(kind) &&
    !WAITS.some((waits) => key.startsWith(`${waits}.`) && key !== `${waits}.n`),
);

const PER_CALL = '/call';

/** The figures that can be named, but for percentiles over calls of a measure. */
export function figureNames(): string[] {
  const pooled = WAITS.flatMap((waits) => Object.keys(PERCENTILES).map((name) => `${waits}.${name}`));
  const measured = COLUMNS.map(({ key }) => plainName(key));
  return [...pooled, ...measured.flatMap((name) => [`${name}${PER_CALL}`, name])];
}

/** In any case, with or without the unit. Throws where there is none, and says what was meant. */
export function figureNamed(name: string): Figure {
  const [, stem = '', percentile = ''] = /^(.*)\.([^.]*)$/.exec(withoutMs(name)) ?? [];
  const found =
    pooled(stem, percentile) ?? measured(withoutMs(name)) ?? percentileOverCalls(stem, percentile);
  if (found !== null) return found;
  const meant = nearest(name, figureNames());
  const hint = meant === null ? `such as ${SOME.join(', ')}` : `did you mean ${meant}?`;
  throw new TurnlineError('usage', `no measure is called ${name}: ${hint}`);
}

const SOME = ['response.median', 'response.p95', 'cutIns/call', 'deadAir.total/call'];

/** For looking up: in lower case, without units. */
function withoutMs(name: string): string {
  return name.toLowerCase().replace(/ms(?=[./]|$)/g, '');
}

function pooled(stem: string, percentile: string): Figure | null {
  const waits = WAITS.find((one) => one.toLowerCase() === stem);
  const row = PERCENTILES[percentile];
  if (waits === undefined || row === undefined) return null;
  return {
    name: `${waits}.${percentile}`,
    unit: 'ms',
    worse: WORSE[waits] ?? null,
    unfit: unfitOf(percentile),
    least: row.least,
    pools: waits,
    statistic: quantile(row.share),
    values: (call, clock) => call.waits(waits, clock),
  };
}

/** X/call is a mean. X alone is the total of a count, and of anything else the median. */
function measured(name: string): Figure | null {
  const perCall = name.endsWith(PER_CALL);
  const column = columnNamed(perCall ? name.slice(0, -PER_CALL.length) : name);
  if (column === undefined) return null;
  const own = plainName(column.key);
  if (perCall) return { ...ofCalls(column), name: own + PER_CALL, statistic: mean };
  if (column.kind !== 'count') return { ...ofCalls(column), name: own, statistic: quantile(0.5) };
  const unfit = `it is a total, which grows with the number of calls: name ${own}${PER_CALL}`;
  return { ...ofCalls(column), name: own, statistic: total, unfit };
}

function percentileOverCalls(stem: string, percentile: string): Figure | null {
  const column = columnNamed(stem);
  const row = PERCENTILES[percentile];
  if (column === undefined || row === undefined) return null;
  return {
    ...ofCalls(column),
    name: `${plainName(column.key)}.${percentile}`,
    unfit: unfitOf(percentile),
    least: row.least,
    statistic: quantile(row.share),
  };
}

function columnNamed(name: string): (typeof COLUMNS)[number] | undefined {
  return COLUMNS.find(({ key }) => withoutMs(key) === name);
}

function ofCalls({
  key,
  kind,
}: (typeof COLUMNS)[number]): Pick<Figure, 'unit' | 'worse' | 'unfit' | 'least' | 'pools' | 'values'> {
  return {
    unit: kind === 'ratio' ? 'ratio' : kind === 'count' ? 'count' : 'ms',
    worse: WORSE[key] ?? null,
    unfit: null,
    least: 1,
    pools: null,
    values: (call) => {
      const value = call.number(key);
      return value === null ? [] : [value];
    },
  };
}

function unfitOf(percentile: string): string | null {
  return percentile === 'max' ? 'the largest value of many is one of them by chance: name its p95' : null;
}
