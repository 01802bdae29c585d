// Corrections: what each change does, and what is said of one that no longer applies.
import { describe, expect, test } from 'vitest';
import type { NamedSchemas } from '../../../src/contract/import/closure.ts';
import { type Change, correctSchemas, readCorrections } from '../../../src/contract/import/corrections.ts';
import { lookup } from '../../../src/contract/import/pointer.ts';
import type { JsonObject } from '../../../src/contract/import/schema.ts';

const named = (schemas: Record<string, JsonObject>): NamedSchemas =>
  new Map(Object.entries(schemas).map(([name, schema]) => [name, { schema, pointer: `/${name}` }]));

const call = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    kind: { enum: ['a'] },
    way: { oneOf: [{ $ref: '#/definitions/A' }] },
  },
  required: ['id', 'kind'],
};

function correct(at: string, change: Change, schemas: Record<string, JsonObject> = { Call: call }) {
  const { schemas: after, applied } = correctSchemas(named(schemas), [{ at, change, evidence: 'seen' }]);
  return { after, statuses: applied.map((entry) => [entry.at, entry.status]) };
}

describe('a change is applied once, and then already so', () => {
  const cases: [at: string, change: Change, after: JsonObject][] = [
    ['Call#/properties/id', { op: 'replace', schema: { type: 'number' } }, { type: 'number' }],
    ['Call#/properties/id', { op: 'set', keywords: { minLength: 1 } }, { type: 'string', minLength: 1 }],
    ['Call#/properties/kind', { op: 'add-enum', values: ['a', 'b'] }, { enum: ['a', 'b'] }],
    [
      'Call#/properties/way',
      { op: 'add-branches', branches: [{ type: 'null' }] },
      { oneOf: [{ $ref: '#/definitions/A' }, { type: 'null' }] },
    ],
    ['Call#', { op: 'remove-required', names: ['kind', 'x'] }, { ...call, required: ['id'] }],
    [
      'Call#',
      { op: 'add-properties', properties: { id: {}, more: { type: 'object' } } },
      { ...call, properties: { ...call.properties, more: { type: 'object' } } },
    ],
    ['Other#', { op: 'define', schema: { type: 'object' } }, { type: 'object' }],
  ];

  test.each(cases)('%s %j', (at, change, expected) => {
    const { after, statuses } = correct(at, change);
    expect(statuses).toEqual([[at, 'applied']]);
    const [name = '', pointer = ''] = at.split('#');
    expect(lookup(after.get(name)?.schema ?? null, pointer)).toEqual(expected);

    const again = correctSchemas(after, [{ at, change, evidence: 'seen' }]);
    expect(again.applied.map(({ status }) => status)).toEqual(['already']);
    expect(again.schemas).toEqual(after);
  });
});

test('a correction whose place is gone is reported and changes nothing', () => {
  const change: Change = { op: 'remove-required', names: ['id'] };
  for (const at of ['Gone#', 'Call#/properties/gone', 'Gone*#']) {
    const { after, statuses } = correct(at, change);
    expect(statuses).toEqual([[at, 'missing']]);
    expect(after.get('Call')?.schema).toEqual(call);
  }
});

test('a star stands for every name that has the place', () => {
  const { statuses } = correct(
    '*Voice#/properties/id',
    { op: 'set', keywords: { minLength: 1 } },
    { AVoice: call, 'B.Voice': call, CVoice: { type: 'object' }, Voices: call },
  );
  expect(statuses).toEqual([
    ['AVoice#/properties/id', 'applied'],
    ['B.Voice#/properties/id', 'applied'],
  ]);
});

test('corrections that cannot be read are refused', () => {
  const good = { at: 'Call#', change: { op: 'remove-required', names: [] }, evidence: 'seen' };
  expect(readCorrections([good])).toEqual([good]);
  expect(() => readCorrections({})).toThrow('not a list');
  expect(() => readCorrections([good, { ...good, evidence: undefined }])).toThrow('correction 2');
  expect(() => readCorrections([{ ...good, change: { op: 'burn' } }])).toThrow('correction 1');
});
