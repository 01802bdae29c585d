// Holds pointers to their law: what locate finds is the value that JSON.parse gives at that path.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cursor } from '../../src/json/cursor.ts';
import { positionOf } from '../../src/json/lines.ts';
import { formatPointer, locate, parsePointer, type Token } from '../../src/json/pointer.ts';
import { document } from './arbitraries.ts';

function everyPath(value: unknown, path: Token[] = []): { path: Token[]; value: unknown }[] {
  const here = { path, value };
  if (Array.isArray(value))
    return [here, ...value.flatMap((item, index) => everyPath(item, [...path, index]))];
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, item]) => everyPath(item, [...path, key]))];
}

test('locate finds every value of every document', () => {
  fc.assert(
    fc.property(document, (source) => {
      const bytes = Buffer.from(`  ${source} `);
      for (const { path, value } of everyPath(JSON.parse(source))) {
        const { value: at } = locate(bytes, 0, bytes.length, formatPointer(path));
        const cursor = new Cursor();
        cursor.reset(bytes, at, bytes.length);
        expect(cursor.skipValue()).toBe(true);
        expect(JSON.parse(bytes.toString('utf8', at, cursor.at))).toEqual(value);
      }
    }),
    { numRuns: 500 },
  );
});

test('pointers escape and unescape', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (tokens) => {
      expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
    }),
  );
});

test('a position counts lines from 1 and columns in bytes from 1', () => {
  const bytes = Buffer.from('xx{\n  "é": 1,\n"b": 2}');
  const at = (text: string): number => bytes.indexOf(text);
  expect(positionOf(bytes, 2, 2, { line: 7, column: 3 })).toEqual({ line: 7, column: 3 });
  expect(positionOf(bytes, 2, at('1'), { line: 7, column: 3 })).toEqual({ line: 8, column: 9 });
  expect(positionOf(bytes, 2, at('2'), { line: 7, column: 3 })).toEqual({ line: 9, column: 6 });
});
