// Holds reading to its laws: where chunks are cut never matters, no record is lost, and places are true.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Record } from '../../src/input/record.ts';
import { readRecords } from '../../src/input/records.ts';
import type { Source } from '../../src/input/source.ts';
import { Kernel } from '../../src/json/kernel.ts';

interface Seen {
  text: string;
  line: number;
  column: number;
  cut: boolean;
}

/** A source that hands out its bytes in pieces of the given sizes, again and again. */
function inPieces(bytes: Buffer, sizes: readonly number[]): Source {
  let offset = 0;
  let turn = 0;
  return {
    name: 'pieces',
    open: async () => ({
      read: async (target, at, length) => {
        const size = Math.min(length, sizes[turn++ % sizes.length] ?? 1, bytes.length - offset);
        bytes.copy(target, at, offset, offset + size);
        offset += size;
        return size;
      },
      close: async () => {},
    }),
  };
}

async function read(text: string | Buffer, sizes = [1 << 20], maxRecordBytes = 1 << 22) {
  const seen: Seen[] = [];
  const unframed: string[] = [];
  const visitor = {
    record: (record: Record) => {
      const { bytes, start, end, cut } = record;
      seen.push({ text: bytes.toString('utf8', start, end), ...record.positionOf(start), cut });
    },
    unframed: (_: string, { problem, position }: { problem: string; position: { line: number } }) => {
      unframed.push(`${problem} ${position.line}`);
    },
  };
  const interrupt = new AbortController().signal;
  for await (const _ of readRecords(inPieces(Buffer.from(text), sizes), visitor, {
    kernel: new Kernel(maxRecordBytes),
    maxRecordBytes,
    interrupt,
  }));
  return { seen, unframed, texts: seen.map((record) => record.text) };
}

const message = fc
  .record({
    type: fc.constant('speech-update'),
    note: fc.string({ unit: 'binary', maxLength: 40 }),
    n: fc.nat(),
    in: fc.array(fc.constant({ a: [1] }), { maxLength: 2 }),
  })
  .map((value) => value as object);
const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 });
const broken = fc.constantFrom('{"type":', '{"a":1]}', '{"type":"x",,}', '{oops}', '"');

describe('chunk cuts never matter', () => {
  const separators = fc.constantFrom('\n', '\r\n', '\n\n', '\n \n');
  test('one record a line, some broken', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: message.map((m) => JSON.stringify(m)) }, broken), {
          minLength: 1,
          maxLength: 12,
        }),
        separators,
        sizes,
        async (lines, separator, pieces) => {
          fc.pre(lines.some((line) => line.endsWith('"in":[]}') || line.startsWith('{"type":"speech')));
          const { texts } = await read(lines.join(separator), pieces);
          expect(texts).toEqual(lines);
        },
      ),
    );
  });

  test('documents after each other, on any number of lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('', ' ', '\n', '\n\n'),
        sizes,
        async (values, between, pieces) => {
          const documents = values.map((value) => JSON.stringify(value, null, 2));
          const { texts } = await read(documents.join(between), pieces);
          expect(texts).toEqual(documents);
        },
      ),
    );
  });

  test('arrays, written in any way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: 8 }),
        fc.constantFrom(0, 2),
        sizes,
        async (values, indent, pieces) => {
          const { texts, unframed } = await read(JSON.stringify(values, null, indent), pieces);
          expect(texts.map((text) => JSON.parse(text))).toEqual(values);
          expect(unframed).toEqual([]);
        },
      ),
    );
  });
});

test('holes of zero bytes are told alike, whatever stands around them, however the bytes arrive', async () => {
  const piece = fc.constantFrom(
    '\n',
    '\r\n',
    ' ',
    '\ufeff',
    '\0',
    '\0\0\0',
    '{"a":1}',
    '{"a":1}\n',
    'text\n',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (pieces, sizes) => {
        const text = `{"a":0}\n{"a":0}\n${pieces.join('')}`;
        const { seen, unframed } = await read(text);
        const cut = await read(text, sizes);
        expect({ seen: cut.seen, unframed: cut.unframed }).toEqual({ seen, unframed });
      },
    ),
    { numRuns: 500 },
  );
});

