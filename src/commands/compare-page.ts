// Turns judged comparisons into the page that people read, on a terminal or in a pull request, and a sentence for each gate.
import { CALLS_LEAST, type Comparison } from '../measures/comparison.ts';
import type { Gate } from '../measures/gates.ts';
import { type Block, blank, type Column, type GateLine, line, tableOf, tone } from '../report/model.ts';
import { whole } from '../report/shown.ts';
import type { Side } from './compare-sides.ts';
import {
  amountOf,
  changeOf,
  distanceOf,
  figureColumns,
  type Judged,
  nOf,
  shownValue,
} from './compare-table.ts';
import { count } from './outcome.ts';

export interface GateRow extends Judged {
  readonly gate: Gate;
  readonly line: GateLine;
}

export function* comparePage(
  sides: readonly Side[],
  judged: readonly Judged[],
  gates: readonly GateRow[],
): Generator<Block> {
  const compares = sides.length > 1;
  if (gates.length > 0) {
    const failed = gates.filter((gate) => gate.line.fails).length;
    const all = count(gates.length, 'gate');
    yield line(tone('strong', failed === 0 ? `${all}, none failed` : `${whole(failed)} of ${all} failed`));
    yield blank;
    yield { kind: 'table', table: tableOf(gateColumns(compares), gates) };
    yield blank;
  }
  yield line(
    ...sides.map(({ name, calls }, index) => {
      const role = index === sides.length - 1 ? 'new' : 'base';
      return `${index > 0 ? ', ' : ''}${role}: ${name}, ${count(calls.length, 'call')}`;
    }),
    ...clockWords(judged),
  );
  yield blank;
  yield { kind: 'table', table: tableOf(figureColumns(compares), unique(judged)) };
  if (!compares) return;
  yield blank;
  yield line(
    tone(
      'faint',
      `by chance: how far two equal fleets of these sizes differ in 9,999 of 10,000 cases, from resamples of whole calls; ${CALLS_LEAST} calls on each side are needed`,
    ),
  );
}

function gateColumns(compares: boolean): Column<GateRow>[] {
  return [
    people('gate', (row) => `${row.gate.rule} ${row.gate.name}`),
    people('verdict', (row) => row.line.verdict),
    ...(compares
      ? [people('base', ({ comparison }) => shownValue(comparison.base, comparison.figure), 'number')]
      : []),
    people('new', ({ comparison }) => shownValue(comparison.now, comparison.figure), 'number'),
    ...(compares ? [people('change', ({ comparison }) => changeOf(comparison), 'number')] : []),
    people('n', ({ comparison }) => nOf(comparison), 'number'),
    people('calls', ({ comparison }) => callsOf(comparison), 'number'),
  ];
}

function people(
  title: string,
  value: (row: GateRow) => string,
  kind: 'text' | 'number' = 'text',
): Column<GateRow> {
  return { key: title, title, kind, seen: 'people', value };
}

function callsOf({ base, now }: Comparison): string {
  return base === null ? whole(now.calls) : `${whole(base.calls)} / ${whole(now.calls)}`;
}

/** Waits of one kind are all on one clock. */
function clockWords(judged: readonly Judged[]): string[] {
  const clocks = new Map(
    judged.flatMap(({ comparison: { figure, clock } }) =>
      figure.pools === null || clock === null ? [] : [[figure.pools, clock] as const],
    ),
  );
  return [...clocks].map(([waits, clock]) => `; ${waits} on the ${clock} clock`);
}

/** A figure with several gates is one row. */
function unique(judged: readonly Judged[]): Judged[] {
  return [...new Map(judged.map((one) => [one.comparison.figure.name, one])).values()];
}

/** The verdict on a gate with all that it rests on. */
export function gateLine({ comparison, gate, verdict }: Judged & { gate: Gate }, strict: boolean): GateLine {
  const said = verdict ?? 'not enough calls';
  return {
    name: `${gate.rule} ${gate.name}`,
    verdict: said,
    fails: said === 'crossed' || (strict && said === 'not enough calls'),
    message: `${said}: ${sentenceOf(comparison, gate)}`,
  };
}

function sentenceOf(comparison: Comparison, gate: Gate): string {
  const { base, now, noise, figure } = comparison;
  const is = shownValue(now, figure);
  const limit = gate.relative ? `${+(gate.limit * 100).toFixed(6)} %` : amountOf(gate.limit, figure);
  const numbers = `n ${nOf(comparison)}, calls ${callsOf(comparison)}`;
  if (base === null || gate.rule !== 'max-regression')
    return `${figure.name} is ${is}, ${gate.rule === 'min' ? 'at least' : 'at most'} ${limit} is allowed (${numbers})`;
  const chance = noise === null ? 'too few calls tell' : `by chance ± ${distanceOf(noise, figure)}`;
  return `${figure.name} went from ${shownValue(base, figure)} to ${is}, ${changeOf(comparison)}; ${chance}; worse by ${limit} is allowed (${numbers})`;
}
