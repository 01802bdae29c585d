// Holds the built program, as a real process, to its manners in a pipeline: all bytes arrive, nobody is waited for in vain.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND_LIST } from '../src/commands/catalogue.ts';
import { parseCase } from './support/case.ts';
import { IDS } from './support/scripts.ts';
import { BLANKS, bytesReadBy, fed, stalled, until } from './support/waiting.ts';

const BIN = 'bin/turnline.js';
const TURNLINE = `node ${BIN}`;
const SAMPLE = 'samples/bike-shop.ndjson';
const isLinux = existsSync('/proc/self/io');
const folder = mkdtempSync(join(tmpdir(), 'turnline-pipes-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

function endOf(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
}

const shell = (script: string): Promise<Ended> =>
  endOf(spawn('bash', ['-c', script], { stdio: ['ignore', 'pipe', 'pipe'] }));
const program = (...args: string[]): ChildProcess =>
  spawn('node', [BIN, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });

describe('every byte arrives', () => {
  const RECORD = (pad: number): string =>
    `${JSON.stringify({ message: { type: 'status-update', pad: 'x'.repeat(pad) } })}\n`;
  const FRAME = RECORD(0).length;
  const SLOW = join(folder, 'slow.mjs');
  const KIB = 1024;

  beforeAll(() =>
    writeFileSync(
      SLOW,
      `import { createHash } from 'node:crypto';
       const hash = createHash('sha256');
       await new Promise((go) => setTimeout(go, 300));
       for await (const chunk of process.stdin) {
         hash.update(chunk);
         await new Promise((go) => setTimeout(go, 2));
       }
       console.log(hash.digest('hex'));`,
    ),
  );

  /** Lines that come to so many bytes. */
  function linesOf(bytes: number): string {
    const lines: string[] = [];
    let left = bytes;
    for (; left > 2000 + FRAME; left -= 1000) lines.push(RECORD(1000 - FRAME));
    if (left > 0) lines.push(RECORD(left - FRAME));
    return lines.join('');
  }

  /** What the program writes to standard output, as a hash. */
  const WAYS: Readonly<Record<string, (command: string) => string>> = {
    'a file': (command) => `${command} > ${folder}/out; sha256sum < ${folder}/out`,
    'a fast pipe': (command) => `${command} | sha256sum`,
    'a slow pipe': (command) => `${command} | node ${SLOW}`,
    'a terminal': (command) => `script -qec '${command}' /dev/null | tr -d '\\r' | sha256sum`,
  };
  const SIZES = [0, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 3_000_000];
  const combinations = [
    ...SIZES.flatMap((size) => Object.keys(WAYS).map((way) => [size, way] as const)),
    ...(['a file', 'a fast pipe'] as const).map((way) => [100_000_000, way] as const),
  ];

  test.each(combinations)('%d bytes through %s', async (size, way) => {
    const input = join(folder, `${size}.ndjson`);
    const text = linesOf(size);
    expect(text).toHaveLength(size);
    if (!existsSync(input)) writeFileSync(input, text);
    const command = `${TURNLINE} validate --valid-out - ${input} 2>${folder}/report`;
    const { stdout } = await shell(WAYS[way]!(command));
    expect(stdout.split(/\s/)[0]).toBe(createHash('sha256').update(text).digest('hex'));
  });
});

/** What each command is run on; commands that read captures, on the sample. */
const OPERANDS: Readonly<Record<string, string>> = {
  // It tells what came of it, where somebody still reads.
  events: `--quiet ${SAMPLE}`,
  config: 'validate',
  'schema import': join(folder, 'api.json'),
  'schema list': '',
  'schema show': '',
  'schema output': 'summary',
  'schema config': '',
  'schema diff': join(folder, 'api.json'),
  completions: 'bash',
  man: '',
  help: 'findings',
};
const openapi = parseCase(readFileSync('test/cases/schema-import.case', 'utf8')).files.get('api.json');
writeFileSync(join(folder, 'api.json'), openapi?.text ?? '');
/** A server ends with a signal alone. */
const RUNS = COMMAND_LIST.filter(([name]) => name !== 'listen').map(
  ([name]) => `${TURNLINE} ${name} ${OPERANDS[name] ?? SAMPLE}`,
);

describe('whoever reads the output may go away', () => {
  test.each(RUNS)('%s', async (command) => {
    for (const reader of ['head -1', 'true']) {
      const { stdout, stderr } = await shell(`${command} | ${reader} >/dev/null; echo \${PIPESTATUS[0]}`);
      expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
    }
  });

  test.each([
    `while cat samples/wrong.ndjson; do :; done 2>/dev/null | ${TURNLINE} validate --no-group --format jsonl`,
    `while cat samples/wrong.ndjson && sleep 0.1; do :; done 2>/dev/null | ${TURNLINE} validate --no-group --format jsonl`,
    `while cat ${SAMPLE}; do :; done 2>/dev/null | ${TURNLINE} redact`,
    `while cat ${SAMPLE}; do :; done 2>/dev/null | ${TURNLINE} validate --valid-out - 2>/dev/null`,
  ])('and reading stops, though there is always more: %s', async (pipeline) => {
    const { stdout, stderr } = await shell(
      `timeout 20 bash -c '${pipeline} | head -1 | wc -l; echo \${PIPESTATUS[1]}'`,
    );
    expect({ stdout, stderr }).toEqual({ stdout: '1\n0\n', stderr: '' });
  });

  test('what is said on standard error is not worth failing for', async () => {
    const command = `${TURNLINE} validate --valid-out ${folder}/good.ndjson --invalid-out - samples/wrong.ndjson`;
    const { code } = await shell(`${command} >/dev/null 2>&1`);
    rmSync(join(folder, 'good.ndjson'));
    const { stdout } = await shell(`(${command} 2>&1 >${folder}/bad.ndjson; echo $? >${folder}/exit) | true`);
    expect(stdout).toBe('');
    expect(readFileSync(join(folder, 'exit'), 'utf8')).toBe(`${code}\n`);
    expect(statSync(join(folder, 'good.ndjson')).size).toBeGreaterThan(0);
  });
});

describe.runIf(existsSync('/dev/full'))('a device that is full', () => {
  test.each(RUNS)('%s', async (command) => {
    const { code, stderr } = await shell(`${command} > /dev/full`);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'turnline: cannot write to standard output: no space left on the device\n',
    });
  });

  test('is written to, not replaced', async () => {
    const { code, stderr } = await shell(`${TURNLINE} redact --out /dev/full ${SAMPLE}`);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'turnline: cannot write /dev/full: no space left on the device\n',
    });
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  });
});

