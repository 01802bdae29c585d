// Holds hostile inputs to the verdicts in verdicts.json: what is counted, what is found and where, and how the run ends.
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { turnline } from '../support/host.ts';
import { INPUTS } from './inputs.ts';

const FILE = 'test/hostile/verdicts.json';

interface Verdict {
  readonly exit: number;
  /** What is counted, as far as it is not 0. */
  readonly tally: Readonly<Record<string, number>>;
  /** Code, pointer and place of each. */
  readonly findings: readonly string[];
  /** The moment of the first event that a timeline has. */
  readonly at: string | null;
}

interface Told {
  readonly code: string;
  readonly pointer: string;
  readonly line: number | null;
  readonly column: number | null;
}

async function verdictOn(stdin: Buffer): Promise<Verdict> {
  const judged = await turnline(['validate', '--format', 'json'], { stdin });
  const { tally, findings } = JSON.parse(judged.stdout);
  const { stdout } = await turnline(['segments', '--format', 'jsonl'], { stdin });
  const [first = ''] = stdout.split('\n');
  return {
    exit: judged.exit,
    tally: Object.fromEntries(Object.entries(tally as Record<string, number>).filter(([, n]) => n > 0)),
    findings: (findings as Told[]).map(
      ({ code, pointer, line, column }) =>
        `${code} ${pointer}`.trimEnd() + (line === null ? '' : ` ${line}:${column}`),
    ),
    at: first === '' ? null : momentIn(JSON.parse(first)),
  };
}

/** As a person reads it, so that 1970 would be seen. */
function momentIn({ startEpochMs, endEpochMs }: { startEpochMs: number | null; endEpochMs: number | null }) {
  const ms = startEpochMs ?? endEpochMs;
  return ms === null ? null : new Date(ms).toISOString();
}

const update = process.env.UPDATE_VERDICTS === '1';
const expected: Readonly<Record<string, Verdict>> = JSON.parse(readFileSync(FILE, 'utf8'));
const found: Record<string, Verdict> = {};
afterAll(() => {
  if (update) writeFileSync(FILE, `${JSON.stringify(found, null, 2)}\n`);
});

test('every input has its verdict', () => {
  if (!update) expect(Object.keys(expected)).toEqual([...INPUTS.keys()]);
});

describe.each([...INPUTS])('%s', (name, bytes) => {
  test('is told for what it is', async () => {
    found[name] = await verdictOn(bytes);
    if (!update) expect(found[name]).toEqual(expected[name]);
  });

  test('is counted to the last record, and no empty input is right', async () => {
    const { tally, exit } = await verdictOn(bytes);
    const { records = 0, speechUpdates = 0, otherMessages = 0, notMessages = 0, notJson = 0 } = tally;
    expect(records).toBe(speechUpdates + otherMessages + notMessages + notJson);
    expect(speechUpdates).toBe((tally.valid ?? 0) + (tally.invalid ?? 0));
    if (speechUpdates === 0) expect(exit).toBe(3);
    const { at } = await verdictOn(bytes);
    if (at !== null) expect(at >= '2001-09-09' && at < '2286-11-21').toBe(true);
  });
});
