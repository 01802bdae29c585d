// Holds the built-in contract to its word: it accepts what is right, and names the one cause of what is wrong.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Defect, PlacedDefect } from '../../src/contract/defect.ts';
import type { Json } from '../../src/contract/import/schema.ts';
import { builtInContract, builtInFiles, MESSAGE_FILE } from '../../src/contract/load/built-in.ts';
import { tablesOf } from '../../src/contract/tables/build.ts';
import { contractOf } from '../../src/contract/tables/contract.ts';
import { FINDINGS } from '../../src/finding.ts';
import { judgedBy } from '../support/judged.ts';
import { emit } from '../support/simulator/emit.ts';
import { improvise } from '../support/simulator/improvise.ts';
import { Payloads } from './import/build.ts';
import { mutationsOf } from './import/mutate.ts';
import { compileForm } from './oracle/compile-form.ts';
import { walker } from './oracle/trace.ts';
import { validatorOf } from './oracle/validator.ts';

const files = builtInFiles();
const payloads = new Payloads(files);
const contract = judgedBy(builtInContract());
/** The plain walk over a value and its schemas, to which the kernel is held. */
const walk = walker(MESSAGE_FILE, (file) => files.get(file));
const plainly = (defects: readonly PlacedDefect[]): Defect[] =>
  defects.map(({ offset: _, ...defect }) => defect);
const root = payloads.root(MESSAGE_FILE);
const oracle = validatorOf(compileForm(files, { drift: true }));

const invalid = (defects: readonly Defect[]): Defect[] =>
  defects.filter(({ code }) => FINDINGS[code].severity === 'invalid');

/** Payloads with most of the contract in them: the fullest ones, and real shapes from the simulator. */
const valid: Json[] = [
  payloads.largest(root, 3),
  payloads.largest(root, 5),
  ...[1, 2, 3]
    .flatMap((seed) => emit(improvise(seed), { size: 'fat' }).slice(-2))
    .map(({ body }) => body.message as Json),
  JSON.parse(readFileSync('samples/one-payload.json', 'utf8')).message,
];

describe('what is right', () => {
  test('is accepted', () => {
    for (const payload of valid) expect(contract.of(payload)).toEqual([]);
  });

  test('is accepted with every branch of every union', () => {
    const branches = [1, 2].flatMap((levels) => [...payloads.ofEveryBranch(MESSAGE_FILE, levels)]);
    expect(new Set(branches.map(({ union }) => union)).size).toBeGreaterThan(50);
    expect(branches.length).toBeGreaterThan(500);
    for (const { union, branch, payload } of branches) {
      expect({ union, branch, defects: contract.of(payload) }).toEqual({ union, branch, defects: [] });
    }
  });
});

