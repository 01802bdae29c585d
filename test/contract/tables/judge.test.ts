// Holds the kernel's judgement to the plain walk: on texts with slips of every kind, in any order, and of any size.
import { describe, expect, test } from 'vitest';
import type { Defect, PlacedDefect } from '../../../src/contract/defect.ts';
import { builtInContract, builtInFiles, MESSAGE_FILE } from '../../../src/contract/load/built-in.ts';
import { tablesOf } from '../../../src/contract/tables/build.ts';
import { contractOf } from '../../../src/contract/tables/contract.ts';
import { type Judged, judgedBy } from '../../support/judged.ts';
import { Payloads } from '../import/build.ts';
import { walker } from '../oracle/trace.ts';
import { diceOf, Scribbler } from './scribble.ts';

const files = builtInFiles();
const walk = walker(MESSAGE_FILE, (file) => files.get(file));
const payloads = [...new Payloads(files).ofEveryBranch(MESSAGE_FILE, 2)].map(({ payload }) => payload);
const TEXTS = Number(process.env.JUDGED_TEXTS ?? 2_000);

/** The walk has doubled keys where the first stood, the kernel where the last does: in what order is not compared. */
function told(defects: readonly (Defect & { offset?: number })[]): string[] {
  return defects
    .map(({ code, facts, pointer, shown, at, more }) =>
      JSON.stringify([code, facts, pointer, shown, at, more]),
    )
    .sort();
}

function texts(seed: number, count: number): string[] {
  const dice = diceOf(seed);
  const scribbler = new Scribbler(dice, files.values());
  return Array.from({ length: count }, () =>
    scribbler.write(payloads[dice(payloads.length)], [8, 20, 60, 200][dice(4)]!),
  );
}

test('texts with slips have the defects that the plain walk finds', () => {
  const judged = judgedBy(builtInContract());
  let defects = 0;
  for (const text of texts(Number(process.env.FC_SEED ?? 20261122), TEXTS)) {
    const found = judged.ofText(text);
    defects += found.length;
    expect({ text, found: told(found) }).toEqual({ text, found: told(walk(JSON.parse(text))) });
  }
  expect(defects).toBeGreaterThan(TEXTS);
});

test('of many defects of a kind the same are listed, and as many counted', () => {
  const many = <One>(count: number, make: (n: number) => One): One[] =>
    Array.from({ length: count }, (_, n) => make(n));
  const fields = { status: 'started', role: 'user' };
  const value = {
    ...fields,
    typ: 'speech-update',
    ...Object.fromEntries(many(1_500, (n) => [`field${n}`, 1])),
    artifact: { messages: [...many(1_200, (n) => n), { role: 'usr' }, { rol: 'user' }] },
    call: Object.fromEntries(many(1_100, (n) => [`nam${n}`, n])),
  };
  const found = judgedBy(builtInContract()).of(value);
  expect(told(found)).toEqual(told(walk(value)));
  expect(found.filter(({ more = 0 }) => more > 0).map(({ code }) => code)).toEqual(
    expect.arrayContaining(['wrong-type', 'unknown-property']),
  );
});

test('names that are written together are not taken for others', () => {
  const judged = judgedBy(builtInContract());
  const fields = { type: 'speech-update', status: 'started', role: 'user' };
  for (const names of [['a', 'b'], ['a\nb'], ['a","b'], ['["a","b"]']]) {
    const found = judged.of({ ...fields, ...Object.fromEntries(names.map((name) => [name, 1])) });
    expect(found.map(({ facts }) => facts)).toEqual(names.map((name) => ({ name, suggestion: null })));
    expect(found.every(({ offset }) => offset > 0)).toBe(true);
  }
});

test('what was judged before changes nothing', () => {
  const some = texts(7, 60);
  const alone = some.map((text) => judgedBy(builtInContract()).ofText(text));
  const judged = judgedBy(builtInContract());
  for (const index of [...some.keys(), ...[...some.keys()].reverse()])
    expect(judged.ofText(some[index]!)).toEqual(alone[index]);
});

const judgedByAll = (schema: object): Judged => judgedBy(contractOf(tablesOf('main', () => schema)));
const codes = (judged: Judged, text: string): string[] =>
  judged.ofText(text).map(({ code, pointer, shown, offset }) => `${code} ${shown ?? pointer} ${offset}`);

