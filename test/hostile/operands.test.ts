// Runs the built program on operands and streams that are not there, empty, or no files: words, an exit code, and no crash.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Source } from '../../src/input/source.ts';
import { scan } from '../../src/scan/scan.ts';
import { addTally, emptyTally } from '../../src/scan/tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'turnline-operands-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sample = readFileSync('samples/client.ndjson');
writeFileSync(join(folder, 'a.ndjson'), sample);
writeFileSync(join(folder, 'empty.ndjson'), '');
mkdirSync(join(folder, 'with-an-empty-file'));
writeFileSync(join(folder, 'with-an-empty-file', 'empty.json'), '');
mkdirSync(join(folder, 'empty'));

const BIN = resolve('bin/turnline.js');

function shell(script: string): { code: number | null; stdout: string; stderr: string } {
  const command = script.replaceAll('turnline', `"${process.execPath}" "${BIN}"`);
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: folder, timeout: 20_000 });
  return { code: status, stdout: String(stdout), stderr: String(stderr) };
}

const NOTHING = 'turnline: no speech-update found: the input is empty\n';

describe('what is empty is never right', () => {
  test.each([
    'turnline validate empty.ndjson',
    'turnline empty.ndjson',
    'turnline validate < /dev/null',
    'turnline validate /dev/null',
    'turnline validate empty',
    'turnline validate with-an-empty-file',
    'turnline validate <&-',
    'head -c 1000000 /dev/zero | turnline validate',
  ])('%s', (script) => {
    const { code, stdout, stderr } = shell(script);
    expect({ code, stderr }).toEqual({ code: 3, stderr: NOTHING });
    expect(stdout).toContain('0 records: 0 speech-updates\n');
  });
});

test('a pipe with a name is read to its end', () => {
  const { code, stdout } = shell('mkfifo pipe; (cat a.ndjson > pipe &); turnline validate pipe');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '8 records: 8 speech-updates (8 valid, 0 invalid)\n' });
});

test('a file that is missing among others is a finding, and the others are read', () => {
  const { code, stdout } = shell('turnline validate missing.ndjson a.ndjson');
  expect(code).toBe(3);
  expect(stdout).toContain('missing.ndjson  input  cannot be read: no such file or folder');
  expect(stdout).toContain('8 speech-updates (8 valid, 0 invalid)');
});

test('the same file twice is counted twice', () => {
  expect(shell('turnline validate a.ndjson a.ndjson').stdout).toContain('16 records: 16 speech-updates');
});

describe('where nobody reads, the exit code still tells', () => {
  test.each([
    ['turnline validate a.ndjson >&-', 0],
    ['turnline validate a.ndjson 2>&-', 0],
    ['turnline validate missing.ndjson 2>&-', 3],
    ['turnline validate missing.ndjson >&- 2>&-', 3],
    ['turnline validate a.ndjson <&- >&- 2>&-', 0],
  ])('%s', (script, code) => {
    expect(shell(script).code).toBe(code);
  });
});

test('a file that shrinks while it is read ends in a record that is cut', async () => {
  const bytes = Buffer.concat(Array.from({ length: 500 }, () => sample)).subarray(0, -50);
  let from = 0;
  const source: Source = {
    name: 'shrinking',
    size: async () => 1 << 28,
    open: async () => ({
      read: async (target, at, length) => {
        const read = bytes.copy(target, at, from, Math.min(bytes.length, from + length));
        from += read;
        return read;
      },
      close: async () => {},
    }),
  };
  const work = { contract: null, selection: {}, maxRecordBytes: 1 << 26, timeline: true };
  const tally = emptyTally();
  const codes: string[] = [];
  const hands = { jobs: 2, patient: true };
  for await (const batch of scan([source], work, new AbortController().signal, hands)) {
    addTally(tally, batch.tally);
    codes.push(...batch.findings.map(({ code }) => code));
  }
  expect(tally).toMatchObject({ records: 4_000, speechUpdates: 3_999, notJson: 1 });
  expect(codes).toEqual(['truncated-record']);
});