test.each(['>&-', '2>&-', '<&-', '<&- >&- 2>&-'])('descriptors that are closed: %s', async (closed) => {
  const { code, stderr } = await shell(`${TURNLINE} turns ${SAMPLE} ${closed}`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

/** The sample with calls of their own. */
function copyOf(copy: number): string {
  return Object.keys(IDS).reduce(
    (text, id) => text.replaceAll(id, `${copy}-${id}`),
    readFileSync(SAMPLE, 'utf8'),
  );
}

describe('asked to stop', () => {
  const log = join(folder, 'log.ndjson');
  const copies = 40;
  beforeAll(() => writeFileSync(log, Array.from({ length: copies }, (_, copy) => copyOf(copy)).join('')));

  test.each([
    ['SIGINT', '1', 130],
    ['SIGINT', '2', 130],
    ['SIGTERM', '2', 143],
  ] as const)('%s while it waits, with %s jobs', async (signal, jobs, exit) => {
    const child = program('summary', '--jobs', jobs, '--format', 'jsonl');
    const ended = endOf(child);
    await fed(child, readFileSync(SAMPLE));
    child.kill(signal);
    const result = await ended;
    expect(result.code).toBe(exit);
    expect(result.stdout.trim().split('\n')).toHaveLength(4);
    expect(result.stderr).toBe('turnline: interrupted: this is only what was read until then\n');
  });

  test.runIf(isLinux).each(['1', '2'])('while it reads a large file, with %s jobs', async (jobs) => {
    const times = 64;
    const child = program('validate', '--jobs', jobs, '--format', 'json', ...Array(times).fill(log));
    const ended = endOf(child);
    // Its own code is less.
    await until(() => bytesReadBy(child) > 50e6);
    child.kill('SIGINT');
    const result = await ended;
    expect(result.code).toBe(130);
    const { tally, findings } = JSON.parse(result.stdout);
    expect(findings).toEqual([]);
    expect(tally.records).toBeLessThan(217 * copies * times);
  });

  test.each(['segments', 'schema import'])(
    'while %s waits for a pipe that nobody writes to',
    async (command) => {
      const child = program(...command.split(' '), '-');
      const ended = endOf(child);
      await fed(child, '');
      child.kill('SIGINT');
      expect((await ended).code).toBe(130);
    },
  );

  test('a named pipe is let go of', async () => {
    const pipe = join(folder, 'pipe');
    await shell(`mkfifo ${pipe}`);
    const writer = await open(pipe, 'r+');
    const child = program('segments', pipe);
    const ended = endOf(child);
    await writer.write(BLANKS);
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    await writer.close();
    expect(code).toBe(130);
    expect(stdout).toMatch(/^callId.*\n$/);
  });

  test('twice: it ends at once, though nobody takes its output', async () => {
    const child = program('validate', '--valid-out', '-', log);
    const exited = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
    // Something has come; nothing of it is taken.
    await new Promise((resolve) => child.stdout?.once('readable', resolve));
    // Two signals that come together are one, so it is sent until it has been heard twice.
    await until(() => child.exitCode !== null || child.signalCode !== null || !child.kill('SIGINT'));
    expect(await exited).toBe('SIGINT');
  });

  test('with the whole pipeline: the last words of the program before it are read', async () => {
    const producer = join(folder, 'producer.mjs');
    writeFileSync(
      producer,
      `import { readFileSync } from 'node:fs';
       const [first, ...others] = readFileSync('${SAMPLE}', 'utf8').trimEnd().split('\\n');
       process.stdout.write(first + '\\n' + '\\n'.repeat(${BLANKS.length}), () => console.error('all is read'));
       const wait = setInterval(() => {}, 1000);
       process.on('SIGINT', () => setTimeout(() => {
         clearInterval(wait);
         process.stdout.write(others.join('\\n'));
       }, 80));`,
    );
    const script = `trap : INT; node ${producer} | ${TURNLINE} validate --format json; echo \${PIPESTATUS[1]}`;
    const child = spawn('bash', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = endOf(child);
    let told = '';
    child.stderr.on('data', (chunk) => {
      told += chunk;
    });
    await until(() => told.includes('all is read'));
    process.kill(-child.pid!, 'SIGINT');
    const { stdout, stderr } = await ended;
    const [, json = '', exit] = /^([\s\S]*)\n(\d+)\n$/.exec(stdout) ?? [];
    expect(JSON.parse(json).tally).toMatchObject({ records: 217, speechUpdates: 93 });
    expect(exit).toBe('130');
    expect(stderr).toContain('interrupted');
  });

  test.runIf(isLinux).each([
    ['validate', ['--valid-out', '-']],
    ['segments', ['--format', 'jsonl']],
    ['redact', []],
  ])('a reader that sleeps does not make %s hoard', async (command, options) => {
    const child = program(command, ...options, ...Array(4).fill(log));
    child.stdout?.pause();
    child.stderr?.resume();
    await stalled(child);
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const peak = Number(/VmHWM:\s*(\d+)/.exec(status)?.[1]) / 1024;
    child.kill('SIGKILL');
    console.log(`${command}, nobody reads: ${Math.round(peak)} MB`);
    expect(peak).toBeGreaterThan(20);
    expect(peak).toBeLessThan(300);
  });
});
