// Holds reading to its promise: however twelve messages were captured, they come out the same, and findings point at their bytes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Capture, slugOf } from './support/captures/capture.ts';
import { CAPTURES } from './support/captures/index.ts';
import { placeOfMark } from './support/captures/place.ts';
import { formatCase } from './support/case.ts';
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

test.runIf(process.env.UPDATE_CAPTURES === '1').each(here.map((capture) => [slugOf(capture), capture] as const))(
  'writes the case %s',
  async (slug, capture) => {
    const { cwd, operand } = written(capture);
    const argv = ['validate', operand];
    const expected = await turnline(argv, { cwd });
    const one = { argv, files: capture.files, stdin: null, terminal: undefined, env: {}, expected };
    writeFileSync(`test/cases/${slug}.case`, formatCase({ about: capture.name, ...one }));
  },
);
