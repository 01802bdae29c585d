// Holds what is printed on a terminal to its width: no line is longer, columns stand in line, and nothing is split.
import { readFileSync } from 'node:fs';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { turnline } from '../support/host.ts';
import { IDS, manyScripts, PHRASES } from '../support/scripts.ts';

const RUNS = [
  'turns --text',
  'turns',
  'segments',
  'summary',
  'validate',
  'validate --no-group',
  'inspect',
  'inspect --text',
  'timeline --text',
];

const NUMBER = /^(-?[\d:]+\.\d\d( s)?|-?\d+\*?|-)$/;

/** Properties that the contract does not know are named in findings. */
const odd = JSON.stringify({
  message: {
    type: 'speech-update',
    timestamp: 1_787_043_731_340,
    role: 'user',
    status: 'started',
    call: { id: Object.values(IDS)[0] },
    assistant: Object.fromEntries(PHRASES.map((phrase) => [phrase, 1])),
  },
});
const log = `${manyScripts()}\n${readFileSync('samples/wrong.ndjson', 'utf8')}\n${odd}\n`;

async function linesOf(command: string, terminal: number | undefined, stdin = log): Promise<string[]> {
  const { stdout } = await turnline([...command.split(' '), '-'], {
    stdin,
    terminal,
    env: { NO_COLOR: '1' },
  });
  return stdout.split('\n').slice(0, -1);
}

/** The cells of a line by the display column at which each starts, and ends. */
function cellsOf(text: string): { from: number; to: number; text: string }[] {
  return [...text.matchAll(/\S+(?: \S+)*/gu)].map(({ index, 0: cell }) => {
    const from = stringWidth(text.slice(0, index));
    return { from, to: from + stringWidth(cell), text: cell };
  });
}

function clustersOf(text: string): string[] {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );
}

describe.each([40, 60, 80, 120])('on a terminal of %i columns', (columns) => {
  test.each(RUNS)('no line of %s is longer', async (command) => {
    const lines = await linesOf(command, columns);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((text) => stringWidth(text) > columns)).toEqual([]);
  });

  test.each(['turns', 'segments', 'summary'])('the columns of %s stand in line', async (command) => {
    const lines = await linesOf(command, columns);
    const [heading = ''] = lines;
    const titles = cellsOf(heading);
    // Rows begin at the margin, what is told below them does not.
    const end = command === 'summary' ? lines.indexOf('') : lines.length;
    const rows = lines.slice(1, end).filter((text) => !text.startsWith('      '));
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      for (const cell of cellsOf(row).slice(1)) {
        const under = titles.filter((title) =>
          NUMBER.test(cell.text) ? title.to === cell.to : title.from === cell.from,
        );
        expect({ row, cell, under: under.length }).toEqual({ row, cell, under: 1 });
      }
    }
  });
});

test('no cluster is split, and a cut is shown', async () => {
  const known = new Set([...Object.values(IDS), ...PHRASES].flatMap(clustersOf));
  for (const command of RUNS) {
    const text = (await linesOf(command, 60)).join('\n');
    expect(
      clustersOf(text).filter((cluster) => !/^[\x20-\x7e\n…·░█▌▐▓╳]$/u.test(cluster) && !known.has(cluster)),
    ).toEqual([]);
  }
  expect((await linesOf('turns', 60)).join('\n')).toContain('…');
});

test('numbers are never cut, and what finds no room is told below', async () => {
  const facts = (lines: readonly string[]): string[] =>
    lines
      .join(' ')
      .match(/\d+:\d\d\.\d\d|\d+\.\d\d s/g)
      ?.sort() ?? [];
  for (const command of ['turns', 'segments', 'summary']) {
    const whole = await linesOf(`${command} --format table`, undefined);
    expect(facts(whole).length).toBeGreaterThan(20);
    for (const columns of [20, 40, 60, 80]) {
      expect(facts(await linesOf(`${command} --format table`, columns))).toEqual(facts(whole));
    }
  }
});

test('in a pipe nothing is cut, unless a width is asked for', async () => {
  for (const command of RUNS) {
    expect((await linesOf(`${command} --format table`, undefined)).join('\n')).not.toContain('…');
  }
  const narrow = await linesOf('turns --format table --width 60', undefined);
  expect(narrow).toEqual(await linesOf('turns', 60));
});

test('rows beyond those that decide the widths are not cut in a pipe, and fit on a terminal', async () => {
  const event = (n: number, id: string, stepMs = 1000): string =>
    JSON.stringify({
      message: {
        type: 'speech-update',
        timestamp: 1_786_000_000_000 + n * stepMs,
        role: n % 4 < 2 ? 'user' : 'assistant',
        status: n % 2 === 0 ? 'started' : 'stopped',
        call: { id },
      },
    });
  const long = 'call-with-an-id-of-its-own';
  const many = [
    ...Array.from({ length: 2400 }, (_, n) => event(n, 'short')),
    ...Array.from({ length: 4 }, (_, n) => event(n, long, 10_000_000)),
  ].join('\n');
  const piped = await linesOf('segments --format table', undefined, many);
  expect(piped.filter((text) => text.startsWith(`${long} `))).toHaveLength(2);
  const shown = await linesOf('segments', 60, many);
  expect(shown.length).toBeGreaterThan(1200);
  expect(shown.filter((text) => stringWidth(text) > 60)).toEqual([]);
  expect(shown.slice(-2).join('\n')).toMatch(/5:33:20\.00[\s\S]*suspicious/);
});
