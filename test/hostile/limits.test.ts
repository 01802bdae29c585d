// Runs the built program on streams longer than memory: a clear finding each, in little memory and little time.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createGzip } from 'node:zlib';
import { describe, expect, test } from 'vitest';

/** Of the processor, since others may use it too. */
const MOST_SECONDS = 15;
/** A buffer of 64 MiB, the longest record, is most of it. */
const MOST_MB = 150;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  readonly peakMb: number;
}

function run(stream: string, argv: readonly string[], packed: boolean): Promise<Ended> {
  const writer = spawn(process.execPath, ['test/hostile/endless.mjs', stream], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const reader = spawn(process.execPath, ['bin/turnline.js', ...argv], { stdio: ['pipe', 'pipe', 'pipe'] });
  reader.stdin.on('error', () => {});
  const bytes = packed ? writer.stdout.pipe(createGzip({ level: 1 })) : writer.stdout;
  bytes.pipe(reader.stdin);
  let [stdout, stderr, peakKb, seconds] = ['', '', 0, 0];
  reader.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  reader.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const watch = setInterval(() => {
    peakKb = Math.max(peakKb, peakOf(reader.pid));
    seconds = Math.max(seconds, secondsOf(reader.pid));
  }, 20);
  return new Promise((resolve) => {
    reader.on('close', (code) => {
      clearInterval(watch);
      writer.kill();
      resolve({ code, stdout, stderr, seconds, peakMb: peakKb / 1_024 });
    });
  });
}

/** 0 where it is gone already. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** What a process used of the processor, in ticks of 10 ms: fields 14 and 15 of proc(5). */
function secondsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

const TOO_LONG = ':1:1  input  a record longer than 64 MiB, left out up to the next line';
const TOO_DEEP = 'input  too large to be read: objects and arrays nest deeper than 512 levels';

/** What `validate` says of each, and how it ends. */
const EXPECTED: readonly (readonly [stream: string, says: string, exit: number])[] = [
  ['2 GiB in a string without end', TOO_LONG, 3],
  ['2 GiB of text without end', TOO_LONG, 3],
  ['2 GiB in a line of a container', 'input  a record longer than 32 MiB', 3],
  ['20 million brackets', `:1:513  ${TOO_DEEP}`, 3],
  ['20 million brackets and their ends', `:1:513  ${TOO_DEEP}`, 3],
  ['20 million levels of objects', TOO_LONG, 3],
  ['10 million levels of objects in an array', 'truncated: this record ends before it is complete', 3],
  ['20 million empty objects in an array', '20,000,000 no Vapi message', 3],
  ['20 million empty objects in a message', 'has more than 250000 values: not held against the schema', 1],
  ['10 million documents in a line', '10,000,000 no Vapi message', 3],
];

describe.runIf(existsSync('/proc/self/status'))('in little memory and time', () => {
  test.each(EXPECTED)('%s', async (stream, says, exit) => {
    const { code, stdout, seconds, peakMb } = await run(stream, ['validate'], false);
    console.log(`${stream}: ${seconds.toFixed(1)} s, ${Math.round(peakMb)} MB`);
    expect(stdout).toContain(says);
    expect(code).toBe(exit);
    expect(seconds).toBeLessThan(MOST_SECONDS);
    expect(peakMb).toBeGreaterThan(0);
    expect(peakMb).toBeLessThan(MOST_MB);
  });

  test('1 GB in a line that is packed into 5 MB', async () => {
    const { code, stdout, peakMb } = await run('1 GB in a line, to be packed', ['validate'], true);
    console.log(`1 GB packed: ${Math.round(peakMb)} MB`);
    expect(stdout).toContain(TOO_LONG.replace('64', '32'));
    expect(code).toBe(3);
    expect(peakMb).toBeLessThan(MOST_MB);
  });

  test('a timeline of 20 million empty objects', async () => {
    const { code, stdout, seconds, peakMb } = await run(
      '20 million empty objects in a message',
      ['turns', '--format', 'jsonl'],
      false,
    );
    expect(code).toBe(0);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(seconds).toBeLessThan(MOST_SECONDS);
    expect(peakMb).toBeLessThan(MOST_MB);
  });
});
