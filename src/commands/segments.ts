// Turns captures into the segments of their calls: who spoke, from when to when, one row each.
import type { Exit } from '../errors.ts';
import type { Role } from '../message/event.ts';
import type { Selection } from '../message/selection.ts';
import { type Column, tableOf } from '../report/model.ts';
import type { Call } from '../timeline/call.ts';
import type { EventLog } from '../timeline/log.ts';
import { durationOf, type Edge, type Segment } from '../timeline/segment.ts';
import { callsOf } from './calls.ts';
import type { Invocation } from './command.ts';
import type { RowsOf } from './followed.ts';
import { gather, workOf } from './gather.ts';
import { note, present } from './present.ts';
import { selectionOf } from './selection.ts';

interface SegmentRow {
  readonly call: Call;
  readonly segment: Segment;
}

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { follow, role } = invocation.options;
  if (follow === true) {
    const { runFollowed } = await import('./followed.ts');
    return runFollowed(invocation, segmentColumns(true), segmentsOver(role), null);
  }
  const selection = selectionOf(invocation);
  const { tally, outcome, log, unusable } = await gather(invocation, workOf(null, invocation, selection));
  await present({ table: tableOf(segmentColumns(log.size > 1), rowsOf(log, selection)) }, invocation);
  await note([...outcome.losses(tally, unusable), ...outcome.notes(tally, invocation)], invocation);
  return outcome.exits(tally, invocation);
}

/** The segments of turns that are over, for whoever follows a capture. */
function segmentsOver(role: Role | undefined): RowsOf<SegmentRow> {
  return ({ call }, numbers) =>
    call.turns
      .filter(({ number }) => numbers.has(number))
      .flatMap(({ user, assistant }) => [...user, ...assistant])
      .filter((segment) => role === undefined || segment.role === role)
      .sort((a, b) => a.order - b.order)
      .map((segment) => ({ call, segment }));
}

function* rowsOf(log: EventLog, selection: Selection): Generator<SegmentRow> {
  for (const call of callsOf(log, selection)) {
    for (const segment of call.segments)
      if (selection.role === undefined || segment.role === selection.role) yield { call, segment };
  }
}

export function segmentColumns(named: boolean): Column<SegmentRow>[] {
  return [
    {
      key: 'callId',
      title: 'call',
      kind: 'text',
      seen: named ? 'both' : 'programs',
      value: ({ call }) => call.id,
    },
    { key: 'role', title: 'role', kind: 'role', seen: 'both', value: ({ segment }) => segment.role },
    { key: 'turn', title: 'turn', kind: 'index', seen: 'both', value: ({ segment }) => segment.turn },
    {
      key: 'startOffsetMs',
      title: 'from',
      kind: 'offset',
      seen: 'both',
      value: (row) => offset(row, row.segment.start),
    },
    {
      key: 'endOffsetMs',
      title: 'to',
      kind: 'offset',
      seen: 'both',
      value: (row) => offset(row, row.segment.end),
    },
    {
      key: 'startEpochMs',
      title: '',
      kind: 'instant',
      seen: 'programs',
      value: ({ segment }) => segment.start.at,
    },
    {
      key: 'endEpochMs',
      title: '',
      kind: 'instant',
      seen: 'programs',
      value: ({ segment }) => segment.end.at,
    },
    {
      key: 'durationMs',
      title: 'speaks',
      kind: 'duration',
      seen: 'both',
      value: ({ segment }) => durationOf(segment),
    },
    {
      key: 'startKind',
      title: '',
      kind: 'text',
      seen: 'programs',
      value: ({ segment }) => segment.start.kind,
    },
    { key: 'endKind', title: '', kind: 'text', seen: 'programs', value: ({ segment }) => segment.end.kind },
    {
      key: 'flags',
      title: 'notes',
      kind: 'flags',
      seen: 'both',
      value: ({ segment }) => segment.flags,
      aside: 'notes',
    },
  ];
}

function offset({ call }: SegmentRow, edge: Edge): number | null {
  return edge.at === null || call.origin === null ? null : edge.at - call.origin.at;
}
