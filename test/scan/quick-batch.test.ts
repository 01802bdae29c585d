// Holds the batches of quick reading to those of careful reading: the same events at the same places, and the same artifacts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Batch, Work } from '../../src/scan/batch.ts';
import { scan } from '../../src/scan/scan.ts';
import { gathered, sourceOf } from '../support/gathered.ts';
import '../support/seed.ts';

const QUICK: Work = { contract: null, selection: {}, maxRecordBytes: 1 << 26, timeline: true };
/** Who wants to hear of every message has them read with care. */
const CAREFUL: Work = { ...QUICK, onMessage: () => {} };

function batchesOf(text: string | Buffer, work: Work, piece = 1 << 20): AsyncIterable<Batch> {
  return scan([sourceOf(Buffer.from(text), piece)], work, new AbortController().signal);
}

/** Of Latin-1, so that a byte can be any. */
const CHANGES: readonly ((line: string, at: number) => string)[] = [
  (line) => line.replace('\n', '\r\n'),
  (line) => line.replace('\n', ' \n'),
  (line) => line.replace('\n', '\r\r\n'),
  (line) => line.replace('\n', ''),
  (line) => `\n ${line}`,
  (line) => `\0\0${line}`,
  (line) => `GET /health 200\n${line}`,
  (line) => line.replace('"timestamp":1', '"timestamp":'),
  (line) => line.replace('"timestamp":', '"timestamp":1'),
  (line) => line.replace('"turn":1', '"turn":000'),
  (line) => line.replace('"turn":1', '"turn":1234567890'),
  (line) => line.replace(/"call":[^}]*\}/, '"call":{"id":"a"}'),
  (line, at) => `${line.slice(0, at)}\u00ff${line.slice(at + 1)}`,
  (line, at) => `${line.slice(0, at)}\n${line.slice(at)}`,
  (line, at) => `${line.slice(0, at)}\n`,
  (line, at) => line.slice(0, at) + line.slice(at + 1),
];

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

test('a stream of messages that are laid out alike, with others between, in pieces', async () => {
  const change = fc.tuple(fc.constantFrom(...CHANGES), fc.nat(150));
  const one = fc.tuple(
    fc.constantFrom(SHORT, SHORT, OVER_LINES),
    fc.oneof({ arbitrary: fc.constant(null), weight: 3 }, { arbitrary: change, weight: 1 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(one, { maxLength: 40 }),
      fc.integer({ min: 1, max: 3_000 }),
      fc.constantFrom(undefined, 'a', 'b'),
      async (stream, piece, call) => {
        const lines = stream.map(([of, changed]) => {
          const line = message(of);
          return changed === null ? line : changed[0](line, changed[1]);
        });
        const bytes = Buffer.from(message(SHORT) + lines.join(''), 'latin1');
        const told = (work: Work) => gathered(batchesOf(bytes, { ...work, selection: { call } }, piece));
        expect(await told(QUICK)).toEqual(await told(CAREFUL));
      },
    ),
    { numRuns: 300 },
  );
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
