// Holds what is printed to text of which every character is seen, or makes another look as it does.
import { describe, expect, test } from 'vitest';
import { visible } from '../../src/report/visible.ts';
import { turnline } from '../support/host.ts';

function eventOf(id: string): string {
  const message = {
    timestamp: 1_786_000_000_000,
    type: 'speech-update',
    status: 'started',
    role: 'user',
    turn: 0,
    call: { id },
  };
  return `${JSON.stringify({ message })}\n`;
}

/** The call's id as people see it, and as programs get it. */
async function printed(id: string): Promise<{ seen: string; json: string; value: string }> {
  const { stdout } = await turnline(['inspect'], { stdin: eventOf(id) });
  const seen = /^call (.*)$/m.exec(stdout)?.[1] ?? '';
  const { stdout: json } = await turnline(['segments', '--format', 'jsonl'], { stdin: eventOf(id) });
  return { seen, json, value: JSON.parse(json).callId };
}

describe('what is not seen is written as an escape', () => {
  test.each([
    ['combining grapheme joiner', 'a\u034fb', 'a\\u034fb'],
    ['Hangul fillers', '\u115f\u1160\u3164\uffa0', '\\u115f\\u1160\\u3164\\uffa0'],
    ['inherent vowels of Khmer', 'x\u17b4\u17b5', 'x\\u17b4\\u17b5'],
    ['Mongolian selectors', 'a\u180b\u180c\u180d\u180e\u180f', 'a\\u180b\\u180c\\u180d\\u180e\\u180f'],
    ['the blank of Braille', 'a\u2800b', 'a\\u2800b'],
    ['a variation selector after a letter', 'a\ufe0f', 'a\\ufe0f'],
    ['a variation selector after a digit', '1\ufe0f2', '1\\ufe0f2'],
    ['a second variation selector', '❤\ufe0f\ufe0f', '❤\ufe0f\\ufe0f'],
    ['supplementary variation selectors', '葛\u{e0100}\u{e01ef}', '葛\\u{e0100}\\u{e01ef}'],
    ['tags after a letter', 'a\u{e0061}\u{e007f}', 'a\\u{e0061}\\u{e007f}'],
    ['tags after an emoji that is no flag', '😀\u{e0068}\u{e0069}', '😀\\u{e0068}\\u{e0069}'],
    [
      'a sentence in tags after a flag',
      `🏴${'\u{e0061}'.repeat(7)}\u{e007f}`,
      `🏴${'\\u{e0061}'.repeat(7)}\\u{e007f}`,
    ],
    ['joiners at an end', '\u200dab\u200c', '\\u200dab\\u200c'],
    ['joiners between digits', '1\u200d2', '1\\u200d2'],
    ['two joiners between letters', 'a\u200d\u200cb', 'a\\u200d\\u200cb'],
    ['a joiner after an emoji alone', '😀\u200d', '😀\\u200d'],
    ['a joiner beside a mark that is not seen', 'a\u034f\u200db', 'a\\u034f\\u200db'],
    ['bidirectional controls', '\u202e\u2066\u061c', '\\u202e\\u2066\\u061c'],
    ['controls', '\u0007\u009b\u007f', '\\u0007\\u009b\\u007f'],
    ['non-characters', '\ufdd0\u{1ffff}', '\\ufdd0\\u{1ffff}'],
  ])('%s', async (_, id, expected) => {
    const { seen, json, value } = await printed(id);
    expect(seen).toBe(expected);
    expect(value).toBe(id);
    expect(visible(json.trimEnd())).toBe(json.trimEnd());
  });
});

describe('what makes another look as it does stays', () => {
  test.each([
    ['a family', '👩‍👩‍👧‍👦'],
    ['a heart on fire', '❤️‍🔥'],
    ['a rainbow flag', '🏳️‍🌈'],
    ['a tone of skin', '👩🏽‍🚀'],
    ['a country', '🇩🇪'],
    ['a region', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['a keycap', '1\ufe0f\u20e3'],
    ['a sign as text', '☎\ufe0e'],
    ['Persian', 'می‌خواهم'],
    ['Hindi', 'क्‍ष'],
  ])('%s', async (_, id) => {
    const { seen, json } = await printed(id);
    expect(seen).toBe(id);
    expect(json).toContain(id);
  });

  test.each([60, 61, 62])(
    'but where a text is cut or broken at %i columns, a joiner leaves no escape',
    async (terminal) => {
      for (const length of [200, 2000]) {
        const id = `${'می‌'.repeat(length)}م`;
        const page = await turnline(['inspect'], { stdin: eventOf(id), terminal });
        expect(page.stdout).toContain('می‌می');
        expect(page.stdout).not.toContain('\\u200c');
        const rows = await turnline(['segments', '--format', 'table'], {
          stdin: eventOf(id) + eventOf('other'),
          terminal,
        });
        expect(rows.stdout).toContain('می‌می');
        expect(rows.stdout).not.toContain('\\u200c');
      }
    },
  );
});