describe('places', () => {
  test('lines and columns are those of the file', async () => {
    const { seen } = await read('\ufeff\n  {"a":1}\r\n\n{"b":2}', [3]);
    expect(seen).toEqual([
      { text: '{"a":1}', line: 2, column: 3, cut: false },
      { text: '{"b":2}', line: 4, column: 1, cut: true },
    ]);
  });

  test('lone CR, U+2028 and U+2029 do not end a line', async () => {
    const { texts } = await read('{"a":"x\u2028y\u2029z"}\n{"b":\r1}\n');
    expect(texts).toEqual(['{"a":"x\u2028y\u2029z"}', '{"b":\r1}']);
  });
});

describe('after a broken record reading resumes at the next', () => {
  test('among pretty-printed documents', async () => {
    const good = JSON.stringify({ message: { type: 'x', list: [{ y: 1 }] } }, null, 2);
    const bad = good.replace('1', '1 2');
    const cutShort = good.slice(0, 30);
    const { texts } = await read([good, bad, good, cutShort, good].join('\n'), [7]);
    expect(texts.filter((text) => text.trim() === good)).toHaveLength(3);
    expect(texts).toHaveLength(5);
  });

  test.each([0, 2])('among the items of an array (indent %i)', async (indent) => {
    const items = [0, 1, 2, 3].map((n) => ({ message: { type: 'x', n, list: [{ y: 1 }] } }));
    const text = JSON.stringify(items, null, indent).replace(/("n":\s*)1/, '$1oops');
    const { texts } = await read(text, [11]);
    const numbers = texts.flatMap((item) => (item.includes('oops') ? [] : [JSON.parse(item).message.n]));
    expect(numbers).toEqual([0, 2, 3]);
    expect(texts).toHaveLength(4);
  });

  test('an array that is never closed is named, and its items are kept', async () => {
    const { texts, unframed } = await read('[{"a":1},\n{"b":2}');
    expect(texts).toEqual(['{"a":1}', '{"b":2}']);
    expect(unframed).toEqual(['array-not-closed 2']);
  });

  test('items without a comma between them are named, and kept', async () => {
    const { texts, unframed } = await read('[{"a":1} {"b":2}]');
    expect(texts).toEqual(['{"a":1}', '{"b":2}']);
    expect(unframed).toEqual(['array-separator 1']);
  });

  test('a record over the limit is named, and the next line is read', async () => {
    const { texts, unframed } = await read(`{"a":1}\n{"b":"${'x'.repeat(5000)}"}\n{"c":3}\n`, [100], 1000);
    expect(texts).toContain('{"a":1}');
    expect(texts.at(-1)).toBe('{"c":3}');
    expect(unframed[0]).toBe('too-long 2');
  });
});

describe('what looks like an array', () => {
  test('log lines that begin with a bracket are lines', async () => {
    const { texts } = await read('[2026-08-18 09:02:12] INFO listening\n{"a":1}\n[INFO] {"b":2}\n{"c":3}\n');
    expect(texts).toHaveLength(4);
  });

  test('documents between arrays are read too', async () => {
    const { texts, unframed } = await read('[{"a":1}]\n{"b":2}\n[{"c":3}]\n');
    expect({ texts, unframed }).toEqual({ texts: ['{"a":1}', '{"b":2}', '{"c":3}'], unframed: [] });
  });

  const items = Array.from({ length: 40 }, (_, n) => JSON.stringify({ message: { type: 'x', n } }));
  test.each([
    ['in its first key', items.with(1, '{"message:{"type":"x","n":1}}')],
    ['whose items open in different ways', items.with(0, '{"b":0}').with(1, '{"b":1 "c":2}')],
  ])('one broken item, %s, loses no other', async (_, broken) => {
    const { texts } = await read(`[${broken.join(',')}]`, [13]);
    for (const item of items.slice(2)) expect(texts).toContain(item);
  });

  test('a broken item is left behind alike, however the bytes arrive', async () => {
    const text = JSON.stringify(
      items.map((item) => JSON.parse(item)),
      null,
      2,
    ).replace('"n": 20', '"n: 20');
    const [whole, pieces] = [await read(text), await read(text, [61])];
    expect(pieces.texts).toEqual(whole.texts);
    expect(whole.texts).toHaveLength(40);
  });
});

test('a pretty-printed document over the limit is one finding, and the next document is read', async () => {
  const huge = JSON.stringify({ list: Array.from({ length: 200 }, (_, n) => ({ n })) }, null, 2);
  const { texts, unframed } = await read(`{\n"a": 1\n}\n${huge}\n{\n"b": 2\n}\n`, [100], 1000);
  expect(unframed).toEqual(['too-long 4']);
  expect(texts).toEqual(['{\n"a": 1\n}', '{\n"b": 2\n}']);
});
