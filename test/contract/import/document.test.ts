// What counts as a document, where its message is found, and what it says when it cannot be used.
import { describe, expect, test } from 'vitest';
import { findMessage, openDocument, UnusableDocument } from '../../../src/contract/import/document.ts';
import { importContract } from '../../../src/contract/import/index.ts';
import { validatorOf } from '../oracle/validator.ts';
import { DOCUMENT, documentWith } from './fixture.ts';

const single = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: '#/components/schemas/ServerMessageSpeechUpdate',
  title: 'ServerMessageSpeechUpdate',
  type: 'object',
  properties: {
    type: { type: 'string', enum: ['speech-update'] },
    artifact: { allOf: [{ $ref: '#/components/schemas/Artifact' }] },
    call: { $ref: '#/$defs/Call' },
  },
  required: ['type'],
  $defs: { Call: { type: 'object', properties: { id: { type: 'string' } } } },
};

describe('the kinds of documents', () => {
  test('OpenAPI 3.0 and 3.1', () => {
    expect(openDocument(DOCUMENT)).toMatchObject({
      kind: 'openapi-3.0',
      version: '2026-01-01',
      refSiblings: false,
    });
    expect(openDocument(documentWith({}, {}, '3.1.0'))).toMatchObject({
      kind: 'openapi-3.1',
      refSiblings: true,
    });
  });

  test('a JSON Schema of one message, with a fragment for an id and references that dangle', () => {
    const { source, files, repairs } = importContract(single);
    expect(source).toEqual({ kind: 'json-schema', version: undefined });
    expect(repairs.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['dangling-ref', '/properties/artifact/allOf/0'],
      ['fragment-id', ''],
    ]);
    expect([...files.keys()]).toEqual(['speech-update.schema.json', 'call.schema.json']);
    const errors = validatorOf(files, undefined, false);
    expect(errors({ type: 'speech-update', artifact: 5, call: { id: 'a' } })).toEqual([]);
    expect(errors({ type: 'speech-update', call: { id: 5 } })).toHaveLength(1);
  });

  test('a JSON Schema whose root refers to the message', () => {
    const { $defs, $id, ...message } = single;
    const document = { $ref: '#/definitions/Message', definitions: { ...$defs, Message: message } };
    expect(findMessage(openDocument(document), 'speech-update')).toEqual({ server: 'Message' });
  });
});

describe('the message', () => {
  test('is found by its type, for the server and for the client', () => {
    expect(findMessage(openDocument(DOCUMENT), 'speech-update')).toEqual({
      server: 'ServerMessageSpeechUpdate',
      client: 'ClientMessageSpeechUpdate',
    });
    expect(findMessage(openDocument(DOCUMENT), 'hang')).toEqual({ server: 'ServerMessageHang' });
  });

  test('names its files', () => {
    expect([...importContract(DOCUMENT, { message: 'hang' }).files.keys()]).toEqual(['hang.schema.json']);
  });
});

test('references reach places deep inside other schemas, names with slashes, and ids', () => {
  const { files, repairs } = importContract(
    documentWith(
      {
        type: 'object',
        properties: {
          deep: { $ref: '#/components/schemas/Call/properties/id' },
          odd: { $ref: '#/components/schemas/a~1b%20c' },
          byId: { $ref: 'https://example.com/thing' },
        },
      },
      {
        Call: { type: 'object', properties: { id: { type: 'string' } } },
        'a/b c': { type: 'number' },
        Thing: { $id: 'https://example.com/thing', type: 'boolean' },
      },
    ),
  );
  expect(repairs.map(({ code }) => code)).toEqual(['fragment-id']);
  const errors = validatorOf(files);
  expect(errors({ type: 'speech-update', x: { deep: 'a', odd: 1, byId: true } })).toEqual([]);
  expect(errors({ type: 'speech-update', x: { deep: 1, odd: 'a', byId: 1 } })).toHaveLength(3);
});

describe('a document that cannot be used says why in one line', () => {
  test.each([
    [null, 'not a JSON object'],
    [[], 'not a JSON object'],
    [{ swagger: '2.0' }, 'Swagger 2.0'],
    [{ openapi: '4.0.0' }, '"4.0.0"'],
    [{ openapi: '3.0.0' }, 'components.schemas'],
    [{ hello: 'world' }, 'neither OpenAPI 3 nor a JSON Schema'],
    [{ openapi: '3.0.0', components: { schemas: { A: {} } } }, 'no schema in the document has the type'],
    [{ type: 'object', properties: { type: { const: 'hang' } }, title: 'HangMessage' }, 'it describes hang'],
  ])('%j', (document, reason) => {
    const read = () => importContract(document);
    expect(read).toThrow(UnusableDocument);
    expect(read).toThrow(reason);
    expect(read).not.toThrow('\n');
  });

  test('two schemas for one message', () => {
    const twice = { type: 'object', properties: { type: { const: 'speech-update' } } };
    const document = { openapi: '3.1.0', components: { schemas: { A: twice, B: twice } } };
    expect(() => importContract(document)).toThrow(
      'several schemas describe the message "speech-update": A, B',
    );
  });
});
