// Turns the facts of a call into the score that drawings and exports are made from.
import type { CallFacts } from '../measures/facts.ts';
import type { Moment, Score, ScoreSegment, ScoreTurn, Silence } from '../report/score.ts';
import { duration, showCell, UNTOLD } from '../report/shown.ts';
import { reachOf, type Segment } from '../timeline/segment.ts';
import { type Telling, wordsOf } from './spoken.ts';
import { type TurnRow, textOf, turnColumns, turnRows } from './turn-table.ts';

/** Null where the call has no timestamps, so that nothing can be drawn. */
export function scoreOf(facts: CallFacts, telling: Telling): Score | null {
  const { call } = facts;
  if (call.window === null || call.origin === null) return null;
  const { start } = call.window;
  const words = wordsOf(call, telling);
  return {
    callId: call.id,
    originEpochMs: start,
    durationMs: call.window.end - start,
    segments: call.segments.flatMap((segment) => segmentOf(segment, start, words)),
    silences: facts.silences.map(
      (quiet): Silence => ({
        startMs: quiet.start - start,
        endMs: quiet.end - start,
        owedBy: quiet.owedBy,
        dead: quiet.dead,
      }),
    ),
    moments: momentsOf(facts, start).sort((a, b) => a.atMs - b.atMs),
    turns: turnRows(facts).map((row) => turnOf(row, words)),
  };
}

function segmentOf(segment: Segment, origin: number, words: ReadonlyMap<Segment, string>): ScoreSegment[] {
  const reach = reachOf(segment);
  if (reach === null) return [];
  const { role, start, end, flags } = segment;
  return [
    {
      voice: role,
      turn: String(segment.turn ?? UNTOLD),
      startMs: reach.start - origin,
      endMs: reach.end - origin,
      startKind: start.kind,
      endKind: end.kind,
      flags,
      text: words.get(segment) ?? null,
    },
  ];
}

function momentsOf(
  { interruptions, responses, unanswered, silences, call }: CallFacts,
  origin: number,
): Moment[] {
  const at = (segment: Segment): number => (segment.start.at ?? segment.end.at ?? origin) - origin;
  const turn = (segment: Segment): string => (segment.turn === null ? '' : ` (turn ${segment.turn})`);
  const moments: Moment[] = [];
  for (const { segment, over, yieldMs, yielded, confirmed } of interruptions.bargeIns) {
    const speed =
      yieldMs === null
        ? 'yielded at once'
        : yielded
          ? `yielded after ${duration(yieldMs)}`
          : `went on for ${duration(yieldMs)}`;
    moments.push({
      atMs: at(segment),
      kind: 'barge-in',
      says: `user over assistant${turn(over)}; assistant ${speed}${confirmed ? ', confirmed by Vapi' : ''}`,
    });
  }
  for (const { segment, over } of interruptions.backchannels) {
    const length = duration(segment.end.at - segment.start.at);
    moments.push({
      atMs: at(segment),
      kind: 'backchannel',
      says: `user ${length} inside assistant${turn(over)}; assistant held`,
    });
  }
  for (const { segment, cutIn, lateStop } of responses) {
    if (cutIn)
      moments.push({ atMs: at(segment), kind: 'cut-in', says: `assistant over user${turn(segment)}` });
    else if (lateStop)
      moments.push({
        atMs: at(segment),
        kind: 'late-stop',
        says: `user's stop reported after the assistant's start${turn(segment)}; no interruption`,
      });
  }
  for (const segment of unanswered) {
    moments.push({
      atMs: (segment.end.at ?? segment.start.at ?? origin) - origin,
      kind: 'unanswered',
      says: `user${turn(segment)} got no answer`,
    });
  }
  for (const { start, end, owedBy, dead } of silences) {
    if (dead)
      moments.push({
        atMs: start - origin,
        kind: 'dead-air',
        says: `${duration(end - start)} before ${owedBy}`,
      });
  }
  for (const segment of call.segments) {
    const reach = reachOf(segment);
    const flag = segment.flags.find(
      (one) => one === 'no-stop' || one === 'missing-stop' || one === 'orphan-stop',
    );
    if (flag !== undefined && reach !== null) {
      const what =
        flag === 'orphan-stop'
          ? 'start is not known'
          : flag === 'no-stop'
            ? 'end is not known'
            : 'end was not told';
      moments.push({
        atMs: reach.start - origin,
        kind: flag,
        says: `${segment.role}${turn(segment)}: the ${what}`,
      });
    }
  }
  return moments;
}

/** The row as people see it in the turn table. */
function turnOf(row: TurnRow, words: ReadonlyMap<Segment, string>): ScoreTurn {
  const shown = new Map(
    turnColumns(false).map((column) => [
      column.key,
      showCell((column.show ?? column.value)(row), column.kind, 'UTC'),
    ]),
  );
  const cell = (key: string): string => shown.get(key) ?? '';
  return {
    turn: cell('turn'),
    startMs: Math.min(
      ...[row.user.startOffsetMs, row.assistant.startOffsetMs].filter((ms) => ms !== null),
      Number.MAX_SAFE_INTEGER,
    ),
    cells: {
      userAt: cell('userStartOffsetMs'),
      userSpeaks: cell('userSpeechMs'),
      assistantAt: cell('assistantStartOffsetMs'),
      assistantSpeaks: cell('assistantSpeechMs'),
      wait: cell('responseMs'),
      overlap: cell('overlapMs'),
      notes: cell('flags'),
    },
    userText: textOf(row.turn.user, words),
    assistantText: textOf(row.turn.assistant, words),
  };
}
