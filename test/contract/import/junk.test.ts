// Whatever a document holds: the import ends, or says in one line why not; what it writes compiles and comes out the same.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnusableDocument } from '../../../src/contract/import/document.ts';
import { importContract } from '../../../src/contract/import/index.ts';
import { lookup } from '../../../src/contract/import/pointer.ts';
import { isObject, type JsonObject } from '../../../src/contract/import/schema.ts';
import { compileForm } from '../oracle/compile-form.ts';
import { validatorOf } from '../oracle/validator.ts';
import { documentWith } from './fixture.ts';

const name = fc.constantFrom('a', 'type', 'provider', 'A', 'B/~', '__proto__', 'constructor', 'items', '');
const text = fc.constantFrom(
  'string',
  'object',
  'array',
  'null',
  'any',
  '',
  '/^a$/u',
  '(',
  'a',
  '#/components/schemas/A',
);
const scalar = fc.oneof(text, fc.constant(null), fc.boolean(), fc.constantFrom(-1, 0, 1, 1.5));

const names = fc.array(name, { maxLength: 3 });
const values = fc.array(scalar, { maxLength: 3 });

const LEAVES = {
  type: fc.oneof(text, values),
  enum: fc.oneof(values, scalar),
  const: scalar,
  required: fc.oneof(names, fc.boolean()),
  dependentRequired: fc.dictionary(name, names, { maxKeys: 2 }),
  pattern: text,
  minLength: scalar,
  minimum: scalar,
  exclusiveMinimum: scalar,
  multipleOf: scalar,
  nullable: scalar,
  discriminator: fc.oneof(scalar, fc.record({ propertyName: name }, { noNullPrototype: true })),
  $ref: fc.oneof(
    text,
    fc.constantFrom('#', '#/components/schemas/B~1~0', '#/%zz', 'other.json', '#/components'),
  ),
  $id: text,
  format: text,
  example: scalar,
  'x-tag': scalar,
};

/** Schemas of up to four keywords each, three deep. */
function schemaOf(depth: number): fc.Arbitrary<JsonObject> {
  const part =
    depth === 0
      ? scalar
      : fc.oneof({ arbitrary: schemaOf(depth - 1), weight: 4 }, { arbitrary: scalar, weight: 1 });
  const many = fc.array(part, { maxLength: 3 });
  const map = fc.dictionary(name, part, { maxKeys: 3, noNullPrototype: true });
  const keywords: Record<string, fc.Arbitrary<unknown>> = {
    ...LEAVES,
    ...Object.fromEntries(
      ['oneOf', 'anyOf', 'allOf', 'prefixItems'].map((keyword) => [keyword, fc.oneof(many, scalar)]),
    ),
    ...Object.fromEntries(
      ['additionalProperties', 'not', 'if', 'then', 'contains'].map((keyword) => [keyword, part]),
    ),
    items: fc.oneof(part, many),
    properties: fc.oneof(map, scalar),
    dependencies: fc.oneof(map, fc.dictionary(name, names, { maxKeys: 2 })),
  };
  const entry = fc
    .constantFrom(...Object.keys(keywords))
    .chain((keyword) => fc.tuple(fc.constant(keyword), keywords[keyword] ?? scalar));
  return fc.array(entry, { maxLength: 4 }).map((entries) => Object.fromEntries(entries) as JsonObject);
}

const junk = fc.record({
  x: schemaOf(3),
  A: schemaOf(2),
  B: schemaOf(2),
  openapi: fc.constantFrom('3.0.0', '3.1.0'),
});

test('documents full of nonsense', () => {
  fc.assert(
    fc.property(junk, ({ x, A, B, openapi }) => {
      const document = documentWith(x, { A, 'B/~': B }, openapi);
      const { files, repairs } = importContract(document);
      expect(JSON.stringify([...importContract(document).files])).toBe(JSON.stringify([...files]));
      expect(repairs.every(({ pointer }) => isObject(lookup(document, pointer)))).toBe(true);
      const written = validatorOf(files, undefined, false);
      const compiled = validatorOf(compileForm(files), undefined, false);
      validatorOf(compileForm(files, { drift: true }), undefined, false);
      for (const value of VALUES) {
        const payload = { type: 'speech-update', x: value };
        expect({ payload, accepted: compiled(payload).length === 0 }).toEqual({
          payload,
          accepted: written(payload).length === 0,
        });
      }
    }),
    { numRuns: 200 },
  );
});

const VALUES = [
  null,
  true,
  0,
  1.5,
  'a',
  'string',
  '',
  [],
  ['a', 1],
  {},
  { a: 'a' },
  { type: 'a', provider: 'a', a: {} },
  { provider: 1 },
];

test('values that are no documents', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => importContract(value)).toThrow(UnusableDocument);
    }),
  );
});
