// Holds several threads to what one gives: the same counts, findings, events and places, in the same order.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { builtInContract } from '../../src/contract/load/built-in.ts';
import { tablesOf } from '../../src/contract/tables/build.ts';
import { contractOf } from '../../src/contract/tables/contract.ts';
import { ONCE } from '../../src/input/chunks.ts';
import type { ByteReader, Source } from '../../src/input/source.ts';
import type { Batch, Work } from '../../src/scan/batch.ts';
import { Crew } from '../../src/scan/crew.ts';
import { scanInParallel } from '../../src/scan/parallel.ts';
import { rebased } from '../../src/scan/piece-batch.ts';
import { scan } from '../../src/scan/scan.ts';
import { READY, unpack } from '../../src/scan/wire.ts';
import { gathered, sourceOf } from '../support/gathered.ts';
import { onDisk } from '../support/on-disk.ts';
import { until } from '../support/waiting.ts';

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

const timeline: Work = { contract: null, selection: {}, maxRecordBytes: 1 << 26, timeline: true };
const WORKS: Readonly<Record<string, Work>> = {
  'for a timeline': timeline,
  judged: { ...timeline, contract: builtInContract(), keep: { valid: true, invalid: true } },
  'judged by another contract': {
    ...timeline,
    contract: contractOf(tablesOf('main', () => ({ properties: { type: {} }, required: ['nothing'] }))),
  },
  'in part': { ...timeline, selection: { call: '0', turns: [{ first: 1, last: 3 }] } },
};

/** Another thread takes part only once it has started, which the log waits for. */
function patient(bytes: Buffer): Source {
  const source = sourceOf(bytes, 777_777);
  const open = async (): Promise<ByteReader> => {
    const reader = await source.open();
    let reads = 0;
    hearing.mockClear();
    const isReady = (): boolean => hearing.mock.calls.some(([, said]) => said === READY);
    const read: ByteReader['read'] = async (...into) => {
      // The threads are started after the first bytes were looked at.
      if (++reads > 3) await until(isReady);
      return reader.read(...into);
    };
    return { ...reader, read };
  };
  return { ...source, open };
}

const NEVER = new AbortController().signal;
const posting = vi.spyOn(Worker.prototype, 'postMessage');
const hearing = vi.spyOn(Worker.prototype, 'emit');
afterEach(() => posting.mockReset());

describe.each(Object.entries(WORKS))('%s', (_, work) => {
  test.each(Object.entries(LOGS))('%s', async (_, bytes) => {
    const interrupt = new AbortController().signal;
    const one = await gathered(scan([sourceOf(bytes, 777_777)], work, interrupt));
    const several = await gathered(scanInParallel(patient(bytes), work, 3, interrupt));
    expect(several).toEqual(one);
    expect(posting).toHaveBeenCalled();
    const mostlyHere = await gathered(scanInParallel(sourceOf(bytes, 777_777), work, 2, interrupt));
    expect(mostlyHere).toEqual(one);
    expect(await gathered(scanInParallel(onDisk(bytes), work, 2, interrupt))).toEqual(one);
  });
});

describe('a file', () => {
  const bytes = LOGS['wrong ones between']!;
  const one = () => gathered(scan([sourceOf(bytes, 777_777)], timeline, NEVER));

  test.each([1_000_003, 4_500_000])('that has grown by %i bytes is read to its end', async (more) => {
    const source = onDisk(bytes, (file) => ({ ...file, size: file.size - more }));
    expect(await gathered(scanInParallel(source, timeline, 2, NEVER))).toEqual(await one());
  });

  test('that has shrunk is read to its end', async () => {
    const source = onDisk(bytes, (file) => ({ ...file, size: file.size + 9_000_000 }));
    expect(await gathered(scanInParallel(source, timeline, 2, NEVER))).toEqual(await one());
  });

  test('that the threads cannot read is read without them', async () => {
    const folder = openSync('test', 'r');
    const source = onDisk(bytes, (file) => ({ ...file, fd: folder }));
    expect(await gathered(scanInParallel(source, timeline, 2, NEVER))).toEqual(await one());
    closeSync(folder);
  });

  test('whose reading fails gives what stands before, and the failure', async () => {
    const failure = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
    const reader = await sourceOf(bytes.subarray(0, 3_000_000), 777_777, null, failure).open();
    const folder = openSync('test', 'r');
    const source = onDisk(bytes, (file) => ({ ...file, fd: folder, from: () => reader }));
    const batches: Batch[] = [];
    const reading = async (): Promise<void> => {
      for await (const batch of scanInParallel(source, timeline, 2, NEVER)) batches.push(batch);
    };
    await expect(reading()).rejects.toBe(failure);
    const records = batches.reduce((sum, { tally }) => sum + tally.records, 0);
    expect(records).toBe(bytes.subarray(0, bytes.lastIndexOf('\n', 3_000_000)).toString().split('\n').length);
    closeSync(folder);
  });

  test.each(Object.entries(WORKS))(
    'that other threads read in part comes to the same %s',
    async (_, work) => {
      const source = onDisk(bytes);
      const { file, close } = await source.open();
      const crew = new Crew(work, 'app.log', 3);
      posting.mockClear();
      const dealt = 4;
      for (let number = 0, from = 0; from < file!.size; number++, from += 1e6) {
        const piece = { fd: file!.fd, from, to: Math.min(from + 1e6, file!.size) };
        while (number < dealt && crew.isBusy) await setTimeout(1);
        if (number < dealt) crew.deal(piece);
        else crew.read(piece);
      }
      expect(posting).toHaveBeenCalledTimes(dealt);
      const batches: Batch[] = [];
      const counted = { lines: 0, records: 0 };
      while (!crew.isIdle) {
        const { batch, lines, records } = unpack((await crew.collect()).result!, 'app.log');
        batches.push(rebased(batch, counted.lines, counted.records));
        counted.lines += lines;
        counted.records += records;
      }
      await crew.dismiss();
      await close();
      const all = async function* () {
        yield* batches;
      };
      expect(await gathered(all())).toEqual(await gathered(scan([sourceOf(bytes, 777_777)], work, NEVER)));
    },
  );
});

test('a thread that fails is an error, and no short result', async () => {
  posting.mockImplementation(function (this: Worker) {
    this.terminate();
  });
  const batches = scanInParallel(patient(LOGS['messages alone']!), timeline, 2, new AbortController().signal);
  await expect(gathered(batches)).rejects.toThrow('a thread ended with 1 before its work was done');
});

test('however fast the others are, only so much waits for a slow chunk', async () => {
  const crew = new Crew(timeline, 'app.log', 3);
  const chunk = { bytes: Buffer.from(new SharedArrayBuffer(64)), memory: ONCE, length: 0 };
  let given = 0;
  // Nothing is collected, as while the first is not done.
  for (; !crew.isStuck && given < 100; given++) {
    while (crew.isBusy) await setTimeout(1);
    crew.deal(chunk);
  }
  await crew.dismiss();
  expect(given).toBe(7);
});

test('who works after a thread has ended is told so', async () => {
  const crew = new Crew(timeline, 'app.log', 2);
  while (crew.isBusy) await setTimeout(1);
  await crew.dismiss();
  crew.deal({ bytes: Buffer.from(new SharedArrayBuffer(64)), memory: ONCE, length: 0 });
  await expect(crew.collect()).rejects.toThrow('a thread ended');
});
