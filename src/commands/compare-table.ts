// Turns comparisons of figures, and the gates that they were held to, into the tables that programs and people read.
import { type Comparison, type Estimate, isBeyondNoise } from '../measures/comparison.ts';
import type { Figure } from '../measures/figures.ts';
import type { Gate, Verdict } from '../measures/gates.ts';
import type { Cell, Column, Kind } from '../report/model.ts';
import { duration, share, UNTOLD, whole } from '../report/shown.ts';

export interface Judged {
  readonly comparison: Comparison;
  /** Null where nothing was asked of the figure. */
  readonly gate: Gate | null;
  readonly verdict: Verdict | null;
}

/** One row for each figure, or for each gate of it. */
export const comparisonColumns: readonly Column<Judged>[] = [
  cell('measure', 'text', ({ comparison }) => comparison.figure.name),
  cell('unit', 'text', ({ comparison }) => comparison.figure.unit),
  cell('clock', 'text', ({ comparison }) => comparison.clock),
  cell('base.value', 'number', ({ comparison }) => comparison.base?.value ?? null),
  cell('base.n', 'count', ({ comparison }) => comparison.base?.n ?? null),
  cell('base.calls', 'count', ({ comparison }) => comparison.base?.calls ?? null),
  cell('new.value', 'number', ({ comparison }) => comparison.now.value),
  cell('new.n', 'count', ({ comparison }) => comparison.now.n),
  cell('new.calls', 'count', ({ comparison }) => comparison.now.calls),
  cell('change', 'number', ({ comparison }) => comparison.change),
  cell('changeRatio', 'number', ({ comparison }) => comparison.ratio),
  cell('chance', 'number', ({ comparison }) => comparison.noise),
  cell('difference', 'text', ({ comparison }) => differenceOf(comparison)),
  cell('gate', 'text', ({ gate }) => gate?.rule ?? null),
  cell('limit', 'number', ({ gate }) => gate?.limit ?? null),
  cell('limitIsShare', 'boolean', ({ gate }) => gate?.relative ?? false),
  cell('verdict', 'text', ({ verdict }) => verdict),
];

function cell(key: string, kind: Kind, value: (row: Judged) => Cell): Column<Judged> {
  return { key, title: key, kind, seen: 'programs', value };
}

/** What people read of each figure; without a base only what it is. */
export function figureColumns(compares: boolean): Column<Judged>[] {
  return [
    shown('measure', 'text', ({ figure }) => figure.name),
    ...(compares ? [shown('base', 'number', ({ base, figure }) => shownValue(base, figure))] : []),
    shown('new', 'number', ({ now, figure }) => shownValue(now, figure)),
    ...(compares ? changeColumns : []),
    shown('n', 'number', nOf),
  ];
}

const changeColumns: readonly Column<Judged>[] = [
  shown('change', 'number', changeOf),
  shown('by chance', 'number', ({ noise, figure }) =>
    noise === null ? UNTOLD : `± ${distanceOf(noise, figure)}`,
  ),
  shown('difference', 'text', (comparison) => differenceOf(comparison) ?? UNTOLD),
];

function shown(title: string, kind: Kind, value: (comparison: Comparison) => Cell): Column<Judged> {
  return { key: title, title, kind, seen: 'people', value: ({ comparison }) => value(comparison) };
}

/** What a difference is called: better or worse where that can be said, and chance where it may be that alone. */
export function differenceOf(comparison: Comparison): string | null {
  const { change, figure, base } = comparison;
  if (base === null) return null;
  const beyond = isBeyondNoise(comparison);
  if (change === 0) return 'none';
  if (beyond === null) return figure.unfit === null ? 'not enough calls' : null;
  if (!beyond) return 'within chance';
  if (figure.worse === null) return change! > 0 ? 'more' : 'less';
  return change! > 0 === (figure.worse === 'higher') ? 'worse' : 'better';
}

/** Such as +0.21 s (+19 %). */
export function changeOf({ change, ratio, figure }: Comparison): string {
  if (change === null) return UNTOLD;
  if (change === 0) return '0';
  const sign = change < 0 ? '-' : '+';
  // A share of a share would be read as the share itself.
  const percent = ratio === null || figure.unit === 'ratio' ? '' : ` (${sign}${percentOf(Math.abs(ratio))})`;
  return `${sign}${distanceOf(Math.abs(change), figure)}${percent}`;
}

function percentOf(ratio: number): string {
  return ratio < 0.1 ? `${(ratio * 100).toFixed(1)} %` : share(ratio);
}

/** How far two values are apart. */
export function distanceOf(value: number, figure: Figure): string {
  return figure.unit === 'ratio' ? `${(value * 100).toFixed(1)} points` : amountOf(value, figure);
}

/** How many values on either side. */
export function nOf({ base, now }: Comparison): string {
  return base === null ? whole(now.n) : `${whole(base.n)} / ${whole(now.n)}`;
}

export function shownValue(estimate: Estimate | null, figure: Figure): string {
  return estimate === null || estimate.value === null ? UNTOLD : amountOf(estimate.value, figure);
}

/** A value in the unit of its figure. */
export function amountOf(value: number, { unit }: Figure): string {
  if (unit === 'ms') return duration(value);
  if (unit === 'ratio') return `${(value * 100).toFixed(1)} %`;
  return Number.isInteger(value) ? whole(value) : value.toFixed(2);
}
