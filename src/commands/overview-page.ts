// Turns many calls into what people read of them: a line for each, and the turns that kept the user waiting longest.
import { distributionOf } from '../measures/distribution.ts';
import { responsesOf } from '../measures/waits.ts';
import { type Block, blank, type Column, line, tableOf, tone } from '../report/model.ts';
import type { Call } from '../timeline/call.ts';
import { type TurnRow, turnColumns, turnRows } from './turn-table.ts';

/** How many of the slowest turns are shown. */
const SLOWEST = 10;

const callColumns: readonly Column<Call>[] = [
  { key: 'callId', title: 'call', kind: 'text', seen: 'both', value: ({ id, source }) => id ?? source },
  {
    key: 'originEpochMs',
    title: 'started',
    kind: 'instant',
    seen: 'both',
    value: ({ origin }) => origin?.at ?? null,
  },
  {
    key: 'windowMs',
    title: 'length',
    kind: 'offset',
    seen: 'both',
    value: ({ window }) => (window === null ? null : window.end - window.start),
  },
  { key: 'events.read', title: 'events', kind: 'count', seen: 'both', value: ({ events }) => events.read },
  { key: 'turns', title: 'turns', kind: 'count', seen: 'both', value: ({ turns }) => turns.length },
  {
    key: 'response.medianMs',
    title: 'median wait',
    kind: 'duration',
    seen: 'both',
    value: (call) => waits(call).medianMs,
  },
  {
    key: 'response.maxMs',
    title: 'longest',
    kind: 'duration',
    seen: 'both',
    value: (call) => waits(call).maxMs,
  },
  {
    key: 'events.repaired',
    title: 'repaired',
    kind: 'count',
    seen: 'both',
    value: ({ events }) => events.repaired,
  },
];

export function* overviewBlocks(calls: readonly Call[]): Generator<Block> {
  yield { kind: 'table', table: tableOf(callColumns, calls) };
  yield blank;
  yield line(tone('strong', 'The longest waits'));
  yield { kind: 'table', table: tableOf(turnColumns(true), slowest(calls)) };
}

function waits(call: Call) {
  return distributionOf(
    responsesOf(call)
      .map(({ waitMs }) => waitMs)
      .filter((ms) => ms !== null),
  );
}

function slowest(calls: readonly Call[]): TurnRow[] {
  const wait = ({ response }: TurnRow): number => response?.waitMs ?? Number.NEGATIVE_INFINITY;
  return calls
    .flatMap(turnRows)
    .filter(({ response }) => response?.waitMs !== null && response !== null)
    .sort((a, b) => wait(b) - wait(a))
    .slice(0, SLOWEST);
}
