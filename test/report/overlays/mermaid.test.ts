// Holds the Gantt chart to lines that Mermaid's grammar takes for tasks, whatever was said.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { print } from '../../../src/report/overlays/mermaid.ts';
import { FORBIDDEN, only, scoreOf, scores, segment } from './scores.ts';

test('a section for each role, and one for the moments', () => {
  const score = scoreOf(
    [
      segment('assistant', '1', 0, 4200, { text: 'It is 3:30; ok?' }),
      segment('user', '2', 4000, 4000, { endKind: 'unknown' }),
    ],
    { moments: [{ atMs: 4000, kind: 'barge-in', says: 'user spoke over assistant' }] },
  );
  expect(only(print(score))).toBe(`gantt
    title c1
    dateFormat x
    axisFormat %M:%S
    section assistant
    turn 1, It is 3\u223630\uff1b ok? :a0, 0, 4200
    section user
    (user speaks, turn 2) (end unknown) :done, u0, 4000, 4001
    section moments
    moment 1, barge-in :milestone, m0, 4000, 0ms
`);
});

test('every line is of the grammar, ids are unique, and a task ends after it starts', () => {
  fc.assert(
    fc.property(scores, (score) => {
      const text = only(print(score));
      expect(text).not.toMatch(FORBIDDEN);
      expect(text).not.toContain('%%');
      const [head, title, format, axis, ...lines] = text.trimEnd().split('\n');
      expect([head, format, axis]).toEqual(['gantt', '    dateFormat x', '    axisFormat %M:%S']);
      expect(title).toMatch(/^ {4}title [^:;#<>]+$/);
      const ids = new Set<string>();
      for (const line of lines) {
        if (/^ {4}section (assistant|user|moments)$/.test(line)) continue;
        const task =
          /^ {4}(?:turn|no turn|moment \d+|\()[^:;#<>]* :(?:(?:done|milestone), )?([aum]\d+), (\d+), (\d+|0ms)$/u.exec(
            line,
          );
        expect(task, line).not.toBeNull();
        ids.add(task![1]!);
        if (task![3] !== '0ms') expect(Number(task![3])).toBeGreaterThan(Number(task![2]));
      }
      expect(ids.size).toBe(score.segments.length + score.moments.length);
    }),
  );
});
