// Runs every case of test/cases/ and holds what it prints against what the case says; UPDATE_CASES=1 rewrites the cases.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Case, formatCase, parseCase } from './support/case.ts';
import { folderFor } from './support/case-folder.ts';
import { isWritable } from './support/coding.ts';
import { turnline } from './support/host.ts';

const root = mkdtempSync(join(tmpdir(), 'turnline-cases-'));
afterAll(() => rmSync(root, { recursive: true }));

const cases = readdirSync('test/cases').filter((name) => name.endsWith('.case'));

test('there are cases', () => {
  expect(cases.length).toBeGreaterThan(20);
});

test.each(cases)('%s', async (name) => {
  const path = join('test/cases', name);
  const source = readFileSync(path, 'utf8');
  const one = parseCase(source);
  const { argv, files, stdin, terminal, env } = one;
  // Older versions of Node have no zstd.
  if (![...files.values()].every(isWritable)) return;
  const actual = await turnline(argv, { cwd: folderFor(join(root, name), one), stdin, terminal, env });
  if (process.env.UPDATE_CASES === '1') writeFileSync(path, formatCase({ ...one, expected: actual }));
  else {
    expect(actual).toEqual(one.expected);
    expect(formatCase(one)).toBe(source);
  }
});

/** What the command that is shipped prints, as a user starts it. */
function shipped({ argv, stdin, env }: Case, cwd: string): Promise<Case['expected']> {
  return new Promise((settle) => {
    const settings = { cwd, env: { PATH: process.env.PATH, TZ: 'UTC', ...env }, maxBuffer: 1 << 28 };
    const child = execFile(process.execPath, [COMMAND, ...argv], settings, (error, stdout, stderr) =>
      settle({ stdout, stderr, exit: error === null ? 0 : Number(error.code) }),
    );
    child.stdin?.end(stdin ?? '');
  });
}

const COMMAND = resolve('bin/turnline.js');

/** A Host of the tests stands for terminals, which a child process has not. */
const piped = cases
  .map((name) => ({ name, one: parseCase(readFileSync(join('test/cases', name), 'utf8')) }))
  .filter(({ one: { terminal, files } }) => terminal === undefined && [...files.values()].every(isWritable));

test.concurrent.each(piped)('$name, by the command that is shipped', async ({ name, one }) => {
  expect(await shipped(one, folderFor(join(root, `${name} shipped`), one))).toEqual(one.expected);
});
