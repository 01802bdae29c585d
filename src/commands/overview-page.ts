// Turns many calls into what people read of them: a line for each, and the turns that kept the user waiting longest.
import type { CallFacts } from '../measures/facts.ts';
import { MEASURES } from '../measures/index.ts';
import { Largest } from '../measures/largest.ts';
import { type Block, blank, line, tableOf, tone } from '../report/model.ts';
import { type TurnRow, turnColumns, turnRows } from './turn-table.ts';

/** How many of the slowest turns are shown. */
const SLOWEST = 10;

/** A call is let go of once its line was printed. */
export function* overviewBlocks(calls: Iterable<CallFacts>): Generator<Block> {
  const slowest = new Largest<TurnRow>(SLOWEST, ({ response }) => response?.waitMs ?? 0);
  function* lines(): Generator<CallFacts> {
    for (const facts of calls) {
      for (const row of turnRows(facts)) if (row.response?.waitMs != null) slowest.add(row);
      yield facts;
    }
  }
  yield { kind: 'table', table: tableOf(MEASURES, lines()) };
  yield blank;
  yield line(tone('strong', 'The longest waits'));
  yield { kind: 'table', table: tableOf(turnColumns(true), slowest.items) };
}
