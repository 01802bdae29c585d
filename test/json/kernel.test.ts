// Holds the kernel to its laws: it accepts what JSON.parse accepts, says what a plain walk says of the rest, and its tape has every value.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { skipBlanks } from '../../src/json/bytes.ts';
import { Kernel, MOST_VALUES, NOTES_AT, STOPS_AT_NEWLINE } from '../../src/json/kernel.ts';
import type { Problem } from '../../src/json/problem.ts';
import { MAX_DEPTH, MAX_KEY_BYTES, MAX_NUMBER_BYTES } from '../../src/limits.ts';
import { plainWalk } from '../support/plain-walk.ts';
import { document, mutated } from './arbitraries.ts';

const kernel = new Kernel();

/** What stands in memory around a document: reading past its ends would show. */
const BEHIND = Buffer.from('"}]\\"123e5true');

/** The document in the middle of other bytes, at every alignment. */
function placed(bytes: Uint8Array, shift: number): { start: number; end: number } {
  kernel.clear();
  const start = kernel.room.at + shift;
  kernel.bytes.set(bytes, start);
  kernel.bytes.set(BEHIND, start + bytes.length);
  return { start, end: start + bytes.length };
}

/** Whether all of it is a document; what is wrong, with an offset from its start, must be what the plain walk says. */
function accepts(bytes: Uint8Array, shift = 0): boolean {
  const { start, end } = placed(bytes, shift);
  const entry = kernel.walk(start, end);
  const expected = plainWalk(bytes, 0, bytes.length);
  if (entry === 0) {
    const { reason, at } = kernel.problem;
    expect({ reason, at: at - start }).toEqual(expected);
    return false;
  }
  expect(kernel.tape.end(entry) - start).toBe(expected);
  expect(kernel.bytes.subarray(end, end + BEHIND.length).equals(BEHIND)).toBe(true);
  return skipBlanks(kernel.bytes, kernel.tape.end(entry), end) === end;
}

function parses(bytes: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(bytes).toString());
    return true;
  } catch {
    return false;
  }
}

/** The value that the tape holds. */
function valueAt(entry: number): unknown {
  const { tape } = kernel;
  if (tape.isObject(entry)) {
    const value: Record<string, unknown> = Object.create(null);
    for (const member of tape.children(entry)) value[tape.name(member)] = valueAt(member);
    return value;
  }
  if (tape.isArray(entry)) return Array.from(tape.children(entry), valueAt);
  const text = kernel.bytes.toString('utf8', tape.start(entry), tape.end(entry));
  return tape.string(entry) ?? tape.number(entry) ?? JSON.parse(text);
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.assign(
    Object.create(null),
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)])),
  );
}

describe('the kernel and JSON.parse', () => {
  test('agree on every generated document, and so do their values', () => {
    fc.assert(
      fc.property(document, fc.nat(20), (source, shift) => {
        const bytes = Buffer.from(source);
        expect(accepts(bytes, shift)).toBe(true);
        const { start, end } = placed(bytes, shift);
        expect(valueAt(kernel.walk(start, end))).toEqual(plain(JSON.parse(source)));
      }),
      { numRuns: 3_000 },
    );
  });

  test('agree on mutated documents, and the kernel and a plain walk on what is wrong with them', () => {
    let broken = 0;
    fc.assert(
      fc.property(mutated, fc.nat(20), (bytes, shift) => {
        const expected = parses(bytes);
        if (!expected) broken++;
        expect(accepts(bytes, shift)).toBe(expected);
      }),
      { numRuns: 20_000 },
    );
    expect(broken).toBeGreaterThan(2_000);
  });

  test('agree on documents that are cut anywhere', () => {
    fc.assert(
      fc.property(document, fc.nat(), (source, cut) => {
        const bytes = Buffer.from(source);
        const part = bytes.subarray(0, cut % (bytes.length + 1));
        expect(accepts(part)).toBe(parses(part));
      }),
      { numRuns: 3_000 },
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
    ['1e+', false],
    ['-0.0e-0', true],
    ['.5', false],
    ['+1', false],
    ['tru', false],
    ['trux', false],
    ['fals', false],
    ['fblse', false],
    ['nul', false],
    ['NaN', false],
    ["{'a':1}", false],
    [`"${long}\n"`, false],
    [`"${long}\t${long}"`, false],
    [`"${long}\\n${long}"`, true],
    [`"${long}\\x${long}"`, false],
    [`"${long}\\x`, false],
    [`"${long}\\u12g4"`, false],
    [`"${long}\\u1234${long}\\"${long}"`, true],
    [`"${long}\\`, false],
    [`"${long}\\u`, false],
    [`"${long}\\u12`, false],
    [`"${long}\\"`, false],
    ['"\u2028\u2029\u007f"', true],
    ['\ufeff{}', false],
    ['{}{}', false],
    ['\0', false],
    ['{"a":\0}', false],
  ])('%j', (source, expected) => {
    for (let shift = 0; shift < 20; shift++) expect(accepts(Buffer.from(source), shift)).toBe(expected);
    expect(parses(Buffer.from(source))).toBe(expected);
  });

  const problemOf = (source: string): Problem | null => {
    const { start, end } = placed(Buffer.from(source), 0);
    if (kernel.walk(start, end) !== 0) return null;
    return { reason: kernel.problem.reason, at: kernel.problem.at - start };
  };

  test('nesting ends at a stated depth, however deep the document goes', () => {
    expect(problemOf('['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH))).toBeNull();
    expect(problemOf('['.repeat(1_000_000))).toEqual({ reason: 'too-deep', at: MAX_DEPTH });
  });

  test('keys and numbers end at a stated length', () => {
    const key = 'k'.repeat(MAX_KEY_BYTES);
    expect(problemOf(`{"${key}":1}`)).toBeNull();
    expect(problemOf(`{"${key}k":1}`)).toEqual({ reason: 'key-too-long', at: 1 });
    const number = '9'.repeat(MAX_NUMBER_BYTES);
    expect(problemOf(`[${number}]`)).toBeNull();
    expect(problemOf(`[${number}9]`)).toEqual({ reason: 'number-too-long', at: 1 });
  });
});

