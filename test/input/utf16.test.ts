// Holds text in UTF-16 to its law: pairs are characters wherever pieces end, and half of one is found, and never replaced.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import { utf8Of } from '../../src/input/utf16.ts';
import { turnline } from '../support/host.ts';

const ENCODINGS = {
  'utf-16le': (text: string): Buffer => Buffer.from(text, 'utf16le'),
  'utf-16be': (text: string): Buffer => Buffer.from(text, 'utf16le').swap16(),
} as const;
const NAMES = Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[];

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length]!;
    yield Buffer.from(bytes.subarray(at, at + size));
    at += size;
  }
}

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** Any code units, pairs and halves of pairs among them. */
const units = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', '"', '\n', '\u00e9', '\u20ac', '\ufeff'),
    fc.constantFrom('\ud83d\ude00', '\ud83d', '\ude00', '\udbff', '\udc00'),
  ),
});

/** Written out by hand: each half as the three bytes it would have. */
function expectedOf(text: string): string {
  return Array.from(text.replace(/^\ufeff/, ''), (one) => {
    const point = one.codePointAt(0)!;
    const isHalf = point >= 0xd800 && point <= 0xdfff;
    const high = (point >> 6) & 0x3f;
    return isHalf
      ? Buffer.from([0xed, 0x80 | high, 0x80 | (point & 0x3f)]).toString('hex')
      : Buffer.from(one).toString('hex');
  }).join('');
}

test.each(NAMES)('%s is the same text in whatever pieces it comes', async (encoding) => {
  await fc.assert(
    fc.asyncProperty(
      units,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (text, sizes) => {
        const found = await whole(utf8Of(inPieces(ENCODINGS[encoding](text), sizes), encoding));
        expect(found.toString('hex')).toBe(expectedOf(text));
      },
    ),
    { numRuns: 2_000 },
  );
});

const FIELDS = '"timestamp":1786000001000,"type":"speech-update","status":"started","role":"user","turn":0';
const line = (note: string): string => `{"message":{${FIELDS},"call":{"id":"a","name":"${note}"}}}\n`;

async function findingsIn(stdin: Buffer): Promise<Finding[]> {
  return JSON.parse((await turnline(['validate', '--format', 'json'], { stdin })).stdout).findings;
}

describe.each(NAMES)('%s', (encoding) => {
  test.each(['\ud800', '\udbff', '\udc00', '\udfff'])(
    'half of a pair is found, with its place',
    async (half) => {
      const stdin = ENCODINGS[encoding](
        `\ufeff${line('')}${line(`\u00e9 ${half} after`)}${line('\ud83d\ude00')}`,
      );
      const column = Buffer.byteLength(line('\u00e9 ').split('\u00e9 ')[0]!) + 4;
      expect(await findingsIn(stdin)).toMatchObject([
        {
          code: 'invalid-utf8',
          severity: 'input',
          line: 2,
          column,
          message: `byte ${column} of the record is half of a surrogate pair: what it stood for is lost`,
        },
      ]);
    },
  );

  test('pairs and halves are told apart where the pieces end that are read', async () => {
    const start = line('').indexOf('"}}}');
    const halves = async (note: string): Promise<Finding[]> =>
      (await findingsIn(ENCODINGS[encoding](line(note)))).filter(({ code }) => code === 'invalid-utf8');
    // In units: the first bytes that are looked at, a piece, and both.
    for (const end of [512, 1 << 15, (1 << 15) + 512]) {
      for (const before of [-4, -3, -2, -1, 0, 1, 2]) {
        const note = `${'x'.repeat(end + before - start)}\ud83d\ude00`;
        expect(await halves(note)).toEqual([]);
        expect(await halves(note.slice(0, -1))).toMatchObject([{ line: 1, column: start + note.length - 1 }]);
      }
    }
  });

  test('text that ends in half of a character is damage behind its last record', async () => {
    const stdin = ENCODINGS[encoding](line('').repeat(2)).subarray(0, -1);
    const { stdout, exit } = await turnline(['validate', '--format', 'json'], { stdin });
    const { tally, findings } = JSON.parse(stdout);
    expect(exit).toBe(3);
    expect(tally).toMatchObject({ records: 2, speechUpdates: 2 });
    expect(findings).toMatchObject([
      { code: 'unreadable', message: 'cannot be read: the UTF-16 text ends in the middle of a character' },
    ]);
  });
});
