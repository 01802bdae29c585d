// Holds the tables to the schemas that they are built from.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import '../../support/seed.ts';
import { builtInFiles, MESSAGE_FILE } from '../../../src/contract/load/built-in.ts';
import { tablesOf } from '../../../src/contract/tables/build.ts';
import { contractOf } from '../../../src/contract/tables/contract.ts';
import { atomsOf } from '../../../src/contract/tables/pattern.ts';
import { judgedBy } from '../../support/judged.ts';

test('the tables of the build are those of the schemas', () => {
  const files = builtInFiles();
  const built = tablesOf(MESSAGE_FILE, (file) => files.get(file));
  expect(Buffer.compare(readFileSync('dist/contract.tables'), built)).toBe(0);
});

test('bytes that are no tables are refused', () => {
  expect(() => contractOf(Buffer.alloc(100))).toThrow('no tables');
});

const SIMPLE = [
  '^[a-zA-Z0-9_-]{1,40}$',
  '^[A-Z][A-Z0-9_]*$',
  '^[a-z]+-\\d+$',
  '^a\\.b$',
  '^[0-9]{2}-[0-9]{2,}$',
  '^ab?$',
];
const HARD = [
  '[a-z]',
  '^[a-z]',
  '[a-z]$',
  '^\\p{L}$',
  '^a|b$',
  '^(a)$',
  '^[^a]$',
  '^[a-z]*[a-c]$',
  '^a?b?$',
  '^a\\$',
  '^.$',
  '^[a-z]{2,3}[a-z]$',
];

describe('patterns', () => {
  test.each(HARD)('%s is left to the engine', (pattern) => {
    expect(atomsOf(pattern)).toBeNull();
  });

  test.each(SIMPLE.filter((pattern) => !pattern.includes('\\d')))('%s is one of classes', (pattern) => {
    expect(atomsOf(pattern)).not.toBeNull();
  });

  test.each([...SIMPLE, ...HARD.filter((pattern) => pattern !== '^a\\$')])(
    '%s takes what the engine takes',
    (pattern) => {
      const judged = judgedBy(contractOf(tablesOf('main', () => ({ pattern }))));
      const expression = new RegExp(pattern, 'u');
      const letters = fc.string({ unit: fc.constantFrom(...'abcAZ09_-.é$\n"'), maxLength: 45 });
      const fitting = fc.stringMatching(expression);
      fc.assert(
        fc.property(fc.oneof(letters, fitting), (text) => {
          expect(judged.of(text).length === 0).toBe(expression.test(text));
        }),
        { numRuns: 300 },
      );
    },
  );
});

describe('what the tables cannot hold is refused, not passed over', () => {
  const names = Array.from({ length: 65 }, (_, index) => `name${index}`);
  const tagged = (value: unknown): object => ({
    type: 'object',
    properties: { tag: { enum: [value] } },
    required: ['tag'],
  });
  test.each<[string, object]>([
    ['more required names', { required: names }],
    ['keyword uniqueItems', { items: { uniqueItems: true } }],
    ['limit of minimum', { minimum: '5' }],
    ['tag 1', { anyOf: [tagged(1), tagged('a')], 'x-tag': 'tag' }],
    ['reference of a schema to itself', { allOf: [{ $ref: '#' }] }],
  ])('%s', (reason, schema) => {
    expect(() => tablesOf('main', () => schema)).toThrow(reason);
  });

  test('64 required names are held', () => {
    const judged = judgedBy(contractOf(tablesOf('main', () => ({ required: names.slice(1) }))));
    expect(judged.of({})).toHaveLength(64);
    expect(judged.of(Object.fromEntries(names.slice(2).map((name) => [name, 1])))).toMatchObject([
      { code: 'missing-field', facts: { name: 'name1' } },
    ]);
  });
});
