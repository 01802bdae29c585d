// Holds unpacking to its law: the same events, however their bytes are compressed and encoded, and all that is whole of damage.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { turnline } from '../support/host.ts';

const folder = mkdtempSync(join(tmpdir(), 'turnline-unpack-'));
afterAll(() => rmSync(folder, { recursive: true }));

const log = readFileSync('samples/bike-shop.ndjson');
const middle = log.indexOf('\n', log.length / 2) + 1;
const text = log.toString('utf8');

function utf16be(source: string): Buffer {
  return Buffer.from(source, 'utf16le').swap16();
}

const packed: Record<string, Buffer> = {
  gzip: zlib.gzipSync(log),
  'gzip of two members': Buffer.concat([
    zlib.gzipSync(log.subarray(0, middle)),
    zlib.gzipSync(log.subarray(middle)),
  ]),
  'UTF-8 with a mark': Buffer.from(`\ufeff${text}`),
  'UTF-16 LE': Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 LE without a mark': Buffer.from(text, 'utf16le'),
  'UTF-16 BE': utf16be(`\ufeff${text}`),
  'UTF-16 BE without a mark': utf16be(text),
  'UTF-16 in gzip': zlib.gzipSync(Buffer.from(`\ufeff${text}`, 'utf16le')),
};
const zstd: unknown = Reflect.get(zlib, 'zstdCompressSync');
if (typeof zstd === 'function') packed.zstd = zstd(log) as Buffer;

const plain = turnline(['segments', '--format', 'jsonl'], { stdin: log });

describe.each(Object.entries(packed))('%s', (name, bytes) => {
  test('from a file', async () => {
    const path = join(folder, 'capture.log');
    writeFileSync(path, bytes);
    expect(await turnline(['segments', '--format', 'jsonl', path])).toEqual(await plain);
  });

  test('from a pipe, in small pieces', async () => {
    const stdin = Array.from({ length: Math.ceil(bytes.length / 4099) }, (_, i) =>
      bytes.subarray(i * 4099, (i + 1) * 4099),
    );
    expect(await turnline(['segments', '--format', 'jsonl'], { stdin })).toEqual(await plain);
    expect(name).not.toBe('');
  });
});

test('of an archive that is cut off all whole records are read, then the damage is told', async () => {
  const whole = zlib.gzipSync(log);
  const { stdout, exit } = await turnline(['validate', '--format', 'json'], {
    stdin: whole.subarray(0, whole.length * 0.7),
  });
  const { tally, findings } = JSON.parse(stdout);
  expect(exit).toBe(3);
  expect(tally.records).toBeGreaterThan(50);
  expect(findings.at(-1)).toMatchObject({
    code: 'unreadable',
    message: 'cannot be read: the gzip data is damaged or cut off',
  });
});

test.each([
  ['bzip2', Buffer.from('BZh91AY&SY'), 'bzip2 -dc'],
  ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0, 0]), 'xz -dc'],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), 'iconv -f UTF-32'],
])('%s is answered with the pipe to use', async (_, stdin, remedy) => {
  const { stderr, exit } = await turnline(['segments'], { stdin });
  expect(stderr).toContain(remedy);
  expect(exit).toBe(3);
});

test('a byte that is not UTF-8 is told with its place', async () => {
  const line = Buffer.from(
    '{"message":{"type":"speech-update","status":"started","role":"user","assistant":{"name":"caf?"}}}\n',
  );
  line[line.indexOf('?')] = 0xe9;
  const { stdout, exit } = await turnline(['validate', '--format', 'json'], {
    stdin: Buffer.concat([Buffer.from('{}\n'), line]),
  });
  expect(JSON.parse(stdout).findings).toMatchObject([
    {
      code: 'invalid-utf8',
      line: 2,
      message: `byte ${line.indexOf(0xe9) + 1} of the record is not UTF-8: what it stood for is lost`,
    },
  ]);
  expect(exit).toBe(3);
});
