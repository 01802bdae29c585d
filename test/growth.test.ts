// Holds the built program to costs that grow as its input does, by processor time and memory on n, 2n and 4n.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { growthOf, MOST_GROWTH } from './support/growth.ts';
import { turnline } from './support/host.ts';

const folder = mkdtempSync(join(tmpdir(), 'turnline-growth-'));
afterAll(() => rmSync(folder, { recursive: true }));

const START = 1_786_000_000_000;

function line(id: string, offsetMs: number, status = 'started', role = 'user', turn = 0): string {
  const message = { timestamp: START + offsetMs, type: 'speech-update', status, role, turn, call: { id } };
  return `${JSON.stringify({ message })}\n`;
}

function callOf(id: string): string {
  return line(id, 0) + line(id, 2000, 'stopped');
}

describe('an id of n characters', () => {
  const IDS: readonly (readonly [kind: string, n: number, idOf: (n: number) => string])[] = [
    ['ASCII without blanks', 50_000, (n) => 'a'.repeat(n)],
    ['letters that need measuring', 4_000, (n) => 'é'.repeat(n)],
    ['words', 50_000, (n) => 'ab '.repeat(n / 3)],
    ['one letter with many marks', 50_000, (n) => `e${'\u0301'.repeat(n)}`],
    ['emoji', 4_000, (n) => '👩‍👩‍👧‍👦'.repeat(n)],
  ];

  test.each(IDS)(
    '%s',
    async (_, n, idOf) => {
      for (const command of ['inspect', 'timeline']) {
        const growth = await growthOf([command, '--width', '80'], (length) => callOf(idOf(length)), n);
        expect(growth.time, command).toBeLessThan(MOST_GROWTH);
      }
    },
    120_000,
  );

  test('is cut on a terminal, and whole for programs', async () => {
    const id = '👩‍👩‍👧‍👦'.repeat(10_000);
    const seen = await turnline(['inspect'], {
      stdin: callOf(id),
      terminal: 80,
      env: { NO_COLOR: '1' },
    });
    expect(seen.stdout.length).toBeLessThan(10_000);
    expect(seen.stdout).toMatch(/👩‍👩‍👧‍👦…$/m);
    const told = await turnline(['inspect', '--format', 'jsonl'], { stdin: callOf(id) });
    expect(JSON.parse(told.stdout.split('\n')[0]!).callId).toBe(id);
  });

  test('does not pad the rows of other calls', async () => {
    const ids = ['x'.repeat(100_000), ...Array.from({ length: 200 }, (_, n) => `call-${n}`)];
    const { stdout } = await turnline(['segments', '--format', 'table'], { stdin: ids.map(callOf).join('') });
    expect(stdout).toContain(ids[0]!);
    expect(stdout.length).toBeLessThan(500_000);
  });
});

test('SIGTERM ends a run that prints, though nobody takes its output', async () => {
  const log = join(folder, 'log.ndjson');
  writeFileSync(log, Array.from({ length: 20_000 }, (_, n) => callOf(`call-${n}`)).join(''));
  const child = spawn(process.execPath, ['bin/turnline.js', 'turns', '--format', 'jsonl', log], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  await once(child.stdout, 'readable');
  child.kill('SIGTERM');
  expect(await exited).toEqual([null, 'SIGTERM']);
});
