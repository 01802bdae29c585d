// Turns two captures, or one, into how their measures differ and whether gates are kept.
import { type Exit, TurnlineError } from '../errors.ts';
import { STDIN } from '../input/source.ts';
import { compare } from '../measures/comparison.ts';
import { figureNamed } from '../measures/figures.ts';
import { type Gate, gateOf, verdictOf } from '../measures/gates.ts';
import { tableOf } from '../report/model.ts';
import type { Invocation } from './command.ts';
import { comparePage, type GateRow, gateLine } from './compare-page.ts';
import { type Side, sideOf } from './compare-sides.ts';
import { comparisonColumns, type Judged } from './compare-table.ts';
import { note, present } from './present.ts';

/** What is shown where nothing was asked of it. */
const SHOWN = [
  'response.median',
  'response.p90',
  'response.p95',
  'response.p99',
  'response.max',
  'userResponse.median',
  'firstWord',
  'cutIns/call',
  'unanswered/call',
  'bargeIns.n/call',
  'deadAir.n/call',
  'deadAir.total/call',
  'talkShare.assistant',
  'turns/call',
  'window',
];

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { operands, options } = invocation;
  const { max = [], min = [], maxRegression = [], strict = false } = options;
  const gates = [...maxRegression, ...max, ...min].map(gateOf);
  reject(operands, gates);
  const sides: Side[] = [];
  for (const operand of operands) sides.push(await sideOf(operand, invocation));
  const now = sides.at(-1)!;
  const base = sides.length > 1 ? sides[0]! : null;
  const judge = (gate: Gate): GateRow => {
    const comparison = compare(gate.figure, base?.calls ?? null, now.calls);
    const judged = { comparison, gate, verdict: verdictOf(gate, comparison) };
    return { ...judged, line: gateLine(judged, strict) };
  };
  const judgedGates = gates.map(judge);
  const held = new Set(gates.map(({ figure }) => figure.name));
  const others = SHOWN.filter((name) => !held.has(name)).map(
    (name): Judged => ({
      comparison: compare(figureNamed(name), base?.calls ?? null, now.calls),
      gate: null,
      verdict: null,
    }),
  );
  const judged = [...judgedGates, ...others];
  const lines = judgedGates.map(({ line }) => line);
  await present(
    {
      table: tableOf(comparisonColumns, judged),
      page: () => comparePage(sides, judged, judgedGates),
      document: { list: 'measures', rest: () => ({ gates: lines, sides: sides.map(sizeOf) }) },
      gates: lines,
    },
    invocation,
  );
  await note(
    sides.flatMap(({ notes }) => notes),
    invocation,
  );
  const failed: Exit[] = lines.some(({ fails }) => fails) ? ['findings'] : [];
  return [...sides.flatMap(({ exits }) => exits), ...failed];
}

function reject(operands: readonly string[], gates: readonly Gate[]): void {
  if (operands.length > 2)
    throw new TurnlineError(
      'usage',
      'compare takes a base and a new capture: put the files of each into a folder',
    );
  if (operands.filter((operand) => operand === STDIN).length > 1)
    throw new TurnlineError('usage', 'standard input (-) can be read only once');
  const regression = gates.find(({ rule }) => rule === 'max-regression');
  if (operands.length === 1 && regression !== undefined)
    throw new TurnlineError(
      'usage',
      `--max-regression ${regression.name} needs a base: turnline compare BASE ${operands[0]}`,
    );
}

function sizeOf({ name, calls }: Side): object {
  return { name, calls: calls.length };
}
