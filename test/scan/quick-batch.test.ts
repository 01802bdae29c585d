// Holds the batches of quick reading to those of careful reading: the same events at the same places, and the same artifacts.
import { expect, test } from 'vitest';
import type { Batch, Work } from '../../src/scan/batch.ts';
import { scan } from '../../src/scan/scan.ts';
import { gathered, sourceOf } from '../support/gathered.ts';

const QUICK: Work = { contract: null, selection: {}, maxRecordBytes: 1 << 26, timeline: true };
/** Who wants to hear of every message has them read with care. */
const CAREFUL: Work = { ...QUICK, onMessage: () => {} };

function batchesOf(text: string, work: Work): AsyncIterable<Batch> {
  return scan([sourceOf(Buffer.from(text), 1 << 20)], work, new AbortController().signal);
}

let time = 1786000000000;
function message(call: string, more = ''): string {
  time += 1_000;
  const status = time % 2_000 === 0 ? 'started' : 'stopped';
  return `{"message":{"type":"speech-update","timestamp":${time},"status":"${status}","role":"user","turn":1,"call":${call}${more}}}\n`;
}

const SHORT = '{"id":"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"}';
const OVER_LINES = '{\n"id":"aaaaaaaa-bbbb-cccc-dddd-ffffffffffff"}';

test('a call that is written over several lines, again and again', async () => {
  const calls = [SHORT, SHORT, OVER_LINES, SHORT, OVER_LINES, OVER_LINES, SHORT, OVER_LINES, SHORT];
  const text = calls.map((call) => message(call)).join('');
  const { events } = await gathered(batchesOf(text, QUICK));
  expect(events).toHaveLength(calls.length);
  expect(events).toEqual((await gathered(batchesOf(text, CAREFUL))).events);
});

test('of a call the last artifact with times and the last with figures, whatever comes behind', async () => {
  const artifacts = [
    '{"messages":[{"role":"user","time":1786000000000}]}',
    '{"performanceMetrics":{"turnLatencies":[]}}',
    '{"messages":[{"role":"user","time":1786000001000}]}',
    '{"messages":[]}',
  ];
  const text = artifacts.map((artifact) => message(SHORT, `,"artifact":${artifact}`)).join('');
  const told = async (work: Work): Promise<string[]> => {
    const all: string[] = [];
    for await (const { notices } of batchesOf(text, work))
      for (const { said } of notices) if (said.kind === 'artifact') all.push(`${said.at} ${said.bytes}`);
    return all.sort();
  };
  expect(await told(QUICK)).toEqual(await told(CAREFUL));
  expect(await told(QUICK)).toHaveLength(2);
});

test('a member that stands again and again takes little beside its bytes', async () => {
  const text = message(SHORT, ',"role":"user"'.repeat(500_000));
  const before = process.memoryUsage().rss;
  const { events } = await gathered(batchesOf(text + message(SHORT), QUICK));
  expect(events).toHaveLength(2);
  expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
});
