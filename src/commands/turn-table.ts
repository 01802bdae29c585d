// Turns the turns of calls into a table: one row per call and turn.
import type { Clock } from '../measures/clock.ts';
import type { CallFacts } from '../measures/facts.ts';
import type { PartyMeasures, TurnMeasures } from '../measures/turn.ts';
import type { Role } from '../message/event.ts';
import type { Cell, Column } from '../report/model.ts';
import { duration } from '../report/shown.ts';
import type { Call } from '../timeline/call.ts';
import type { Segment } from '../timeline/segment.ts';
import { type Telling, wordsOf } from './spoken.ts';

export interface TurnRow extends TurnMeasures {
  readonly call: Call;
  /** The clock of the call's response figures. */
  readonly clock: Clock;
  /** What was said in its segments; empty unless it was asked for. */
  readonly words: ReadonlyMap<Segment, string>;
}

/** Of the turns in which the party speaks that is asked for. Rows know as much of what was said as is to be told. */
export function turnRows(facts: CallFacts, telling: Telling = 'nothing', role?: Role): TurnRow[] {
  const { call } = facts;
  const turns = role === undefined ? facts.turns : facts.turns.filter((turn) => turn[role].segments > 0);
  const { clock } = facts.responseWaits;
  const words = wordsOf(call, telling);
  return turns.map((measures) => rowOf(measures, call, clock, words));
}

/** Member by member, since a spread of so many costs more than the measures. */
function rowOf(
  { turn, user, assistant, response, overlapMs, flags }: TurnMeasures,
  call: Call,
  clock: Clock,
  words: TurnRow['words'],
): TurnRow {
  return { turn, user, assistant, response, overlapMs, flags, call, clock, words };
}

/** The columns of turns; people see the call in each row only where `named`, and all see the words only `withText`. */
export function turnColumns(named: boolean, withText = false): Column<TurnRow>[] {
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
      show: shownWait,
    },
    { key: 'responseClock', title: '', kind: 'text', seen: 'programs', value: responseClock },
    {
      key: 'overlapMs',
      title: 'overlap',
      kind: 'duration',
      seen: 'both',
      value: ({ overlapMs }) => overlapMs,
      show: ({ overlapMs }) => (overlapMs === 0 ? '' : overlapMs),
      aside: 'overlap',
    },
    {
      key: 'flags',
      title: 'notes',
      kind: 'flags',
      seen: 'both',
      value: ({ flags }) => flags,
      aside: 'notes',
    },
    ...(withText ? (['user', 'assistant'] as const).map(textColumn) : []),
  ];
}

function textColumn(role: 'user' | 'assistant'): Column<TurnRow> {
  const value = (row: TurnRow): string | null => textOf(row.turn[role], row.words);
  return {
    key: `${role}Text`,
    title: `${role} says`,
    kind: 'text',
    seen: 'both',
    value,
    show: (row) => value(row) ?? '',
  };
}

/** What was said in segments; null where nothing is known of it. */
export function textOf(segments: readonly Segment[], words: ReadonlyMap<Segment, string>): string | null {
  const texts = segments.flatMap((segment) => words.get(segment) ?? []);
  return texts.length === 0 ? null : texts.join(' ');
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
      aside: `${role} speaks`,
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

/** A wait that is not on the clock of the call's figures says so. */
function shownWait({ response, clock }: TurnRow): Cell {
  if (response === null) return '';
  const other = response.waitMs !== null && response.clock !== clock;
  return other ? `${duration(response.waitMs ?? 0)} (${response.clock})` : response.waitMs;
}

/** Which clock the wait was read from; null where there is no wait. */
function responseClock({ response }: TurnRow): Cell {
  return response === null || response.waitMs === null ? null : response.clock;
}
