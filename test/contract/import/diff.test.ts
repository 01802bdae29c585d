// Two versions of a contract and what is said to have changed.
import { expect, test } from 'vitest';
import { type ContractChange, diffContracts } from '../../../src/contract/import/diff.ts';
import { importContract } from '../../../src/contract/import/index.ts';
import type { JsonObject } from '../../../src/contract/import/schema.ts';
import { DOCUMENT, documentWith } from './fixture.ts';

const cat = {
  type: 'object',
  properties: { provider: { type: 'string', enum: ['cat'] } },
  required: ['provider'],
};
const dog = {
  type: 'object',
  properties: { provider: { type: 'string', enum: ['dog'] } },
  required: ['provider'],
};
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const before = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: ['a', 'b'] },
    size: { type: 'number', minimum: 0 },
    old: { type: 'string' },
    pet: { oneOf: [to('Cat')] },
    voice: { oneOf: [{ type: 'string', enum: ['one'] }, { type: 'string' }] },
  },
  required: ['kind'],
};
const after = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: ['b', 'c'] },
    size: { type: ['number', 'string'], minimum: 1, description: 'how big' },
    fresh: { type: 'string' },
    pet: { oneOf: [to('Cat'), to('Dog')] },
    voice: { oneOf: [{ type: 'string', enum: ['one', 'two'] }, { type: 'string' }] },
  },
  required: ['size'],
};

const filesOf = (schema: JsonObject, others: JsonObject) =>
  importContract(documentWith(schema, others)).files;

test('every kind of change, each at its place', () => {
  const changes = diffContracts(filesOf(before, { Cat: cat }), filesOf(after, { Cat: cat, Dog: dog }));
  const x = 'ServerMessageSpeechUpdate#/properties/x';
  const expected: ContractChange[] = [
    { kind: 'added', what: 'schema', at: 'Dog#', subject: 'Dog' },
    { kind: 'added', what: 'required', at: x, subject: 'size' },
    { kind: 'removed', what: 'required', at: x, subject: 'kind' },
    { kind: 'added', what: 'property', at: `${x}/properties`, subject: 'fresh' },
    { kind: 'added', what: 'value', at: `${x}/properties/kind`, subject: 'c' },
    { kind: 'removed', what: 'value', at: `${x}/properties/kind`, subject: 'a' },
    { kind: 'removed', what: 'property', at: `${x}/properties`, subject: 'old' },
    { kind: 'added', what: 'branch', at: `${x}/properties/pet/anyOf`, subject: 'Dog' },
    {
      kind: 'changed',
      what: 'type',
      at: `${x}/properties/size`,
      before: 'number',
      after: ['number', 'string'],
    },
    { kind: 'changed', what: 'rule', at: `${x}/properties/size`, subject: 'minimum', before: 0, after: 1 },
    { kind: 'added', what: 'value', at: `${x}/properties/voice`, subject: 'two' },
  ];
  expect(changes).toEqual(expected);
});

test('nothing changes between a contract and itself, wherever its schemas stand', () => {
  const { files } = importContract(DOCUMENT);
  expect(diffContracts(files, files)).toEqual([]);

  // The same schema, once used by one file and once by two.
  const one = filesOf(cat, {});
  expect(diffContracts(one, structuredClone(one))).toEqual([]);
});

test('a removed schema is one change', () => {
  const changes = diffContracts(
    filesOf({ oneOf: [to('Cat'), to('Dog')] }, { Cat: cat, Dog: dog }),
    filesOf({ oneOf: [to('Cat')] }, { Cat: cat }),
  );
  expect(changes.filter(({ what }) => what === 'schema')).toEqual([
    { kind: 'removed', what: 'schema', at: 'Dog#', subject: 'Dog' },
  ]);
});
