// Holds the built program to costs that grow as its input does, by processor time and memory on n, 2n and 4n.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { growthOf, MOST_GROWTH, usageOf } from './support/growth.ts';
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

/** `n` calls of one event. */
function calls(n: number): string {
  return Array.from({ length: n }, (_, at) => line(`call-${at}`, at)).join('');
}

/** `n` calls of a conversation each. */
function conversations(n: number): string {
  const turn = (id: string, at: number, number: number): string =>
    [
      line(id, at, 'started', 'user', number),
      line(id, at + 2000, 'stopped', 'user', number),
      line(id, at + 2900, 'started', 'assistant', number),
      line(id, at + 6000, 'stopped', 'assistant', number),
    ].join('');
  return Array.from({ length: n }, (_, call) =>
    Array.from({ length: 8 }, (_, number) => turn(`call-${call}`, number * 7000, number)).join(''),
  ).join('');
}

/** `n` calls with long ids that differ at their ends. */
function longIds(n: number): string {
  const common = 'x'.repeat(50_000);
  return Array.from({ length: n }, (_, at) => line(`${common}${at}`, at)).join('');
}

/** A call of `n` messages, each with an artifact of half a megabyte. */
function longCall(n: number): string {
  const row = (at: number): object => ({
    role: at % 2 === 0 ? 'bot' : 'user',
    message: 'a sentence of a conversation that goes on and on',
    time: START + at * 1000,
    secondsFromStart: at,
  });
  const artifact = JSON.stringify({ messages: Array.from({ length: 4000 }, (_, at) => row(at)) });
  const call = '"call":{"id":"long"}';
  return Array.from(
    { length: n },
    (_, at) =>
      `{"message":{"timestamp":${START + at * 1000},"type":"speech-update","status":"${at % 2 === 0 ? 'started' : 'stopped'}","role":"user","turn":${at >> 1},${call},"artifact":${artifact}}}\n`,
  ).join('');
}

describe('cost is linear', () => {
  const INPUTS: readonly (readonly [
    kind: string,
    n: number,
    inputOf: (n: number) => string,
    commands: string[],
  ])[] = [
    [
      'in calls of one event',
      25_000,
      calls,
      ['inspect', 'summary --sort turns --group assistant', 'turns', 'compare -'],
    ],
    ['in conversations', 1_500, conversations, ['inspect', 'summary']],
    ['in calls whose long ids begin alike', 250, longIds, ['inspect', 'segments', 'events', 'summary']],
    ['in messages with large artifacts', 25, longCall, ['segments', 'inspect']],
  ];

  test.each(INPUTS)(
    '%s',
    async (_, n, inputOf, commands) => {
      for (const command of commands) {
        const growth = await growthOf(command.split(' '), inputOf, n);
        expect(growth.time, command).toBeLessThan(MOST_GROWTH);
        expect(growth.memory, command).toBeLessThan(MOST_GROWTH);
      }
    },
    300_000,
  );

  test('100,000 calls are printed and let go of', async () => {
    const input = calls(100_000);
    // Where the heap is too small, the program tells no usage.
    for (const [command, heapMb] of [
      ['inspect', 100],
      ['summary', 100],
      ['turns', 100],
      ['summary --sort turns', 200],
    ] as const) {
      const { peakMb } = await usageOf(command.split(' '), input, [`--max-old-space-size=${heapMb}`]);
      expect(peakMb, command).toBeLessThan(heapMb + 200);
    }
  }, 120_000);

  test('files are named apart, however many calls want the same name', async () => {
    const common = 'x'.repeat(100);
    const input = Array.from({ length: 12 }, (_, at) => callOf(`${common}${at}`)).join('');
    const own = callOf(`${'x'.repeat(98)}-2`);
    const out = join(folder, '{call}.rttm');
    const { exit } = await turnline(['timeline', '--format', 'rttm', '--out', out], {
      stdin: callOf(`${'x'.repeat(98)}`) + own + input,
    });
    expect(exit).toBe(0);
    const names = readdirSync(folder).filter((name) => name.endsWith('.rttm'));
    expect(names).toHaveLength(14);
    expect(names).toContain(`${common}-12.rttm`);
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
