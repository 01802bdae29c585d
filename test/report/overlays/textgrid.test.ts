// Holds the TextGrid to Praat's rules: tiers that cover the whole time without a gap, and quotes doubled.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { print } from '../../../src/report/overlays/textgrid.ts';
import { labelOf } from '../../../src/report/overlays/words.ts';
import { FORBIDDEN, only, scoreOf, scores, segment } from './scores.ts';

test('silence is an interval without text', () => {
  const score = scoreOf([segment('user', '1', 500, 1250, { text: 'say "hi"' })], { durationMs: 2000 });
  expect(only(print(score))).toBe(`File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 2
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "assistant"
        xmin = 0
        xmax = 2
        intervals: size = 1
        intervals [1]:
            xmin = 0
            xmax = 2
            text = ""
    item [2]:
        class = "IntervalTier"
        name = "user"
        xmin = 0
        xmax = 2
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 0.5
            text = ""
        intervals [2]:
            xmin = 0.5
            xmax = 1.25
            text = "say ""hi"""
        intervals [3]:
            xmin = 1.25
            xmax = 2
            text = ""
`);
});

test('points that share an instant get a millisecond each', () => {
  const points = ['1', '2', '3'].map((turn) => segment('user', turn, 1000, 1000));
  const [, user] = readTextGrid(only(print(scoreOf(points)))).tiers;
  expect(user!.intervals.slice(1).map(({ xmin, xmax }) => [xmin, xmax])).toEqual([
    [0.997, 0.998],
    [0.998, 0.999],
    [0.999, 1],
  ]);
});

test('a reader finds contiguous tiers that hold every segment in order', () => {
  fc.assert(
    fc.property(scores, (score) => {
      const text = only(print(score));
      expect(text).not.toMatch(FORBIDDEN);
      const grid = readTextGrid(text);
      expect(grid.tiers.map(({ name }) => name)).toEqual(['assistant', 'user']);
      for (const { name, intervals } of grid.tiers) {
        let at = 0;
        for (const { xmin, xmax } of intervals) {
          expect(xmin).toBe(at);
          expect(xmax).toBeGreaterThan(xmin);
          at = xmax;
        }
        expect(at).toBe(grid.xmax);
        const labels = score.segments.filter(({ voice }) => voice === name).map(labelOf);
        expect(intervals.map((interval) => interval.text).filter((label) => label !== '')).toEqual(labels);
      }
    }),
  );
});

interface Grid {
  xmax: number;
  tiers: { name: string; intervals: { xmin: number; xmax: number; text: string }[] }[];
}

/** Reads as Praat does: only numbers, quoted strings and flags count, in their order. */
function readTextGrid(text: string): Grid {
  const tokens = [...text.matchAll(/"((?:[^"]|"")*)"|(?<==\s)(-?\d+(?:\.\d+)?)(?=\n)|<exists>/g)];
  let at = 0;
  const string = (): string => {
    const token = tokens[at++]?.[1];
    if (token === undefined) throw new Error(`no string at ${at}`);
    return token.replaceAll('""', '"');
  };
  const number = (): number => {
    const token = tokens[at++]?.[2];
    if (token === undefined) throw new Error(`no number at ${at}`);
    return Number(token);
  };
  expect([string(), string()]).toEqual(['ooTextFile', 'TextGrid']);
  expect(number()).toBe(0);
  const xmax = number();
  expect(tokens[at++]?.[0]).toBe('<exists>');
  const tiers = Array.from({ length: number() }, () => {
    expect(string()).toBe('IntervalTier');
    const name = string();
    expect([number(), number()]).toEqual([0, xmax]);
    const intervals = Array.from({ length: number() }, () => ({
      xmin: number(),
      xmax: number(),
      text: string(),
    }));
    return { name, intervals };
  });
  expect(at).toBe(tokens.length);
  return { xmax, tiers };
}
