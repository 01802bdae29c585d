// Holds SegLST and the Chrome trace to what their readers demand of the JSON.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { print as seglst } from '../../../src/report/overlays/seglst.ts';
import { print as trace } from '../../../src/report/overlays/trace.ts';
import { FORBIDDEN, OPTIONS, only, scoreOf, scores, segment } from './scores.ts';

interface Event {
  ph: string;
  pid: number;
  tid: number;
  name: string;
  ts: number;
  dur: number;
  s?: string;
  args: Record<string, unknown>;
}

const SCORE = scoreOf(
  [
    segment('assistant', '1', 0, 4200.5, { text: 'Hello' }),
    segment('user', '2', 4000, 6000, { endKind: 'unknown', flags: ['no-stop'] }),
  ],
  { moments: [{ atMs: 4000, kind: 'barge-in', says: 'user spoke over assistant' }] },
);

describe('seglst', () => {
  test('five keys, and a comment where an end is not known', () => {
    expect(JSON.parse(only(seglst(SCORE)))).toEqual([
      { session_id: 'c1', speaker: 'assistant', start_time: 0, end_time: 4.2005, words: 'Hello' },
      {
        session_id: 'c1',
        speaker: 'user',
        start_time: 4,
        end_time: 6,
        words: '',
        comment: 'end unknown',
      },
    ]);
  });

  test('every segment is there, in order', () => {
    fc.assert(
      fc.property(scores, (score) => {
        const text = only(seglst(score));
        expect(text).not.toMatch(FORBIDDEN);
        const list = JSON.parse(text) as { start_time: number; end_time: number; session_id: string }[];
        expect(list).toHaveLength(score.segments.length);
        for (const { start_time, end_time, session_id } of list) {
          expect(end_time).toBeGreaterThanOrEqual(start_time);
          expect(session_id).not.toBe('');
        }
      }),
    );
  });
});

describe('trace', () => {
  test('a thread for each role, and moments through all of them', () => {
    const { traceEvents } = JSON.parse(only(trace(SCORE, OPTIONS))) as { traceEvents: Event[] };
    expect(traceEvents).toEqual([
      { ph: 'M', pid: 1, tid: 0, name: 'process_name', args: { name: 'c1' } },
      { ph: 'M', pid: 1, tid: 1, name: 'thread_name', args: { name: 'assistant' } },
      { ph: 'M', pid: 1, tid: 1, name: 'thread_sort_index', args: { sort_index: 1 } },
      {
        ph: 'X',
        pid: 1,
        tid: 1,
        name: 'Hello',
        cat: 'speech',
        ts: 0,
        dur: 4_200_500,
        args: { turn: '1', text: 'Hello' },
      },
      { ph: 'M', pid: 1, tid: 2, name: 'thread_name', args: { name: 'user' } },
      { ph: 'M', pid: 1, tid: 2, name: 'thread_sort_index', args: { sort_index: 2 } },
      {
        ph: 'X',
        pid: 1,
        tid: 2,
        name: '(user speaks, turn 2) (end unknown)',
        cat: 'speech',
        ts: 4_000_000,
        dur: 2_000_000,
        args: { turn: '2', doubt: 'end unknown', flags: 'no-stop' },
      },
      {
        ph: 'i',
        s: 'p',
        pid: 1,
        tid: 1,
        cat: 'moment',
        name: 'barge-in',
        ts: 4_000_000,
        args: { says: 'user spoke over assistant' },
      },
    ]);
  });

  test('slices are whole microseconds, and those of a thread never cross', () => {
    fc.assert(
      fc.property(scores, (score) => {
        const text = only(trace(score, OPTIONS));
        expect(text).not.toMatch(FORBIDDEN);
        const { traceEvents } = JSON.parse(text) as { traceEvents: Event[] };
        const slices = traceEvents.filter(({ ph }) => ph === 'X');
        expect(slices).toHaveLength(score.segments.length);
        expect(traceEvents.filter(({ ph }) => ph === 'i')).toHaveLength(score.moments.length);
        for (const tid of [1, 2]) {
          let at = 0;
          for (const { ts, dur } of slices.filter((slice) => slice.tid === tid)) {
            expect(Number.isInteger(ts) && Number.isInteger(dur) && dur >= 0).toBe(true);
            expect(ts).toBeGreaterThanOrEqual(at);
            at = ts + dur;
          }
        }
      }),
    );
  });
});
