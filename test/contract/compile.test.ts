// Holds schemas of the user's to the same promise: every dialect is read, and one mistake gives one finding.
import { describe, expect, test } from 'vitest';
import { compileSchema } from '../../src/contract/compile.ts';

const found = (schema: object, value: unknown, everything = false): string[] =>
  compileSchema(schema, 'mine.json', undefined)
    .check(value, everything)
    .map(({ code, pointer }) => `${code} ${pointer}`.trim());

describe('dialects', () => {
  test.each([
    ['http://json-schema.org/draft-06/schema#', { const: 1 }],
    ['http://json-schema.org/draft-07/schema#', { const: 1 }],
    ['https://json-schema.org/draft-07/schema#', { const: 1 }],
    ['http://json-schema.org/draft/2020-12/schema', { const: 1 }],
    ['https://json-schema.org/draft/2019-09/schema', { const: 1 }],
    ['https://json-schema.org/draft/2020-12/schema', { $defs: { one: { const: 1 } }, $ref: '#/$defs/one' }],
    [undefined, { const: 1 }],
  ])('%s', ($schema, schema) => {
    const whole = $schema === undefined ? schema : { $schema, ...schema };
    expect(found(whole, 1)).toEqual([]);
    expect(found(whole, 2)).toEqual(['wrong-value']);
  });

  test.each(['http://json-schema.org/draft-04/schema#', 'https://example.com/mine'])(
    '%s is answered with a remedy',
    ($schema) => {
      expect(() => compileSchema({ $schema }, 'mine.json', undefined)).toThrow(
        /does not read: (convert|use)/,
      );
    },
  );
});

describe('one cause', () => {
  const cat = {
    type: 'object',
    required: ['kind', 'lives'],
    properties: { kind: { const: 'cat' }, lives: { type: 'number' } },
  };
  const dog = {
    type: 'object',
    required: ['kind', 'bark'],
    properties: { kind: { const: 'dog' }, bark: { type: 'string' } },
  };
  const inline = { properties: { pet: { anyOf: [cat, dog, { type: 'null' }] } } };
  const byRef = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    definitions: { cat, dog, pet: { oneOf: [{ $ref: '#/definitions/cat' }, { $ref: '#/definitions/dog' }] } },
    properties: {
      pet: { $ref: '#/definitions/pet' },
      pets: { type: 'array', items: { $ref: '#/definitions/pet' } },
    },
  };
  test.each<[object, unknown, string[]]>([
    [inline, { pet: { kind: 'cat', lives: '9' } }, ['wrong-type /pet/lives']],
    [inline, { pet: { kind: 'dog' } }, ['missing-field /pet']],
    [inline, { pet: 7 }, ['wrong-type /pet']],
    [byRef, { pet: { kind: 'dog', bark: 1 } }, ['wrong-type /pet/bark']],
    [byRef, { pets: [{ kind: 'cat', lives: 1 }, { kind: 'cat' }] }, ['missing-field /pets/1']],
    [{ oneOf: [{ type: 'number' }, { type: 'integer' }] }, 3, ['breaks-rule']],
    [{ type: 'string', minLength: 3, pattern: '^a' }, 5, ['wrong-type']],
    [{ additionalProperties: false, properties: { a: {} } }, { b: 1 }, ['unknown-field /b']],
  ])('%#', (schema, value, expected) => {
    expect(found(schema, value)).toEqual(expected);
  });

  test('whatever becomes of the errors, what fails has a defect', () => {
    const contains = { properties: { a: { contains: { const: 1 } }, b: { contains: { const: 1 } } } };
    expect(found(contains, { a: [], b: [] })).toEqual(['breaks-rule /a', 'breaks-rule /b']);
    expect(found({ allOf: [{ if: { required: ['x'] }, else: { required: ['y'] } }] }, {})).toEqual([
      'missing-field',
    ]);
    expect(found({ propertyNames: { maxLength: 2 } }, { abc: 1 }).length).toBeGreaterThan(0);
  });

  test('its consequences can be seen', () => {
    expect(found(inline, { pet: 7 }, true).length).toBeGreaterThan(1);
  });
});
