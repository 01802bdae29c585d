// Follows logs that grow, are renamed and are cut, and holds what is printed to what the whole log gives.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { turnline } from './support/host.ts';
import { until } from './support/waiting.ts';

const LOG = readFileSync('samples/bike-shop.ndjson', 'utf8');
const LINES = LOG.trimEnd().split('\n');

/** What the whole log gives, whatever the order of calls. */
async function wholeLog(): Promise<string[]> {
  const { stdout } = await turnline(['segments', 'samples/bike-shop.ndjson', '--format', 'jsonl']);
  return stdout.trimEnd().split('\n').sort();
}

interface Followed {
  readonly child: ChildProcessWithoutNullStreams;
  output(): string;
  findings(): string;
}

function follow(...operands: string[]): Followed {
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
  let findings = '';
  child.stderr.on('data', (chunk) => {
    findings += chunk;
  });
  return { child, output: () => output, findings: () => findings };
}

const ended = (child: ChildProcessWithoutNullStreams): Promise<number | null> =>
  new Promise((settle) => child.once('close', settle));

test('a file that is written, renamed and cut: no event is lost or doubled', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnline-'));
  const path = join(folder, 'app.log');
  writeFileSync(path, '');
  const { child, output, findings } = follow(path);
  const parts = [
    LINES.slice(0, 30),
    LINES.slice(30, 50),
    LINES.slice(50, 70),
    LINES.slice(70, 73),
    LINES.slice(73),
  ];
  const write = async (lines: readonly string[]): Promise<void> => {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7) % 65_521) {
      appendFileSync(path, bytes.subarray(at, at + size));
      await setImmediate();
    }
  };
  /** A line that is no JSON is told of once it is read, and so is all before it. */
  const allIsRead = async (): Promise<void> => {
    const before = findings().split('\n').length;
    appendFileSync(path, '{broken\n');
    await until(() => findings().split('\n').length > before);
  };
  await write(parts[0]!);
  await allIsRead();
  renameSync(path, `${path}.1`);
  // Some of it may be written before the renaming is noticed, some after.
  await write(parts[1]!);
  await allIsRead();
  await write(parts[2]!);
  await allIsRead();
  truncateSync(path, 0);
  // What is written before the cut is noticed must not reach where reading stopped.
  await write(parts[3]!);
  await allIsRead();
  await write(parts[4]!);
  await allIsRead();
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
    await setImmediate();
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
