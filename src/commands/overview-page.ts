// Turns many calls into what people read of them: a line for each, and the turns that kept the user waiting longest.
import type { CallFacts } from '../measures/facts.ts';
import { MEASURES } from '../measures/index.ts';
import { type Block, blank, line, tableOf, tone } from '../report/model.ts';
import { type TurnRow, turnColumns, turnRows } from './turn-table.ts';

/** How many of the slowest turns are shown. */
const SLOWEST = 10;

export function* overviewBlocks(calls: readonly CallFacts[]): Generator<Block> {
  yield { kind: 'table', table: tableOf(MEASURES, calls) };
  yield blank;
  yield line(tone('strong', 'The longest waits'));
  yield { kind: 'table', table: tableOf(turnColumns(true), slowest(calls)) };
}

function slowest(calls: readonly CallFacts[]): TurnRow[] {
  const wait = ({ response }: TurnRow): number => response?.waitMs ?? Number.NEGATIVE_INFINITY;
  return calls
    .flatMap((facts) => turnRows(facts))
    .filter(({ response }) => response?.waitMs !== null && response !== null)
    .sort((a, b) => wait(b) - wait(a))
    .slice(0, SLOWEST);
}
