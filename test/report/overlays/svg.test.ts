// Holds the picture to well-formed XML that shows every segment, whatever was said.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemsOf } from '../../../src/report/overlays/svg/scale.ts';
import { print } from '../../../src/report/overlays/svg.ts';
import { DEMO } from './demo.ts';
import { checkXml } from './markup.ts';
import { FORBIDDEN, OPTIONS, only, scoreOf, scores, segment } from './scores.ts';

test('an image with a title and a description, and nothing from elsewhere', () => {
  const text = only(print(DEMO, OPTIONS));
  expect(text).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" class="turnline" role="img" [^>]*>\n<title>/,
  );
  expect(text).toContain('<desc>1:49.50 of a call, drawn as lanes: assistant with 8 segments, user with 10');
  expect(text).toContain('prefers-color-scheme: dark');
  expect(text.match(/https?:\/\//g)).toHaveLength(1);
  expect(text).not.toMatch(/<(script|image|use|foreignObject|a)\b|\bon\w+=|@import|url\((?!#turnline-)/);
});

test('systems cover the call at one scale, and are few however long it is', () => {
  expect(systemsOf(109_500).map(({ startMs, endMs, lastMs }) => [startMs, endMs, lastMs])).toEqual([
    [0, 30_000, 30_000],
    [30_000, 60_000, 60_000],
    [60_000, 90_000, 90_000],
    [90_000, 120_000, 109_500],
  ]);
  for (const durationMs of [0, 1, 30_000, 3_600_000, 86_400_000, 1e12]) {
    const systems = systemsOf(durationMs);
    expect(systems.length).toBeLessThanOrEqual(40);
    expect(systems.at(-1)!.lastMs).toBe(durationMs);
  }
});

test('a segment over two systems is drawn in both', () => {
  const text = only(print(scoreOf([segment('user', '1', 29_000, 31_000)]), OPTIONS));
  expect(text.match(/<g class="user"><title>/g)).toHaveLength(2);
});

test('a point at the very end is seen', () => {
  for (const at of [0, 30_000, 45_000]) {
    const text = only(print(scoreOf([segment('user', '1', at, at)]), OPTIONS));
    expect(text.match(/<g class="user"><title>/g), String(at)).toHaveLength(1);
  }
});

test('every picture is well-formed, holds each segment, and stays on its paper', () => {
  fc.assert(
    fc.property(scores, (score) => {
      const text = only(print(score, OPTIONS));
      expect(text).not.toMatch(FORBIDDEN);
      expect(text).not.toContain('NaN');
      checkXml(text);
      const drawn = text.match(/<g class="(assistant|user)"><title>/g) ?? [];
      expect(drawn.length).toBeGreaterThanOrEqual(score.segments.length);
      for (const [, x] of text.matchAll(/ x="([\d.-]+)"/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(0);
        expect(Number(x)).toBeLessThanOrEqual(1120);
      }
    }),
  );
});