describe('a walk that stops at a newline', () => {
  test('takes a document within its line, and says of every other that it ends early there', () => {
    fc.assert(
      fc.property(document, fc.boolean(), (source, isPretty) => {
        const text = isPretty ? JSON.stringify(JSON.parse(source), null, 1) : source;
        const bytes = Buffer.from(`${text}\n`);
        const { start, end } = placed(bytes, 0);
        const entry = kernel.walk(start, end, STOPS_AT_NEWLINE);
        const line = bytes.indexOf('\n');
        const expected = plainWalk(bytes, 0, line);
        if (entry === 0) expect({ ...kernel.problem, at: kernel.problem.at - start }).toEqual(expected);
        else expect(kernel.tape.end(entry) - start).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('documents of too many values', () => {
  const items = Array.from({ length: MOST_VALUES + 10 }, (_, index) => index);
  test.each([
    ['an array', JSON.stringify(items), items.length],
    ['an object', JSON.stringify(Object.fromEntries(items.map((one) => [`k\n${one}`, [one]]))), items.length],
    ['one member of an object', JSON.stringify({ a: 1, b: items, c: 'x', 'd"': {} }), 4],
  ])('%s is stepped through all the same', (_, source, length) => {
    const { start, end } = placed(Buffer.from(source), 0);
    const entry = kernel.walk(start, end);
    expect(kernel.tape.isClosed(entry)).toBe(true);
    const children = Array.from(kernel.tape.children(entry), (child) => kernel.tape.end(child));
    expect(children).toHaveLength(length);
    expect(valueAt(entry)).toEqual(plain(JSON.parse(source)));
  });

  test('one value fewer is on the tape as a whole', () => {
    const { start, end } = placed(Buffer.from(JSON.stringify(items.slice(0, MOST_VALUES - 1))), 0);
    expect(kernel.tape.isClosed(kernel.walk(start, end))).toBe(false);
  });
});

describe('members of documents of too many values', () => {
  const many = `[${'0,'.repeat(MOST_VALUES)}0]`;

  test('are found by name, of equal names the last, and stay what they are while others are walked', () => {
    const source = `{"a":"first","x":${many},"a":"last","b":{"c":[1]},"z":"behind"}`;
    const { start, end } = placed(Buffer.from(source), 0);
    const entry = kernel.walk(start, end);
    const { tape } = kernel;
    const [a, b, none] = ['a', 'b', 'd'].map((name) => tape.member(entry, name)) as [number, number, number];
    expect([tape.name(a), tape.string(a), tape.name(b), none]).toEqual(['a', 'last', 'b', 0]);
    expect(valueAt(b)).toEqual(plain({ c: [1] }));
  });

  test('may stand there any number of times', () => {
    const call = `"call":[${'0,'.repeat(MOST_VALUES - 1_000)}0],`;
    const source = `{${call.repeat(30)}"call":{"id":"c"},"type":"speech-update"}`;
    const { start, end } = placed(Buffer.from(source), 0);
    const entry = kernel.walk(start, end);
    kernel.tape.noteFields(entry, NOTES_AT);
    const doubled = kernel.tape.member(entry, 'call');
    expect(valueAt(doubled)).toEqual(plain({ id: 'c' }));
  });

  test('of which the tape has no room for more keep their roots alone', () => {
    const { start, end } = placed(Buffer.from(many), 0);
    const tight = Array.from({ length: 200 }, () => kernel.walk(start, end));
    expect(new Set(tight.map((entry) => kernel.tape.end(entry)))).toEqual(new Set([end]));
    const fits = `[${'0,'.repeat(MOST_VALUES - 2)}0]`;
    const there = placed(Buffer.from(fits), 0);
    const entries = Array.from({ length: 40 }, () => kernel.walk(there.start, there.end));
    expect(kernel.tape.isClosed(entries[0]!)).toBe(false);
    expect(kernel.tape.isClosed(entries.at(-1)!)).toBe(true);
    expect(Array.from(kernel.tape.children(entries.at(-1)!)).length).toBe(MOST_VALUES - 1);
  });
});

test('there is room for as many texts in texts as are opened, each as long as a record', () => {
  const small = new Kernel(1 << 20);
  const texts = Array.from({ length: 13 }, () => small.kept(Buffer.alloc(1 << 20, 0x20)));
  expect(texts).not.toContain(null);
});

test('newlines and the ends of lines are found at every alignment', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n'), maxLength: 80 }), fc.nat(20), (text, shift) => {
      const bytes = Buffer.from(text);
      const { start, end } = placed(bytes, shift);
      expect(kernel.newlines(start, end)).toBe(text.split('\n').length - 1);
      const first = text.indexOf('\n');
      expect(kernel.lineEnd(start, end) - start).toBe(first < 0 ? text.length : first);
    }),
  );
});
