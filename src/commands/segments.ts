// Turns captures into the segments of their calls: who spoke, from when to when, one row each.
import type { Exit } from '../errors.ts';
import type { Role } from '../message/event.ts';
import { type Column, tableOf } from '../report/model.ts';
import { assembleCall, type Call } from '../timeline/call.ts';
import type { EventLog } from '../timeline/log.ts';
import { durationOf, type Edge, type Segment } from '../timeline/segment.ts';
import type { Invocation } from './command.ts';
import { gather, workOf } from './gather.ts';
import { note, present } from './present.ts';

interface SegmentRow {
  readonly call: Call;
  readonly segment: Segment;
}

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { call, role } = invocation.options;
  const { tally, outcome, log, usable } = await gather(invocation, workOf(null, { call }));
  await present({ table: tableOf(segmentColumns(log.size > 1), rowsOf(log, role)) }, invocation);
  await note([...outcome.losses(tally, usable), ...outcome.notes(tally, invocation)], invocation);
  return outcome.exits(tally, invocation);
}

function* rowsOf(log: EventLog, role: Role | undefined): Generator<SegmentRow> {
  for (const seen of log.calls()) {
    const call = assembleCall(seen);
    for (const segment of call.segments)
      if (role === undefined || segment.role === role) yield { call, segment };
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
