// Holds stepping over what was seen before to its law: it ends where walking ends, and fails where that fails.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cursor } from '../../src/json/cursor.ts';
import { Recall } from '../../src/json/recall.ts';
import '../support/seed.ts';

const STARTS = [
  '[1700000000001,1700000000002,1700000000003,1700000000004,1700000000005,2]',
  '[["one item of some length"],["another item of some length"],true,false,null,-1.5]',
  '{"messages":["one item of some length","another item of some length",{"time":1700000000001}],"x":{}}',
  '[{"a":{"b":[1,2,3]}},{"message":"an item of a list that grows and shrinks","time":1700000000001},7]',
];
/** What is put in, or in the place of what stood there. */
const BITS = ['', '0', '3', '.5', 'e1', ',', ']', '}', '"', ' ', '\n', ',7', ',"x"', ',{"a":1}', 'x', '\\'];

interface Walk {
  readonly at: number;
  readonly problem: unknown;
}

/** Over the value of the one key of a document. */
function walked(text: string, skip: (cursor: Cursor) => boolean): Walk {
  const bytes = Buffer.from(`{"key":${text},"more":1}`);
  const cursor = new Cursor();
  cursor.reset(bytes, 0, bytes.length);
  cursor.enter(0x7b);
  cursor.nextKey();
  const whole = skip(cursor);
  expect(whole).toBe(cursor.problem === null);
  return { at: whole ? cursor.at : -1, problem: cursor.problem };
}

test.each([
  ['a number that goes on', STARTS[0]!, STARTS[0]!.replace(',2]', ',23]')],
  ['a number with a fraction', STARTS[0]!, STARTS[0]!.replace(',2]', ',2.5]')],
  ['a word that goes on', `[${'true,'.repeat(20)}true]`, `[${'true,'.repeat(20)}truest]`],
])('%s is not what it begins with', (_, before, after) => {
  const recall = new Recall();
  for (const text of [before, before, after, before])
    expect(walked(text, (cursor) => recall.skip(cursor))).toEqual(
      walked(text, (cursor) => cursor.skipValue()),
    );
});

test('a stream of values, each made of one before it', () => {
  const change = fc.record({
    of: fc.nat(),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    taken: fc.constantFrom(0, 0, 1, 2, 30),
    bit: fc.constantFrom(...BITS),
    isNearEnd: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const recall = new Recall();
      const texts = [...STARTS];
      for (const { of, at, taken, bit, isNearEnd } of changes) {
        const text = texts[of % texts.length]!;
        const place = isNearEnd ? text.length - 1 - Math.floor(at * 3) : Math.floor(at * text.length);
        const changed = text.slice(0, place) + bit + text.slice(place + taken);
        recall.call = of % 3;
        for (const one of [text, changed])
          expect(walked(one, (cursor) => recall.skip(cursor))).toEqual(
            walked(one, (cursor) => cursor.skipValue()),
          );
        if (changed.length >= 64) texts.push(changed);
      }
    }),
    { numRuns: 300 },
  );
});

test('values that never come again take bounded memory, whatever their keys', () => {
  const recall = new Recall();
  const before = process.memoryUsage().arrayBuffers;
  const value = Buffer.alloc(400_000, 'x').toString();
  for (let index = 0; index < 1_000; index++) {
    const bytes = Buffer.from(`{"${'k'.repeat(1 + (index % 30))}":{"number":${index},"text":"${value}"}}`);
    const cursor = new Cursor();
    cursor.reset(bytes, 0, bytes.length);
    cursor.enter(0x7b);
    cursor.nextKey();
    expect(recall.skip(cursor)).toBe(true);
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(250e6);
});
