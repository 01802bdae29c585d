// Turns captures into the turns of their calls, one row each.
import type { Exit } from '../errors.ts';
import type { Selection } from '../message/selection.ts';
import { tableOf } from '../report/model.ts';
import type { EventLog } from '../timeline/log.ts';
import { factsOfCalls } from './calls.ts';
import type { Invocation } from './command.ts';
import type { RowsOf } from './followed.ts';
import { gather, workOf } from './gather.ts';
import { note, present } from './present.ts';
import { selectionOf } from './selection.ts';
import { type Telling, tellingOf } from './spoken.ts';
import { type TurnRow, turnColumns, turnRows } from './turn-table.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { text, follow } = invocation.options;
  const telling = tellingOf(invocation);
  if (follow === true) {
    const { runFollowed } = await import('./followed.ts');
    return runFollowed(invocation, turnColumns(true, text), turnsOver(invocation, telling), null);
  }
  const selection = selectionOf(invocation);
  const { tally, outcome, log, unusable } = await gather(invocation, workOf(null, invocation, selection));
  const named = log.size > 1;
  await present({ table: tableOf(turnColumns(named, text), rowsOf(log, selection, telling)) }, invocation);
  await note([...outcome.losses(tally, unusable), ...outcome.notes(tally, invocation)], invocation);
  return outcome.exits(tally, invocation);
}

/** Rows of turns that are over, for whoever follows a capture. */
export function turnsOver({ options: { role } }: Invocation, telling: Telling): RowsOf<TurnRow> {
  return (facts, numbers) => turnRows(facts, telling, role).filter(({ turn }) => numbers.has(turn.number));
}

export function* rowsOf(log: EventLog, selection: Selection, telling: Telling): Generator<TurnRow> {
  for (const facts of factsOfCalls(log, selection)) yield* turnRows(facts, telling, selection.role);
}
