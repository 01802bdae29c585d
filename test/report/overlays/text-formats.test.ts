// Holds the overlays that are lines of text to what their readers demand, by reading them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { print as audacity } from '../../../src/report/overlays/audacity.ts';
import { print as rttm } from '../../../src/report/overlays/rttm.ts';
import { print as webvtt } from '../../../src/report/overlays/webvtt.ts';
import { FORBIDDEN, HOSTILE, only, scoreOf, scores, segment } from './scores.ts';

const HELLO = scoreOf([
  segment('assistant', '1', 0, 4200, { text: 'Hello & <welcome>' }),
  segment('user', '2', 5600, 8420, { endKind: 'unknown' }),
  segment('user', '3', 9000, 9000, { startKind: 'inferred', text: 'no\n"yes"' }),
]);

describe('audacity', () => {
  test('start, end and label between tabs, a file for each role', () => {
    expect(audacity(HELLO)).toEqual([
      { suffix: '.assistant.txt', text: '0.000000\t4.200000\tHello & <welcome>\n' },
      {
        suffix: '.user.txt',
        text: '5.600000\t8.420000\t(user speaks, turn 2) (end unknown)\n9.000000\t9.000000\tno "yes" (start inferred)\n',
      },
    ]);
  });

  test('every segment is one line that a reader splits into three', () => {
    fc.assert(
      fc.property(scores, (score) => {
        const lines = audacity(score).flatMap(({ text }) => text.split('\n').slice(0, -1));
        expect(lines).toHaveLength(score.segments.length);
        for (const line of lines) {
          expect(line).toMatch(/^\d+\.\d{6}\t\d+\.\d{6}\t[^\t]+$/);
          expect(line).not.toMatch(FORBIDDEN);
          const [start, end] = line.split('\t').map(Number);
          expect(end).toBeGreaterThanOrEqual(start!);
        }
      }),
    );
  });
});

describe('webvtt', () => {
  test('cues with voices', () => {
    expect(only(webvtt(HELLO))).toBe(
      [
        'WEBVTT\n',
        '00:00:00.000 --> 00:00:04.200\n<v.assistant assistant>Hello &amp; &lt;welcome&gt;</v>\n',
        '00:00:05.600 --> 00:00:08.420\n<v.user user>(user speaks, turn 2) (end unknown)</v>\n',
        '00:00:09.000 --> 00:00:09.001\n<v.user user>no "yes" (start inferred)</v>\n',
      ].join('\n'),
    );
  });

  test('hours have as many digits as they need', () => {
    expect(only(webvtt(scoreOf([segment('user', '1', 0, 363_599_999)])))).toContain('--> 100:59:59.999\n');
  });

  test('a parser finds each segment, and its text as it was shown', () => {
    fc.assert(
      fc.property(scores, (score) => {
        const text = only(webvtt(score));
        expect(text).not.toMatch(FORBIDDEN);
        const cues = readVtt(text);
        expect(cues.map(({ voice }) => voice)).toEqual(score.segments.map(({ voice }) => voice));
        for (const { start, end, words } of cues) {
          expect(end).toBeGreaterThan(start);
          expect(words).not.toBe('');
        }
        const starts = cues.map(({ start }) => start);
        expect(starts).toEqual([...starts].sort((one, other) => one - other));
      }),
    );
  });
});

describe('rttm', () => {
  test('speech of more than no length; the time of an unknown end is not scored', () => {
    expect(rttm({ ...HELLO, durationMs: 10_000 })).toEqual([
      {
        suffix: '.rttm',
        text: 'SPEAKER c1 1 0.000 4.200 <NA> <NA> assistant <NA> <NA>\nSPEAKER c1 1 5.600 2.820 <NA> <NA> user <NA> <NA>\n',
      },
      { suffix: '.uem', text: 'c1 1 0.000 5.600\nc1 1 8.420 10.000\n' },
    ]);
  });

  test('an id is one word', () => {
    for (const callId of HOSTILE) {
      const [first, second] = rttm({ ...HELLO, callId });
      expect(first!.text.split('\n')[0]!.split(' ')).toHaveLength(10);
      expect(second!.text.split('\n')[0]!.split(' ')).toHaveLength(4);
    }
  });

  test('a validator accepts every line, and no speaker is over itself', () => {
    fc.assert(
      fc.property(scores, (score) => {
        const [speech, scored] = rttm(score).map(({ text }) => text.split('\n').slice(0, -1));
        const ends: Record<string, number> = {};
        for (const line of speech!) {
          expect(line).toMatch(
            /^SPEAKER [!-~]+ 1 \d+\.\d{3} \d+\.\d{3} <NA> <NA> (assistant|user) <NA> <NA>$/,
          );
          const [, , , onset, duration, , , speaker] = line.split(' ');
          expect(Number(duration)).toBeGreaterThan(0);
          expect(Math.round(Number(onset) * 1000)).toBeGreaterThanOrEqual(ends[speaker!] ?? 0);
          ends[speaker!] = Math.round((Number(onset) + Number(duration)) * 1000);
        }
        let last = -1;
        for (const line of scored!) {
          expect(line).toMatch(/^[!-~]+ 1 \d+\.\d{3} \d+\.\d{3}$/);
          const [, , start, end] = line.split(' ').map(Number);
          expect(end).toBeGreaterThan(start!);
          expect(start).toBeGreaterThan(last);
          last = end!;
        }
        expect(last).toBeLessThanOrEqual(score.durationMs / 1000 + 0.001);
      }),
    );
  });
});

interface Cue {
  start: number;
  end: number;
  voice: string;
  words: string;
}

/** Reads WebVTT as its specification does: blocks between empty lines, then cue text with its tags and entities. */
function readVtt(text: string): Cue[] {
  const [header, ...blocks] = text.split(/\n{2,}/);
  if (header !== 'WEBVTT' && header !== 'WEBVTT\n') throw new Error('no signature');
  return blocks
    .filter((block) => block !== '')
    .map((block) => {
      const [times = '', ...lines] = block.split('\n').filter((line) => line !== '');
      const found = /^(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})$/.exec(
        times,
      );
      if (found === null) throw new Error(`no times: ${times}`);
      const [h1, m1, s1, f1, h2, m2, s2, f2] = found.slice(1).map(Number) as [number, ...number[]];
      if (lines.length !== 1 || lines[0]!.includes('-->')) throw new Error(`not one line: ${block}`);
      const cue = /^<v\.(\w+) \1>([^<>]*)<\/v>$/.exec(lines[0]!);
      if (cue === null || /&(?!amp;|lt;|gt;)/.test(cue[2]!)) throw new Error(`not a cue: ${lines[0]}`);
      return {
        start: ((h1 * 60 + m1!) * 60 + s1!) * 1000 + f1!,
        end: ((h2! * 60 + m2!) * 60 + s2!) * 1000 + f2!,
        voice: cue[1]!,
        words: cue[2]!,
      };
    });
}
