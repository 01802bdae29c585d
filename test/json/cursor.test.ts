// Holds the byte cursor to its law: it accepts what JSON.parse accepts, refuses what it refuses, and sees the same values.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPEN_BRACE, skipBlanks } from '../../src/json/bytes.ts';
import { Cursor } from '../../src/json/cursor.ts';
import { KeyTable } from '../../src/json/keys.ts';
import { readNumber, readString } from '../../src/json/read.ts';
import { MAX_DEPTH } from '../../src/limits.ts';
import { document, mutated } from './arbitraries.ts';

/** The document in the middle of other bytes, at every alignment, so that reading past its ends would show. */
function framed(bytes: Buffer, shift: number): { buffer: Buffer; start: number; end: number } {
  const before = Buffer.from('"\\"{'.repeat(3).slice(0, shift));
  const buffer = Buffer.concat([Buffer.from(before), bytes, Buffer.from('"}]\\"123e5true')]);
  return { buffer, start: before.length, end: before.length + bytes.length };
}

function accepts(bytes: Buffer, shift = 0): boolean {
  const { buffer, start, end } = framed(bytes, shift);
  const cursor = new Cursor();
  cursor.reset(buffer, start, end);
  const whole = cursor.skipValue() && skipBlanks(buffer, cursor.at, end) === end;
  if (!whole && cursor.problem !== null) {
    expect(cursor.problem.at).toBeGreaterThanOrEqual(start);
    expect(cursor.problem.at).toBeLessThanOrEqual(end);
  }
  return whole;
}

function parses(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString());
    return true;
  } catch {
    return false;
  }
}

/** The string and number members of an object, read through the cursor; the last of equal keys wins. */
function members(source: string, names: readonly string[]): Map<string, unknown> {
  const bytes = Buffer.from(source);
  const cursor = new Cursor();
  cursor.reset(bytes, 0, bytes.length);
  const table = new KeyTable(names);
  const found = new Map<string, unknown>();
  if (!cursor.enter(OPEN_BRACE)) return found;
  while (cursor.nextKey()) {
    const name = names[table.find(cursor)];
    const { at } = cursor;
    const text = readString(cursor);
    cursor.at = at;
    const number = readNumber(cursor);
    if (name !== undefined) found.set(name, text ?? number);
  }
  expect(cursor.problem).toBeNull();
  return found;
}

describe('the cursor and JSON.parse', () => {
  test('agree on every generated document', () => {
    fc.assert(
      fc.property(document, fc.nat(8), (source, shift) => {
        expect(accepts(Buffer.from(source), shift)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('agree on mutated documents', () => {
    let broken = 0;
    fc.assert(
      fc.property(mutated, fc.nat(8), (bytes, shift) => {
        const expected = parses(bytes);
        if (!expected) broken++;
        expect(accepts(bytes, shift)).toBe(expected);
      }),
      { numRuns: 10_000 },
    );
    expect(broken).toBeGreaterThan(1000);
  });

  test('agree on the strings and numbers of an object, in any key order, with duplicates and escapes', () => {
    const names = ['type', 'status', 'role', 'turn', 'timestamp', 'call', 'id', 'message', '', '__proto__'];
    fc.assert(
      fc.property(document, (source) => {
        const parsed: unknown = JSON.parse(source);
        const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
        const expected = new Map(
          isObject
            ? Object.entries(parsed).map(([key, value]) => [
                key,
                typeof value === 'string' || typeof value === 'number' ? value : undefined,
              ])
            : [],
        );
        const found = members(source, names);
        for (const name of names) expect(found.get(name)).toBe(expected.get(name));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('hostile documents', () => {
  const long = 'x'.repeat(100);
  test.each([
    ['{"a":1}', true],
    ['', false],
    ['{', false],
    ['{"a"}', false],
    ['{"a":}', false],
    ['{"a":1,}', false],
    ['[1,]', false],
    ['[}', false],
    ['{]', false],
    ['{"a":1]', false],
    ['01', false],
    ['-', false],
    ['1.', false],
    ['1e', false],
    ['.5', false],
    ['+1', false],
    ['tru', false],
    ['nul', false],
    ['NaN', false],
    ["{'a':1}", false],
    [`"${long}\n"`, false],
    [`"${long}\t${long}"`, false],
    [`"${long}\\n${long}"`, true],
    [`"${long}\\x${long}"`, false],
    [`"${long}\\u12g4"`, false],
    [`"${long}\\u1234${long}\\"${long}"`, true],
    [`"${long}\\`, false],
    [`"${long}\\"`, false],
    ['"\u2028\u2029\u007f"', true],
    ['\ufeff{}', false],
    ['{}{}', false],
  ])('%j', (source, expected) => {
    for (let shift = 0; shift < 5; shift++) expect(accepts(Buffer.from(source), shift)).toBe(expected);
    expect(parses(Buffer.from(source))).toBe(expected);
  });

  test('nesting ends at a stated depth, however deep the document goes', () => {
    expect(accepts(Buffer.from('['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH)))).toBe(true);
    const cursor = new Cursor();
    const bytes = Buffer.from('['.repeat(1_000_000));
    cursor.reset(bytes, 0, bytes.length);
    expect(cursor.skipValue()).toBe(false);
    expect(cursor.problem).toEqual({ reason: 'too-deep', at: MAX_DEPTH });
  });
});
