// Holds pointers to their law: what locate finds is the value that JSON.parse gives at that path.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel } from '../../src/json/kernel.ts';
import { positionOf } from '../../src/json/lines.ts';
import { formatPointer, locateAll, parsePointer, type Token } from '../../src/json/pointer.ts';
import { document } from './arbitraries.ts';

function everyPath(value: unknown, path: Token[] = []): { path: Token[]; value: unknown }[] {
  const here = { path, value };
  if (Array.isArray(value))
    return [here, ...value.flatMap((item, index) => everyPath(item, [...path, index]))];
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, item]) => everyPath(item, [...path, key]))];
}

const kernel = new Kernel(1 << 20);

test('every value of every document is found', () => {
  fc.assert(
    fc.property(document, (source) => {
      kernel.clear();
      const { start, end } = kernel.kept(Buffer.from(`  ${source} `))!;
      const entry = kernel.walk(start, end);
      const paths = everyPath(JSON.parse(source));
      const found = locateAll(
        kernel.tape,
        entry,
        paths.map(({ path }) => formatPointer(path)),
      );
      for (const [index, { value }] of paths.entries()) {
        const at = found[index]!.value;
        const there = kernel.walk(at, end);
        expect(JSON.parse(kernel.bytes.toString('utf8', at, kernel.tape.end(there)))).toEqual(value);
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
