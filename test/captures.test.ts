// Holds reading to its promise: however twelve messages were captured, they come out the same, and findings point at their bytes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Capture, slugOf } from './support/captures/capture.ts';
import { CAPTURES } from './support/captures/index.ts';
import { placeOfMark } from './support/captures/place.ts';
import { withTable } from './support/captures/readme.ts';
import { formatCase, parseCase } from './support/case.ts';
import { bytesOf, isWritable, placedText } from './support/coding.ts';
import { turnline } from './support/host.ts';

const root = mkdtempSync(join(tmpdir(), 'turnline-captures-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Writes the files of a capture; gives the folder, and the operand that reads them all. */
function written(capture: Capture): { cwd: string; operand: string } {
  const cwd = join(root, slugOf(capture));
  for (const [name, file] of capture.files) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), bytesOf(file));
  }
  const [first = ''] = capture.files.keys();
  return { cwd, operand: capture.files.size > 1 ? dirname(first) : first };
}

async function segmentsOf(capture: Capture): Promise<string> {
  const { cwd, operand } = written(capture);
  const { stdout } = await turnline(['segments', operand, '--format', 'jsonl'], { cwd });
  return stdout;
}

async function judgementOf(capture: Capture) {
  const { cwd, operand } = written(capture);
  const { stdout } = await turnline(['validate', operand, '--format', 'json'], { cwd });
  return JSON.parse(stdout);
}

const PLAIN = CAPTURES[0]!;
const CLIENT = CAPTURES.find(({ client }) => client)!;

test('the plain kinds have segments', async () => {
  const lengths = [PLAIN, CLIENT].map(async (capture) => (await segmentsOf(capture)).split('\n').length);
  expect(await Promise.all(lengths)).toEqual([7, 7]);
});

test('there are many kinds, each with a name of its own', () => {
  expect(CAPTURES.length).toBeGreaterThanOrEqual(32);
  expect(new Set(CAPTURES.map(slugOf)).size).toBe(CAPTURES.length);
});

const here = CAPTURES.filter(({ files }) => [...files.values()].every(isWritable));

describe.each(here.map((capture) => [capture.name, capture] as const))('%s', (_, capture) => {
  test('gives the segments of plain lines', async () => {
    expect(await segmentsOf(capture)).toBe(await segmentsOf(capture.client ? CLIENT : PLAIN));
  });

  test('gives the finding of plain lines, at the bytes that are wrong', async () => {
    const [{ tally, findings }, plain] = [await judgementOf(capture), await judgementOf(PLAIN)];
    expect(tally).toMatchObject({ speechUpdates: 12, valid: 11, invalid: 1, otherMessages: 0 });
    const said = ({ code, pointer, message }: Record<string, unknown>) => ({ code, pointer, message });
    expect(findings.map(said)).toEqual(plain.findings.map(said));
    const { source, line, column } = findings[0];
    const file = capture.files.get(source);
    expect({ line, column }).toEqual(placeOfMark(placedText(file!), capture.places));
  });
});

describe('other messages are counted as such', () => {
  const spelt = here.filter(({ places }) => places === 'exact');
  test.each(spelt.map((capture) => [capture.name, capture] as const))('%s', async (_, capture) => {
    const files = [...capture.files].map(
      ([name, { text, codings }]) =>
        [name, { text: text.replaceAll('speech-update', 'status-update'), codings }] as const,
    );
    const { tally } = await judgementOf({ ...capture, files: new Map(files) });
    expect(tally).toMatchObject({ speechUpdates: 0, otherMessages: 12 });
  });
});

describe('what is kept of them', () => {
  const updates = process.env.UPDATE_CAPTURES === '1';

  test.each(CAPTURES.map((capture) => [slugOf(capture), capture] as const))('%s', async (slug, capture) => {
    const path = `test/cases/${slug}.case`;
    if (updates) writeFileSync(path, await caseOf(capture));
    expect(parseCase(readFileSync(path, 'utf8')).files).toEqual(capture.files);
  });

  test('the table in the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    if (updates) writeFileSync('README.md', withTable(readme));
    else expect(withTable(readme)).toBe(readme);
  });
});

/** The case that shows what validate prints; where this Node lacks zstd, as it does without that packing. */
async function caseOf(capture: Capture): Promise<string> {
  const unpacked = [...capture.files].map(
    ([name, { text, codings }]) =>
      [name, { text, codings: codings.filter((coding) => coding !== 'zstd') }] as const,
  );
  const { cwd, operand } = written({ ...capture, files: new Map(unpacked) });
  const argv = ['validate', operand];
  const expected = await turnline(argv, { cwd });
  const { files } = capture;
  return formatCase({
    about: capture.name,
    argv,
    files,
    stdin: null,
    terminal: undefined,
    env: {},
    expected,
  });
}
