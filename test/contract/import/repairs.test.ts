// One document for each class of defect: what it looks like published, what becomes of it, what is reported.
import { describe, expect, test } from 'vitest';
import { importContract } from '../../../src/contract/import/index.ts';
import { REPAIRS, type RepairCode } from '../../../src/contract/import/repairs/index.ts';
import { isObject, type JsonObject } from '../../../src/contract/import/schema.ts';
import { validatorOf } from '../oracle/validator.ts';
import { documentWith } from './fixture.ts';

interface Defect {
  published: JsonObject;
  repaired: JsonObject;
  others?: JsonObject;
  openapi?: string;
}

const cat = { type: 'object', properties: { kind: { type: 'string', enum: ['cat'] } }, required: ['kind'] };
const dog = { type: 'object', properties: { kind: { type: 'string', enum: ['dog'] } }, required: ['kind'] };
const word = { type: 'string', enum: ['a', 'b'] };
const toCat = { $ref: '#/components/schemas/Cat' };

const DEFECTS: Record<RepairCode, Defect> = {
  'fragment-id': {
    published: { $id: '#/components/schemas/X', type: 'string' },
    repaired: { type: 'string' },
  },
  'boolean-exclusive': {
    published: { type: 'number', minimum: 1, exclusiveMinimum: true, exclusiveMaximum: false },
    repaired: { type: 'number', exclusiveMinimum: 1 },
  },
  'bad-value': {
    published: { type: 'object', minProperties: '1', properties: { a: null }, required: ['a', 'a'] },
    repaired: { type: 'object', properties: { a: {} }, required: ['a'] },
  },
  'unknown-type': { published: { type: 'any', title: 'Any' }, repaired: { title: 'Any' } },
  'dangling-ref': { published: { $ref: '#/components/schemas/Nowhere' }, repaired: {} },
  'javascript-pattern': {
    published: { type: 'string', pattern: '/^\\p{L}\\/$/u' },
    repaired: { type: 'string', pattern: '^\\p{L}/$' },
  },
  'empty-enum': { published: { type: 'string', enum: [] }, repaired: { type: 'string' } },
  'duplicate-enum': {
    published: { type: 'string', enum: ['a', 'b', 'a'] },
    repaired: { type: 'string', enum: ['a', 'b'] },
  },
  'enum-on-array': {
    published: { type: 'array', items: { type: 'string' }, enum: ['a', 'b'] },
    repaired: { type: 'array', items: word },
  },
  'enum-type': { published: { type: 'object', enum: ['a', 'b'] }, repaired: word },
  'enum-beside-union': {
    published: {
      enum: ['1', '2'],
      oneOf: [
        { type: 'string', enum: ['1', '2'] },
        { type: 'number', enum: [1] },
      ],
    },
    repaired: {
      anyOf: [
        { type: 'string', enum: ['1', '2'] },
        { type: 'number', enum: [1] },
      ],
    },
  },
  'repeated-composition': {
    published: { oneOf: [{ ...toCat, title: 'Cat' }], allOf: [toCat] },
    repaired: { $ref: 'x.schema.json' },
    others: { Cat: cat },
  },
  'single-allof': {
    published: { allOf: [toCat], description: 'whose' },
    repaired: { $ref: 'x.schema.json', description: 'whose' },
    others: { Cat: cat },
  },
  nullable: {
    published: { type: 'string', enum: ['a', 'b'], nullable: true },
    repaired: { type: ['string', 'null'], enum: ['a', 'b', null] },
  },
  'open-enum': {
    published: {
      oneOf: [
        { ...word, title: 'Presets' },
        { type: 'string', title: 'Any' },
      ],
    },
    repaired: { type: 'string', examples: ['a', 'b'] },
  },
  'split-enum': {
    published: { oneOf: [word, { type: 'string', enum: ['b', 'c'] }] },
    repaired: { type: 'string', enum: ['a', 'b', 'c'] },
  },
  'overlapping-oneof': {
    published: {
      oneOf: [
        { type: 'string', maxLength: 3 },
        { type: 'string', format: 'uri' },
      ],
    },
    repaired: {
      anyOf: [
        { type: 'string', maxLength: 3 },
        { type: 'string', format: 'uri' },
      ],
    },
  },
  discriminator: {
    published: { oneOf: [cat, dog], discriminator: { propertyName: 'kind', mapping: { cat: '#/nowhere' } } },
    repaired: { anyOf: [cat, dog], 'x-tag': 'kind' },
  },
  'modern-keyword': {
    published: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' }, maxItems: 3 },
    repaired: {
      type: 'array',
      items: [{ type: 'string' }],
      additionalItems: { type: 'number' },
      maxItems: 3,
    },
    openapi: '3.1.0',
  },
  'misplaced-keyword': {
    published: { type: 'array', items: { type: 'string' }, maxLength: 20 },
    repaired: { type: 'array', items: { type: 'string' } },
  },
  'undeclared-required': {
    published: { type: 'object', properties: { a: word }, required: ['a', 'b'] },
    repaired: { type: 'object', properties: { a: word, b: {} }, required: ['a', 'b'] },
  },
  'unknown-keyword': {
    published: { type: 'string', example: 'a', deprecated: true, 'x-internal': 1 },
    repaired: { type: 'string' },
  },
  'ref-siblings': {
    published: { ...toCat, minProperties: 2 },
    repaired: { allOf: [{ $ref: '#/definitions/Cat' }, { minProperties: 2 }] },
    others: { Cat: cat },
    openapi: '3.1.0',
  },
};

