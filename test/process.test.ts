// Runs the built program as a real process: closed pipes, full disks, Ctrl-C, and 100 MB through a pipe.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fed } from './support/waiting.ts';

const BIN = 'bin/turnline.js';
const folder = mkdtempSync(join(tmpdir(), 'turnline-process-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** 100 MB of the sample log. */
const sample = readFileSync('samples/bike-shop.ndjson');
const copies = Math.ceil(100e6 / sample.length);
const log = join(folder, 'log.ndjson');
writeFileSync(log, Buffer.concat(Array.from({ length: copies }, () => sample)));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], stdout: 'pipe' | number = 'pipe'): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', stdout, 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout: out, stderr: err }));
  });
}

const shell = (script: string): Promise<Ended> => run('bash', ['-o', 'pipefail', '-c', script]);

test('100 MB through a pipe is read whole', async () => {
  const { code, stdout } = await shell(`cat ${log} | node ${BIN} validate --format json`);
  const single = await shell(`node ${BIN} validate --format json samples/bike-shop.ndjson`);
  const { tally } = JSON.parse(single.stdout);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).tally).toMatchObject({
    records: tally.records * copies,
    speechUpdates: tally.speechUpdates * copies,
    valid: tally.valid * copies,
  });
});

test.runIf(existsSync('/proc/self/status'))(
  'a wrong type in every third of 100,000 records is one group, in little memory',
  async () => {
    const message = (turn: unknown, n: number): string =>
      `${JSON.stringify({ message: { timestamp: 1_786_000_000_000 + n, type: 'speech-update', status: 'started', role: 'user', turn } })}\n`;
    const many = join(folder, 'many.ndjson');
    writeFileSync(
      many,
      Array.from({ length: 100_000 }, (_, n) => message(n % 3 === 0 ? 'x' : n, n)).join(''),
    );
    const child = spawn('node', [BIN, 'validate', many], { stdio: ['ignore', 'pipe', 'ignore'] });
    let [stdout, peakKb] = ['', 0];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakKb = Math.max(peakKb, Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0));
    });
    await new Promise((resolve) => child.on('close', resolve));
    console.log(`100,000 records, 33,334 findings: ${Math.round(peakKb / 1024)} MB`);
    expect(stdout).toContain('in 33,334 records (33 % of speech-updates)');
    expect(stdout.split('\n').filter((text) => text.includes('invalid  /turn'))).toHaveLength(1);
    expect(peakKb).toBeGreaterThan(0);
    expect(peakKb).toBeLessThan(150 * 1024);
  },
);

test('a reader that goes away ends the run quietly', async () => {
  const { code, stdout, stderr } = await shell(`cat ${log} | node ${BIN} segments --format jsonl | head -1`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toHaveLength(2);
});

test('a reader that was never there is no failure', async () => {
  const { code, stderr } = await shell(`node ${BIN} turns samples/bike-shop.ndjson | true`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.runIf(existsSync('/dev/full'))('a full disk is an error of one line', async () => {
  const full = openSync('/dev/full', 'w');
  const { code, stderr } = await run('node', [BIN, 'segments', 'samples/bike-shop.ndjson'], full);
  expect(code).toBe(3);
  expect(stderr).toBe('turnline: cannot write to standard output: no space left on the device\n');
});

test('without a terminal there is no colour, whatever TERM says', async () => {
  const { stdout } = await shell(
    `TERM=xterm-256color COLORTERM=truecolor node ${BIN} samples/bike-shop.ndjson`,
  );
  expect(stdout).not.toContain('\u001b');
});

test('Ctrl-C ends a run that waits for input with what was read until then, and 130', async () => {
  const child = spawn('node', [BIN], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<Ended>((resolve) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  await fed(child, sample);
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(130);
  expect(stdout).toContain('93 speech-updates');
  expect(stderr).toContain('interrupted');
});
