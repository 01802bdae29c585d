// Turns the turns of calls into a table: one row per call and turn.
import type { CallFacts } from '../measures/facts.ts';
import type { PartyMeasures, TurnMeasures } from '../measures/turn.ts';
import type { Cell, Column } from '../report/model.ts';
import type { Call } from '../timeline/call.ts';

export interface TurnRow extends TurnMeasures {
  readonly call: Call;
}

export function turnRows({ call, turns }: CallFacts): TurnRow[] {
  return turns.map((measures) => ({ ...measures, call }));
}

/** The columns of turns; people see the call in each row only where `named`. */
export function turnColumns(named: boolean): Column<TurnRow>[] {
  return [
    {
      key: 'callId',
      title: 'call',
      kind: 'text',
      seen: named ? 'both' : 'programs',
      value: ({ call }) => call.id,
    },
    {
      key: 'turn',
      title: 'turn',
      kind: 'index',
      seen: 'both',
      value: ({ turn }) => turn.number,
      show: turnLabel,
    },
    { key: 'turnDerived', title: '', kind: 'boolean', seen: 'programs', value: ({ turn }) => turn.derived },
    ...partyColumns('user'),
    ...partyColumns('assistant'),
    {
      key: 'responseMs',
      title: 'wait',
      kind: 'duration',
      seen: 'both',
      value: ({ response }) => response?.waitMs ?? null,
      show: ({ response }) => (response === null ? '' : response.waitMs),
    },
    { key: 'responseClock', title: '', kind: 'text', seen: 'programs', value: responseClock },
    {
      key: 'overlapMs',
      title: 'overlap',
      kind: 'duration',
      seen: 'both',
      value: ({ overlapMs }) => overlapMs,
      show: ({ overlapMs }) => (overlapMs === 0 ? '' : overlapMs),
    },
    { key: 'flags', title: 'notes', kind: 'flags', seen: 'both', value: ({ flags }) => flags },
  ];
}

function partyColumns(role: 'user' | 'assistant'): Column<TurnRow>[] {
  const unlessSilent = (row: TurnRow, of: (party: PartyMeasures) => Cell): Cell =>
    row[role].segments === 0 ? '' : of(row[role]);
  return [
    {
      key: `${role}StartOffsetMs`,
      title: `${role} at`,
      kind: 'offset',
      seen: 'both',
      value: (row) => row[role].startOffsetMs,
      show: (row) => unlessSilent(row, ({ startOffsetMs }) => startOffsetMs),
    },
    {
      key: `${role}SpeechMs`,
      title: 'speaks',
      kind: 'duration',
      seen: 'both',
      value: (row) => row[role].speechMs,
      show: (row) => unlessSilent(row, ({ speechMs }) => speechMs),
    },
    {
      key: `${role}Segments`,
      title: '',
      kind: 'count',
      seen: 'programs',
      value: (row) => row[role].segments,
    },
  ];
}

/** A number that is ours and not the message's has a star. */
function turnLabel({ turn }: TurnRow): Cell {
  return turn.derived ? `${turn.number}*` : turn.number;
}

/** Which clock the wait was read from; null where there is no wait. */
function responseClock({ response }: TurnRow): Cell {
  return response === null || response.waitMs === null ? null : response.clock;
}
