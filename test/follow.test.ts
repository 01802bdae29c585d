// Follows logs that grow, are renamed and are cut, and holds what is printed to what the whole log gives.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { turnline } from './support/host.ts';

const LOG = readFileSync('samples/bike-shop.ndjson', 'utf8');
const LINES = LOG.trimEnd().split('\n');

/** What the whole log gives, whatever the order of calls. */
async function wholeLog(): Promise<string[]> {
  const { stdout } = await turnline(['segments', 'samples/bike-shop.ndjson', '--format', 'jsonl']);
  return stdout.trimEnd().split('\n').sort();
}

function follow(...operands: string[]): { child: ChildProcessWithoutNullStreams; output: () => string } {
  const child = spawn(process.execPath, [
    'bin/turnline.js',
    'segments',
    '-f',
    '--format',
    'jsonl',
    ...operands,
  ]);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  return { child, output: () => output };
}

async function until(holds: () => boolean, most = 15_000): Promise<void> {
  for (const start = Date.now(); !holds() && Date.now() - start < most; ) await setTimeout(50);
  expect(holds()).toBe(true);
}

const ended = (child: ChildProcessWithoutNullStreams): Promise<number | null> =>
  new Promise((settle) => child.once('close', settle));

test('a file that is written, renamed and cut: no event is lost or doubled', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnline-'));
  const path = join(folder, 'app.log');
  writeFileSync(path, '');
  const { child, output } = follow(path);
  const parts = [LINES.slice(0, 30), LINES.slice(30, 50), LINES.slice(50, 70), LINES.slice(70)];
  const write = async (lines: readonly string[]): Promise<void> => {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7) % 65_521) {
      appendFileSync(path, bytes.subarray(at, at + size));
      await setTimeout(1);
    }
  };
  await write(parts[0]!);
  await until(() => output().includes('\n'));
  // Some of it is written before the renaming is noticed, some after.
  renameSync(path, `${path}.1`);
  await write(parts[1]!);
  await setTimeout(1_500);
  await write(parts[2]!);
  await setTimeout(600);
  truncateSync(path, 0);
  await setTimeout(600);
  await write(parts[3]!);
  await setTimeout(1_000);
  child.kill('SIGINT');
  expect(await ended(child)).toBe(130);
  expect(output().trimEnd().split('\n').sort()).toEqual(await wholeLog());
}, 40_000);

test('a pipe with slow writes in odd pieces: rows come while it is open', async () => {
  const { child, output } = follow('-');
  const bytes = Buffer.from(LOG);
  const half = Math.floor(bytes.length / 2);
  for (let at = 0, size = 1; at < half; at += size, size = (size * 5) % 32_749) {
    child.stdin.write(bytes.subarray(at, Math.min(half, at + size)));
    await setTimeout(1);
  }
  await until(() => output().includes('\n'));
  child.stdin.end(bytes.subarray(half));
  expect(await ended(child)).toBe(0);
  expect(output().trimEnd().split('\n').sort()).toEqual(await wholeLog());
}, 40_000);

test('findings come as they are found, and several files are followed at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnline-'));
  const [one, two] = [join(folder, 'one.log'), join(folder, 'two.log')];
  writeFileSync(one, '');
  writeFileSync(two, '');
  const child = spawn(process.execPath, ['bin/turnline.js', 'validate', '-f', one, two]);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const wrong = '{"message":{"type":"speech-update","status":"started","role":"user","turn":"x"}}\n';
  appendFileSync(two, wrong);
  await until(() => output.includes('two.log:1:'));
  appendFileSync(one, wrong);
  await until(() => output.includes('one.log:1:'));
  child.kill('SIGINT');
  await ended(child);
  expect(output).toContain('2 records: 2 speech-updates (0 valid, 2 invalid)');
}, 40_000);
