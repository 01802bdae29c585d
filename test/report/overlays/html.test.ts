// Holds the page to its promises without a browser: well formed, safe text, data that reads back, a strict policy.
import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SCRIPT } from '../../../src/report/overlays/html/script.ts';
import { print } from '../../../src/report/overlays/html.ts';
import { DEMO } from './demo.ts';
import { checkHtml } from './markup.ts';
import { FORBIDDEN, OPTIONS, only, scores } from './scores.ts';

const PAGE = only(print(DEMO, OPTIONS));

test('the script is a script', () => {
  expect(() => new Script(SCRIPT)).not.toThrow();
  expect(SCRIPT).not.toMatch(/<\/script|<!--|innerHTML|\beval\b|fetch\(|XMLHttpRequest/);
});

describe('policy', () => {
  test('nothing is fetched, and only the script of that hash runs', () => {
    const hash = createHash('sha256').update(SCRIPT).digest('base64');
    expect(PAGE).toContain(`content="default-src 'none'; script-src 'sha256-${hash}'; `);
    expect(PAGE).not.toContain('media-src');
    expect(PAGE.match(/https?:\/\//g)).toBeNull();
  });

  test('a recording beside the page is a path, never a host or a scheme', () => {
    const source = (name: string): string | undefined =>
      / src="([^"]*)"/.exec(only(print(DEMO, { ...OPTIONS, audio: { name } })))?.[1];
    expect(source('call one.wav')).toBe('./call%20one.wav');
    expect(source('http://x/a.wav')).toBe('./http%3A//x/a.wav');
    expect(source('//x/a.wav?b#c')).toBe('file:////x/a.wav%3Fb%23c');
    expect(source('a"b\ud800.wav')).toBe('./a%22b%EF%BF%BD.wav');
    expect(only(print(DEMO, { ...OPTIONS, audio: { name: 'a.wav' } }))).toContain(
      "; media-src 'self' file:; ",
    );
  });

  test('a recording in the page is data', () => {
    const page = only(
      print(DEMO, { ...OPTIONS, audio: { name: 'a.wav', dataUrl: 'data:audio/wav;base64,AAAA' } }),
    );
    expect(page).toContain('; media-src data:; ');
    expect(page).toContain(' src="data:audio/wav;base64,AAAA"');
  });
});

test('landmarks, a real table, and a name for every segment', () => {
  for (const landmark of ['<header>', '<main>', '<aside aria-labelledby="moments-name">']) {
    expect(PAGE).toContain(landmark);
  }
  expect(PAGE.match(/<tr data-turn="\d+"><th scope="row">/g)).toHaveLength(DEMO.turns.length);
  expect(
    PAGE.match(/<button type="button" class="bar[^"]*" data-segment="\d+" aria-label="[^"]+"/g),
  ).toHaveLength(DEMO.segments.length);
  expect(PAGE).toContain(
    'aria-label="user, turn 4: Yes, sure, it is (end inferred, 0:47.65 to 0:51.90, at most 4.25 s, missing stop)"',
  );
});

test('without text there is no column for it', () => {
  const turns = DEMO.turns.map((turn) => ({ ...turn, userText: null, assistantText: null }));
  expect(PAGE).toContain('>said</th>');
  expect(only(print({ ...DEMO, turns }, OPTIONS))).not.toContain('>said</th>');
});

test('every page is well formed, and its data reads back', () => {
  fc.assert(
    fc.property(scores, (score) => {
      const page = only(print(score, OPTIONS));
      expect(page).not.toMatch(FORBIDDEN);
      const elements = checkHtml(page);
      const scripts = elements.filter(({ name }) => name === 'script');
      expect(scripts.map(({ attributes }) => attributes)).toEqual([
        ' type="application/json" id="score"',
        '',
      ]);
      expect(scripts[1]!.raw).toBe(SCRIPT);
      expect(scripts[0]!.raw).not.toMatch(/[<>&\u2028\u2029]/);
      const data = JSON.parse(scripts[0]!.raw!) as Record<string, unknown[]>;
      expect(data.durationMs).toBe(score.durationMs);
      expect(data.segments).toHaveLength(score.segments.length);
      expect(data.moments).toHaveLength(score.moments.length);
      expect(data.turns).toHaveLength(score.turns.length);
      expect(
        elements.filter(({ attributes }) => /\bon\w+=/.test(attributes.replaceAll(/"[^"]*"/g, ''))),
      ).toEqual([]);
    }),
  );
});