describe('places', () => {
  const judged = judgedByAll({
    properties: {
      needed: {},
      list: { items: { type: 'string' } },
      free: { additionalProperties: { properties: { a: { type: 'string' } } } },
    },
    required: ['needed'],
  });
  test.each([
    ['{"needed":1,"list":["a",1,"b",{}]}', ['wrong-type /list/1 24', 'wrong-type /list/3 30']],
    ['{"needed":1,"list":[1],"list":["a"]}', []],
    ['{"needed":1,"list":["a"],"li\\u0073t":[1]}', ['wrong-type /list/0 38']],
    ['{"needed":1,"free":{"secret":{"a":1}}}', ['wrong-type /free/*/a 34']],
    ['{"needed":1,"free":{"secret":{"b":1}}}', ['unknown-property /free/*/b 30']],
    ['{"neded":1}', ['missing-field /neded 1']],
    ['{}', ['missing-field  0']],
    ['{"needed":1,"more":1,"more":2}', ['unknown-property /more 21']],
  ])('%s', (text, expected) => {
    expect(codes(judged, text)).toEqual(expected);
  });
});

describe('of doubled tags the last one counts', () => {
  const branch = (tag: object, name: string): object => ({
    type: 'object',
    properties: { tag, [name]: { type: 'string' } },
    required: ['tag'],
  });
  const judged = judgedByAll({
    anyOf: [
      branch({ enum: ['a'] }, 'x'),
      branch({ enum: ['b'] }, 'y'),
      branch({ type: 'string', pattern: '^c' }, 'z'),
    ],
    'x-tag': 'tag',
  });
  test.each([
    ['{"tag":"a","tag":"b","y":""}', []],
    ['{"tag":"a","tag":"b","x":""}', ['unknown-property /x 21']],
    ['{"tag":"cc","tag":"b","z":""}', ['unknown-property /z 22']],
    ['{"tag":"cc","z":""}', []],
    ['{"tag":"q"}', ['unknown-value /tag 7']],
    ['{"tag":1}', ['unknown-value /tag 7']],
    ['{"tga":"a"}', ['missing-field /tga 1']],
  ])('%s', (text, expected) => {
    expect(codes(judged, text)).toEqual(expected);
  });
});

describe('work is bounded', () => {
  const elapsed = (work: () => void): number => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  };

  /** With those that are only counted. */
  const countOf = (defects: readonly PlacedDefect[]): number =>
    defects.reduce((sum, { more = 0 }) => sum + 1 + more, 0);

  test('by the size of a value in which everything is wrong', () => {
    const judged = judgedByAll({
      properties: { list: { items: { properties: { a: { type: 'string' } } } } },
    });
    const textOf = (count: number): string => `{"list":[${'{"a":1,"b":1},'.repeat(count)}{}]}`;
    judged.ofText(textOf(5_000));
    const [less, more] = [10_000, 40_000].map((count) =>
      elapsed(() => expect(countOf(judged.ofText(textOf(count)))).toBe(2 * count)),
    );
    expect(more! / less!).toBeLessThan(12);
  });

  test('by the levels of a union that contains itself', () => {
    const judged = judgedBy(builtInContract());
    const nested = (levels: number): object => ({
      assistantOverrides: {
        model: {
          provider: 'openai',
          model: 'gpt-4o',
          tools: [
            {
              type: 'handoff',
              destinations:
                levels === 0
                  ? 1
                  : [
                      {
                        type: 'squad',
                        squad: {
                          members: [
                            {
                              assistantDestinations: [
                                { type: 'assistant', assistantName: 'a', ...nested(levels - 1) },
                              ],
                            },
                          ],
                        },
                      },
                    ],
            },
          ],
        },
      },
    });
    const text = JSON.stringify({
      type: 'speech-update',
      status: 'started',
      role: 'user',
      call: { id: 'a', ...nested(40) },
    });
    expect(elapsed(() => expect(judged.ofText(text)).not.toEqual([]))).toBeLessThan(500);
    expect(Math.max(...judged.ofText(text).map(({ pointer }) => pointer.length))).toBeGreaterThan(3_000);
  });

  test('by doubled keys at every level', () => {
    const judged = judgedByAll({
      definitions: { part: { properties: { a: { $ref: '#/definitions/part' } } } },
      $ref: '#/definitions/part',
    });
    const text = `${'{"a":1,"x":1,"a":'.repeat(200)}1${'}'.repeat(200)}`;
    expect(elapsed(() => expect(judged.ofText(text)).toHaveLength(200))).toBeLessThan(500);
  });

  test('by names that are data, however many there are', () => {
    const judged = judgedByAll({ additionalProperties: { type: 'string' } });
    const textOf = (count: number): string =>
      `{${Array.from({ length: count }, (_, index) => `"name-${index % (count / 2)}-of-many":1`).join(',')}}`;
    judged.ofText(textOf(10_000));
    const [less, more] = [20_000, 80_000].map((count) =>
      elapsed(() => expect(countOf(judged.ofText(textOf(count)))).toBe(count / 2)),
    );
    expect(more! / less!).toBeLessThan(12);
  });
});
