// Judges thousands of records alone, in order, reversed, and on 1 and 2 threads: the findings of a record never differ.
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { turnline } from './support/host.ts';
import { mutatedRecords } from './support/mutated-records.ts';

const RECORDS = mutatedRecords(2_000, Number(process.env.FC_SEED ?? 20261127));
/** A pipe must hold more than 8 MiB before it is shared among threads; shorter logs are repeated. */
const SHARED_BYTES = 16 << 20;
/** 2,000 runs of the command take 10 s on a quiet machine. */
const PATIENCE_MS = 300_000;

interface Judged {
  readonly tally: Readonly<Record<string, number>>;
  /** The findings of each line, counted from 0, without the numbers of line and record. */
  readonly findings: ReadonlyMap<number, readonly { readonly code: string }[]>;
}

async function judged(records: readonly string[], jobs: number): Promise<Judged> {
  const stdin = Buffer.from(records.map((text) => `${text}\n`).join(''));
  const { stdout } = await turnline(['validate', '--format', 'json', '--jobs', `${jobs}`], { stdin });
  const report = JSON.parse(stdout);
  const findings = new Map<number, { code: string }[]>();
  for (const { record: _, line, ...rest } of report.findings)
    findings.set(line - 1, [...(findings.get(line - 1) ?? []), rest]);
  return { tally: report.tally, findings };
}

const alone: Judged[] = [];
beforeAll(async () => {
  for (const record of RECORDS) alone.push(await judged([record], 1));
}, PATIENCE_MS);

const posting = vi.spyOn(Worker.prototype, 'postMessage');
afterAll(() => posting.mockRestore());

test('the records are of many kinds', () => {
  const codes = new Set(alone.flatMap(({ findings }) => findings.get(0) ?? []).map(({ code }) => code));
  expect(codes.size).toBeGreaterThan(5);
  for (const kind of ['valid', 'invalid', 'otherMessages', 'notMessages', 'notJson']) {
    const count = alone.reduce((sum, { tally }) => sum + tally[kind]!, 0);
    expect(count, kind).toBeGreaterThan(RECORDS.length / 100);
  }
});

const IN_ORDER = RECORDS.map((_, index) => index);
const ORDERS = { 'in order': IN_ORDER, reversed: IN_ORDER.toReversed() };

describe.each(Object.entries(ORDERS))('%s', (_, once) => {
  test.each([1, 2])('on %i threads', { timeout: PATIENCE_MS }, async (jobs) => {
    const bytes = RECORDS.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
    const order = Array.from({ length: Math.ceil(SHARED_BYTES / bytes) }, () => once).flat();
    const { tally, findings } = await judged(
      order.map((index) => RECORDS[index]!),
      jobs,
    );
    if (jobs > 1) expect(posting).toHaveBeenCalled();
    for (const [line, index] of order.entries())
      expect(findings.get(line), RECORDS[index]).toEqual(alone[index]!.findings.get(0));
    for (const [kind, count] of Object.entries(tally))
      expect(count, kind).toBe(order.reduce((sum, index) => sum + alone[index]!.tally[kind]!, 0));
  });
});