test('one broken thing gives one finding, at its place, and Ajv agrees that it is broken', () => {
  let broken = 0;
  let reported = 0;
  let inPlace = 0;
  let findings = 0;
  let disagreements = 0;
  const kinds = new Map<string, number>();
  for (const payload of valid) {
    for (const { kind, pointer, payload: mutant } of mutationsOf(payload, root, payloads)) {
      const defects = contract.of(mutant);
      broken++;
      findings += defects.length;
      if (defects.length > 0) reported++;
      if (defects.some((defect) => defect.pointer === pointer || defect.pointer.startsWith(`${pointer}/`)))
        inPlace++;
      if (oracle(mutant).length > 0 !== defects.length > 0) disagreements++;
      expect(plainly(defects)).toEqual(walk(mutant));
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  }
  const share = (n: number): string => `${((100 * n) / broken).toFixed(2)} %`;
  console.log(
    `mutations: ${broken} (${[...kinds].map(([kind, n]) => `${kind} ${n}`).join(', ')}); reported ${share(reported)}, ` +
      `in place ${share(inPlace)}, ${(findings / broken).toFixed(3)} findings each, ${disagreements} against Ajv`,
  );
  expect(broken).toBeGreaterThan(2000);
  expect(reported / broken).toBeGreaterThanOrEqual(0.99);
  expect(inPlace / broken).toBeGreaterThanOrEqual(0.99);
  expect(findings / broken).toBeLessThanOrEqual(1.1);
  expect(disagreements).toBe(0);
});

describe('verdicts', () => {
  const base = { type: 'speech-update', status: 'started', role: 'user' };
  const codes = (extra: object): string[] =>
    contract.of({ ...base, ...extra }).map(({ code, pointer }) => `${code} ${pointer}`);
  test.each<[object, string[]]>([
    [{ status: 'start' }, ['wrong-value /status']],
    [{ role: 'agent' }, ['wrong-value /role']],
    [{ turn: 1.5 }, ['wrong-type /turn']],
    [{ turn: -1 }, ['breaks-rule /turn']],
    [{ timestamp: '2024-10-01' }, ['wrong-type /timestamp']],
    [{ assistantVersion: null }, []],
    [{ brandNew: 1 }, ['unknown-property /brandNew']],
    [
      { assistant: { model: { provider: 'opnai', model: 'gpt-4o' } } },
      ['unknown-value /assistant/model/provider'],
    ],
    [{ assistant: { model: { model: 'gpt-4o' } } }, ['missing-field /assistant/model']],
    [
      { assistant: { model: { provder: 'openai', model: 'gpt-4o' } } },
      ['missing-field /assistant/model/provder'],
    ],
    [{ assistant: { model: { provider: 7, model: 'gpt-4o' } } }, ['wrong-type /assistant/model/provider']],
    [{ assistant: { voice: [] } }, ['wrong-type /assistant/voice']],
    [
      { artifact: { messages: [{ role: 'user' }] } },
      [
        'missing-field /artifact/messages/0',
        'missing-field /artifact/messages/0',
        'missing-field /artifact/messages/0',
        'missing-field /artifact/messages/0',
      ],
    ],
    [{ call: null }, ['wrong-type /call']],
    [{ assistant: { metadata: { anything: [1, { goes: true }] } } }, []],
  ])('%j', (extra, expected) => {
    expect(codes(extra)).toEqual(expected);
  });

  test('drift is what the contract does not know, invalid what it forbids', () => {
    const defects = contract.of({
      ...base,
      status: 'x',
      assistant: { brandNew: 1, transcriber: { provider: 'deepgrm' } },
    });
    expect(invalid(defects).map(({ pointer }) => pointer)).toEqual(['/status']);
    expect(defects).toHaveLength(3);
  });
});

describe('schemas of all kinds', () => {
  const check = (schema: object, value: unknown): string[] =>
    judgedBy(contractOf(tablesOf('main', () => schema)))
      .of(value)
      .map(({ code, pointer }) => `${code} ${pointer}`.trim());
  test.each<[object, unknown, string[]]>([
    [{ type: ['string', 'null'] }, null, []],
    [{ type: 'integer' }, 1.5, ['wrong-type']],
    [{ const: 3 }, 4, ['wrong-value']],
    [
      { allOf: [{ properties: { a: { type: 'string' } } }, { required: ['b'] }] },
      { a: 1 },
      ['wrong-type /a', 'missing-field'],
    ],
    [{ type: 'object', additionalProperties: { type: 'number' } }, { a: 1, b: '2' }, ['wrong-type /b']],
    [
      { type: 'array', items: { type: 'object', required: ['x'] }, minItems: 2 },
      [{}],
      ['breaks-rule', 'missing-field /0'],
    ],
    [{ maxLength: 2 }, '😀😀', []],
    [{ maxLength: 2 }, '😀😀😀', ['breaks-rule']],
    [{ minLength: 3 }, '😀😀', ['breaks-rule']],
    [{ exclusiveMinimum: 0 }, 0, ['breaks-rule']],
    [{ oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }, [1], ['wrong-type /0']],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 5, ['wrong-type']],
    [{ properties: { 'a/b~c': { type: 'string' } } }, { 'a/b~c': 1 }, ['wrong-type /a~1b~0c']],
    [
      { properties: { __proto__: { type: 'string' } } },
      JSON.parse('{"__proto__":1,"constructor":2}'),
      ['unknown-property /__proto__', 'unknown-property /constructor'],
    ],
  ])('%j of %j', (schema, value, expected) => {
    expect(check(schema, value)).toEqual(expected);
    expect(plainly(judgedBy(contractOf(tablesOf('main', () => schema))).of(value))).toEqual(
      walker('main', () => schema)(value),
    );
  });

  test('a keyword that is not understood is refused, not passed over', () => {
    expect(() => check({ not: { type: 'string' } }, 'x')).toThrow('the keyword not');
  });
});
