// Holds several threads to what one gives: the same counts, findings, events and places, in the same order.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInContract } from '../../src/contract/load/built-in.ts';
import type { Source } from '../../src/input/source.ts';
import type { Batch, Work } from '../../src/scan/batch.ts';
import { scanInParallel } from '../../src/scan/parallel.ts';
import { scan } from '../../src/scan/scan.ts';
import { addTally, emptyTally } from '../../src/scan/tally.ts';

const sample = readFileSync('samples/bike-shop.ndjson', 'utf8').trimEnd().split('\n');
const wrong = readFileSync('samples/wrong.ndjson', 'utf8').trimEnd().split('\n');

/** Some 6 MB, so that there are several chunks. */
function log(odd: (index: number) => string | undefined): Buffer {
  const lines: string[] = [];
  for (let index = 0, length = 0; length < 6e6; index++) {
    const line = odd(index) ?? sample[index % sample.length]!;
    lines.push(line);
    length += line.length + 1;
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}

const pretty = JSON.stringify(JSON.parse(sample[3]!), null, 2);
const LOGS: Readonly<Record<string, Buffer>> = {
  'messages alone': log(() => undefined),
  'wrong ones between': log((index) => (index % 7 === 3 ? wrong[index % wrong.length] : undefined)),
  'text, blanks and broken lines between': log(
    (index) => [undefined, 'GET /health 200', '', sample[index % 50]!.slice(0, 400), '  {"a":1}'][index % 11],
  ),
  'several documents and arrays in a line': log((index) =>
    index % 5 === 0
      ? `${sample[0]}${sample[1]}`
      : index % 9 === 0
        ? `[${sample[2]},${sample[4]}]`
        : undefined,
  ),
  'a document over several lines, late': log((index) => (index === 300 ? pretty : undefined)),
  'a line longer than a chunk': log((index) =>
    index === 20 ? `{"x":"${'y'.repeat(3_000_000)}"}` : undefined,
  ),
  'zero bytes in the middle': log((index) =>
    index === 250 ? `${'\0'.repeat(5_000)}${sample[5]}` : undefined,
  ),
  'the end cut off': log(() => undefined).subarray(0, 5_500_123),
  'bytes that are no UTF-8': Buffer.from(
    log((index) =>
      index % 13 === 4 ? sample[index % 40]!.replace('"role"', '"ro\u00e9le"') : undefined,
    ).map((byte) => (byte === 0xc3 ? 0xff : byte)),
  ),
};

const source = (bytes: Buffer): Source => ({
  name: 'app.log',
  size: async () => bytes.length,
  open: async () => {
    let offset = 0;
    return {
      read: async (target, at, length) => {
        const read = bytes.copy(
          target,
          at,
          offset,
          Math.min(bytes.length, offset + Math.min(length, 777_777)),
        );
        offset += read;
        return read;
      },
      close: async () => {},
    };
  },
});

async function gathered(batches: AsyncIterable<Batch>): Promise<unknown> {
  const tally = emptyTally();
  const [findings, events, kept]: unknown[][] = [[], [], []];
  const artifacts = new Map<string | null, { at: number; text: string }>();
  const notices = new Set<string>();
  let unusable = 0;
  for await (const batch of batches) {
    addTally(tally, batch.tally);
    findings!.push(...batch.findings);
    events!.push(...batch.events);
    unusable += batch.unusable;
    kept!.push(...batch.kept.valid.map(String), ...batch.kept.invalid.map((one) => `invalid ${one}`));
    for (const { callId, said } of batch.notices) {
      if (said.kind !== 'artifact') notices.add(JSON.stringify([callId, said]));
      // Only the latest counts; how many of the others are told depends on where batches end.
      else if (said.at >= (artifacts.get(callId)?.at ?? 0))
        artifacts.set(callId, { at: said.at, text: String(said.bytes) });
    }
  }
  return { tally, findings, events, unusable, kept: kept!.sort(), artifacts, notices };
}

const timeline: Work = { contract: null, selection: {}, maxRecordBytes: 1 << 26, timeline: true };
const WORKS: Readonly<Record<string, Work>> = {
  'for a timeline': timeline,
  judged: { ...timeline, contract: builtInContract(), keep: { valid: true, invalid: true } },
  'in part': { ...timeline, selection: { call: '0', turns: [{ first: 1, last: 3 }] } },
};

describe.each(Object.entries(WORKS))('%s', (_, work) => {
  test.each(Object.entries(LOGS))('%s', async (_, bytes) => {
    const interrupt = new AbortController().signal;
    const one = await gathered(scan([source(bytes)], work, interrupt));
    const several = await gathered(scanInParallel(source(bytes), work, 2, interrupt));
    expect(several).toEqual(one);
  });
});

test('a thread that fails is an error, and no short result', async () => {
  const bytes = LOGS['messages alone']!;
  const work = { ...timeline, selection: { turns: [null as never] } };
  const batches = scanInParallel(source(bytes), work, 2, new AbortController().signal);
  await expect(gathered(batches)).rejects.toThrow();
});
