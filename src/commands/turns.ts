// Turns captures into the turns of their calls, one row each.
import type { Exit } from '../errors.ts';
import { factsOf } from '../measures/facts.ts';
import type { Role } from '../message/event.ts';
import { tableOf } from '../report/model.ts';
import { assembleCall } from '../timeline/call.ts';
import type { EventLog } from '../timeline/log.ts';
import type { Invocation } from './command.ts';
import { gather, workOf } from './gather.ts';
import { note, present } from './present.ts';
import { type TurnRow, turnColumns, turnRows } from './turn-table.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { call, role, text } = invocation.options;
  const { tally, outcome, log, usable } = await gather(invocation, workOf(null, { call }));
  const named = log.size > 1;
  await present({ table: tableOf(turnColumns(named, text), rowsOf(log, role, text)) }, invocation);
  await note([...outcome.losses(tally, usable), ...outcome.notes(tally, invocation)], invocation);
  return outcome.exits(tally, invocation);
}

/** The turns in which `role` speaks; all where none is asked for. */
function* rowsOf(log: EventLog, role: Role | undefined, text: boolean | undefined): Generator<TurnRow> {
  for (const seen of log.calls()) {
    for (const row of turnRows(factsOf(assembleCall(seen)), text)) {
      if (role === undefined || row[role].segments > 0) yield row;
    }
  }
}
