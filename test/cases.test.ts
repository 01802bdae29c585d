// Runs every case of test/cases/ and holds what it prints against what the case says; UPDATE_CASES=1 rewrites the cases.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Case, formatCase, parseCase } from './support/case.ts';
import { bytesOf, isWritable } from './support/coding.ts';
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
  const actual = await turnline(argv, { cwd: folderFor(name, one), stdin, terminal, env });
  if (process.env.UPDATE_CASES === '1') writeFileSync(path, formatCase({ ...one, expected: actual }));
  else {
    expect(actual).toEqual(one.expected);
    expect(formatCase(one)).toBe(source);
  }
});

/** A folder with the files of the case, and the samples. */
function folderFor(name: string, { files }: Case): string {
  const folder = join(root, name);
  mkdirSync(folder);
  symlinkSync(resolve('samples'), join(folder, 'samples'));
  for (const [file, body] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytesOf(body));
  }
  return folder;
}