describe.each(Object.entries(DEFECTS))('%s', (code, { published, repaired, others, openapi }) => {
  const document = documentWith(published, others, openapi);
  const { files, repairs } = importContract(document);

  test('is put right', () => {
    expect(propertyX(files.get('speech-update.schema.json'))).toEqual(repaired);
  });

  test('is reported where it stands in the document', () => {
    const pointer = '/components/schemas/ServerMessageSpeechUpdate/properties/x';
    expect(repairs.map((repair) => ({ code: repair.code, pointer: repair.pointer }))).toContainEqual({
      code,
      pointer,
    });
    expect(repairs.every(({ reason }) => reason.length > 0 && !reason.includes('\n'))).toBe(true);
  });

  test('is explained', () => {
    expect(REPAIRS[code as RepairCode].explain).toMatch(/^[a-zA-Z"$].*[^.]$/);
  });

  test('leaves schemas that compile', () => {
    validatorOf(files, undefined, code !== 'modern-keyword' && code !== 'ref-siblings');
  });

  test('is not found again in what was repaired', () => {
    const again = importContract(documentWith(plainly(repaired), others, openapi));
    expect(again.repairs.map((repair) => repair.code)).not.toContain(code);
  });
});

test('a sound document needs no repair', () => {
  expect(importContract(documentWith({ type: 'object', properties: { a: word } })).repairs).toEqual([]);
});

test('a union of an enum and a constrained string stays a union', () => {
  const published = { oneOf: [word, { type: 'string', minLength: 3 }] };
  const { files } = importContract(documentWith(published));
  expect(propertyX(files.get('speech-update.schema.json'))).toEqual({ anyOf: published.oneOf });
});

test('patterns whose flags change what they accept, or that are none, are removed', () => {
  for (const pattern of ['/^a$/i', '(', '/(/']) {
    const { files, repairs } = importContract(documentWith({ type: 'string', pattern }));
    expect(propertyX(files.get('speech-update.schema.json'))).toEqual({ type: 'string' });
    expect(repairs).toHaveLength(1);
  }
});

test('keywords beside $ref are ignored where OpenAPI 3.0 ignores them', () => {
  const { files } = importContract(documentWith({ ...toCat, minProperties: 2 }, { Cat: cat }));
  expect(propertyX(files.get('speech-update.schema.json'))).toEqual({ $ref: 'x.schema.json' });
});

test('nullable goes with what is repaired beside it', () => {
  const anything = { oneOf: [word, { type: 'string' }], nullable: true };
  expect(propertyX(importContract(documentWith(anything)).files.get('speech-update.schema.json'))).toEqual({
    type: ['string', 'null'],
    examples: ['a', 'b'],
  });
  const tagged = { oneOf: [cat, dog], discriminator: { propertyName: 'kind' }, nullable: true, example: 1 };
  expect(propertyX(importContract(documentWith(tagged)).files.get('speech-update.schema.json'))).toEqual({
    anyOf: [cat, dog, { type: 'null' }],
    'x-tag': 'kind',
  });
});

test('a reference that only leads to itself accepts anything', () => {
  const { files, repairs } = importContract(
    documentWith({ $ref: '#/components/schemas/A' }, { A: { anyOf: [{ $ref: '#/components/schemas/A' }] } }),
  );
  expect(new Set(repairs.map(({ code }) => code))).toEqual(new Set(['dangling-ref']));
  expect(validatorOf(files)({ type: 'speech-update', x: 5 })).toEqual([]);
});

test('nullable reaches references', () => {
  const { files } = importContract(documentWith({ allOf: [toCat], nullable: true }, { Cat: cat }));
  const valid = validatorOf(files);
  expect(valid({ type: 'speech-update', x: null })).toEqual([]);
  expect(valid({ type: 'speech-update', x: { kind: 'cat' } })).toEqual([]);
  expect(valid({ type: 'speech-update', x: { kind: 'cow' } })).not.toEqual([]);
});

function propertyX(schema: JsonObject | undefined): unknown {
  return isObject(schema?.properties) ? schema.properties.x : undefined;
}

/** References as a document has them. */
const plainly = (schema: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(schema).replace(/"\$ref":"[^"]*"/g, '"$ref":"#/components/schemas/Cat"'));
