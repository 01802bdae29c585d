// Holds the walk over zstd to what its compressor writes: it ends where a frame does, and nowhere else.
import { randomBytes } from 'node:crypto';
import * as zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ZstdFrames } from '../../src/input/zstd-frames.ts';

type Way = (bytes: Buffer, options?: object) => Buffer;
/** Not in every Node. */
const compress = Reflect.get(zlib, 'zstdCompressSync') as Way | undefined;
const option = (name: string): number => Reflect.get(zlib.constants, name);

function isWhole(bytes: Buffer, piece = bytes.length): boolean {
  const frames = new ZstdFrames();
  for (let at = 0; at < bytes.length; at += piece) frames.add(bytes.subarray(at, at + piece));
  return frames.isWhole;
}

/** Written by hand: one byte, raw, in a single segment, and a frame to be skipped. */
const BY_HAND = Buffer.from('28b52ffd2001' + '090000' + '61', 'hex');
const SKIPPED = Buffer.from('502a4d1803000000' + 'ffffff', 'hex');

test('frames that were written by hand', () => {
  expect(isWhole(Buffer.alloc(0))).toBe(true);
  const all = Buffer.concat([BY_HAND, SKIPPED, BY_HAND]);
  const whole = [0, BY_HAND.length, BY_HAND.length + SKIPPED.length, all.length];
  for (let end = 0; end <= all.length; end++)
    expect(isWhole(all.subarray(0, end), 1)).toBe(whole.includes(end));
});

describe.runIf(compress !== undefined)('frames of the compressor', () => {
  const texts = [Buffer.alloc(0), Buffer.from('a'), Buffer.alloc(300_000), randomBytes(300_000)];
  test.each([0, 1])('with a checksum: %i', (checksum) => {
    for (const text of texts) {
      const packed = compress!(text, { params: { [option('ZSTD_c_checksumFlag')]: checksum } });
      for (const piece of [1, 7, 1 << 16]) expect(isWhole(Buffer.concat([packed, packed]), piece)).toBe(true);
      for (let end = Math.max(1, packed.length - 300); end < packed.length; end++)
        expect(isWhole(packed.subarray(0, end), 1 << 16)).toBe(false);
    }
  });
});
