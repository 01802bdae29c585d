// Holds the built program to ending at SIGTERM, whatever it waits for: pipes and devices that say nothing.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'turnline-silence-'));
const pipes = join(folder, 'pipes');
const pipe = join(pipes, 'silent.ndjson');
mkdirSync(pipes);
/** A call of the sample. */
const CALL = '06315bad-afdc-4d19-bdc0-05956112788b';
const hasPipes = process.platform !== 'win32';
if (hasPipes) execFileSync('mkfifo', [pipe]);
afterAll(() => rmSync(folder, { recursive: true }));

function program(argv: readonly string[], stdin: number | 'ignore' = 'ignore'): ChildProcess {
  return spawn(process.execPath, ['bin/turnline.js', ...argv], { stdio: [stdin, 'ignore', 'ignore'] });
}

/** By itself, or by the signal: a shell sees 143 in both cases. */
async function endAtSignal(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const [code, signal] = await exited;
  expect(code ?? signal).toBeOneOf([143, 'SIGTERM']);
}

describe.runIf(hasPipes)('a pipe into which nobody writes', () => {
  test.each([
    ['an operand', ['inspect', pipe]],
    ['in a folder', ['inspect', pipes]],
    ['in a folder, to be redacted', ['redact', pipes]],
    ['followed', ['segments', '--follow', pipe]],
    ['followed, in a folder', ['segments', '--follow', pipes]],
    ['explained', ['inspect', '--explain-input', pipes]],
    ['compared', ['compare', pipe]],
    ['a schema', ['validate', '--schema', pipe, 'samples/bike-shop.ndjson']],
    ['a project file', ['validate', '--config', pipe, 'samples/bike-shop.ndjson']],
    ['a description to import', ['schema', 'import', pipe]],
    ['a secret', ['listen', '--port', '0', '--secret-file', pipe]],
    [
      'a recording',
      ['timeline', '--format', 'html', '--audio', pipe, '--call', CALL, 'samples/bike-shop.ndjson'],
    ],
  ])('%s', async (_, argv) => {
    const child = program(argv);
    // This waits until there is a reader.
    const writer = await open(pipe, 'w');
    try {
      await endAtSignal(child);
    } finally {
      await writer.close();
    }
  });
});

const KERNEL_LOG = '/proc/kmsg';

function canRead(path: string): boolean {
  try {
    closeSync(openSync(path, 'r'));
    return true;
  } catch {
    return false;
  }
}

/** How many descriptors of a process lead to a file. */
function opened(pid: number, path: string): number {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return links.filter((link) => link === path).length;
}

describe.runIf(canRead(KERNEL_LOG))('the log of the kernel', () => {
  test.each([
    ['an operand', ['inspect', KERNEL_LOG], 'ignore', 1],
    ['followed', ['segments', '--follow', KERNEL_LOG], 'ignore', 1],
    ['standard input', ['inspect'], KERNEL_LOG, 2],
  ] as const)('%s', async (_, argv, stdin, descriptors) => {
    const child = program(argv, stdin === 'ignore' ? stdin : openSync(stdin, 'r'));
    while (opened(child.pid!, KERNEL_LOG) < descriptors) await setTimeout(10);
    await endAtSignal(child);
  });
});
