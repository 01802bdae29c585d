// Holds damage to its law: every whole record before it is read, whatever the packing and however it is read, and then it is told.
import { getEventListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Batch, Work } from '../../src/scan/batch.ts';
import { scan } from '../../src/scan/scan.ts';
import { type Gathered, gathered, sourceOf } from '../support/gathered.ts';

const NEVER = new AbortController().signal;
const WORK: Work = { contract: null, selection: {}, maxRecordBytes: 1 << 26, timeline: true };

const lines = readFileSync('samples/bike-shop.ndjson', 'utf8').trimEnd().split('\n');
/** Of 12 MB, so that threads get several chunks, also of what comes through a pipe. */
const long = Buffer.from(
  `${Array.from({ length: 1_500 }, (_, index) => lines[index % lines.length]).join('\n')}\n`,
);
const short = Buffer.from(`${lines.join('\n')}\n`);

/** With a byte of the last eight changed: the sum, or the length. */
function wrongAt(packed: Buffer, fromEnd: number): Buffer {
  const wrong = Buffer.from(packed);
  wrong[wrong.length - fromEnd]! ^= 1;
  return wrong;
}

type Way = (bytes: Buffer, options?: object) => Buffer;
/** Not in every Node. */
const zstd = Reflect.get(zlib, 'zstdCompressSync') as Way | undefined;
const unzstd = Reflect.get(zlib, 'zstdDecompressSync') as Way | undefined;
const PACKERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => zlib.gzipSync(bytes, { level: 1 }),
  brotli: (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
  ...(zstd === undefined ? {} : { zstd }),
};

const THREADS = { jobs: 2, patient: true };
/** All that can be unpacked of what is cut off. */
const UNPACKED: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => zlib.gunzipSync(bytes, { finishFlush: zlib.constants.Z_SYNC_FLUSH }),
  brotli: (bytes) => zlib.brotliDecompressSync(bytes, { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH }),
  zstd: (bytes) => unzstd!(bytes, { finishFlush: Reflect.get(zlib.constants, 'ZSTD_e_flush') }),
};

const WAYS: Readonly<Record<string, (bytes: Buffer, failure?: Error) => AsyncIterable<Batch>>> = {
  'from a file': (bytes, failure) => scan([sourceOf(bytes, 1 << 19, bytes.length, failure)], WORK, NEVER),
  'from a pipe': (bytes, failure) => scan([sourceOf(bytes, 1 << 16, null, failure)], WORK, NEVER),
  'in odd pieces': (bytes, failure) => scan([sourceOf(bytes, 4_099, null, failure)], WORK, NEVER),
  'on threads, from a file': (bytes, failure) =>
    scan([sourceOf(bytes, 1 << 19, 1 << 28, failure)], WORK, NEVER, THREADS),
  'on threads, from a pipe': (bytes, failure) =>
    scan([sourceOf(bytes, 1 << 16, null, failure)], WORK, NEVER, THREADS),
};

const FAILURE = Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' });

/** What is read of it, and of its findings the codes. */
async function read(
  batches: AsyncIterable<Batch>,
): Promise<Gathered & { readonly codes: readonly string[] }> {
  const all = await gathered(batches);
  return { ...all, codes: all.findings.map(({ code }) => code) };
}

describe.each(Object.entries(WAYS))('%s', (_, way) => {
  test.each([
    ['a wrong sum', 5],
    ['a wrong length', 1],
  ])('gzip with %s loses nothing', async (_, fromEnd) => {
    for (const bytes of [short, long, short.subarray(0, -1), Buffer.from(`[${lines.join(',\n')}]`)]) {
      const whole = await read(way(bytes));
      const damaged = await read(way(wrongAt(PACKERS.gzip!(bytes), fromEnd)));
      expect(damaged.tally).toEqual(whole.tally);
      expect(damaged.events).toEqual(whole.events);
      expect(damaged.codes).toEqual([...whole.codes, 'unreadable']);
    }
  });

  test.each(Object.keys(PACKERS))('of %s that is cut off all that was packed is read', async (name) => {
    for (const bytes of [short, long]) {
      const packed = PACKERS[name]!(bytes);
      for (const kept of [0.3, 0.7, 0.99]) {
        const cut = packed.subarray(0, packed.length * kept);
        const given = UNPACKED[name]!(cut);
        const whole = await read(way(given.subarray(0, given.lastIndexOf('\n') + 1)));
        const damaged = await read(way(cut));
        expect(damaged.tally.records).toBeGreaterThan(0);
        expect(damaged.tally).toEqual(whole.tally);
        expect(damaged.events).toEqual(whole.events);
        expect(damaged.codes).toEqual([...whole.codes, 'unreadable']);
      }
    }
  });

  test('what a failing disk gave before is read', async () => {
    for (const bytes of [long.subarray(0, -1), long]) {
      const whole = await read(way(bytes));
      const failing = await read(way(bytes, FAILURE));
      expect(failing.events).toEqual(whole.events);
      expect(failing.codes).toEqual([...whole.codes, 'unreadable']);
    }
  });
});

test('nothing that was opened to unpack goes on listening', async () => {
  const { signal } = new AbortController();
  for (const bytes of [
    PACKERS.gzip!(short),
    wrongAt(PACKERS.gzip!(short), 5),
    Buffer.from(`\ufeff${short}`, 'utf16le'),
  ])
    await gathered(scan([sourceOf(bytes, 1 << 16)], WORK, signal));
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
