// The imported contract as a whole: its files, its tags, its names, and that it comes out the same each time.
import { describe, expect, test } from 'vitest';
import { importContract } from '../../../src/contract/import/index.ts';
import { everySchema } from '../../../src/contract/import/schema.ts';
import { validatorOf } from '../oracle/validator.ts';
import { CORRECTIONS, DOCUMENT, documentWith } from './fixture.ts';

const imported = importContract(DOCUMENT, {
  corrections: CORRECTIONS,
  descriptions: { 'ServerMessageSpeechUpdate#/properties/turn': 'Which exchange.', 'Call#': 'The call.' },
  names: { 'Call#/properties/model': 'AnyModel' },
});
const { files } = imported;
const unions = [...files].flatMap(([file, schema]) =>
  everySchema(schema)
    .filter(({ schema: part }) => 'anyOf' in part)
    .map(({ schema: part, pointer }) => [`${file}#${pointer}`, part['x-tag']]),
);

describe('the files', () => {
  test('are one for the message of each side, one for each object in it, and the families', () => {
    expect([...files.keys()]).toEqual([
      'speech-update.schema.json',
      'speech-update.client.schema.json',
      'call.schema.json',
      'phone-number.schema.json',
      'artifact.schema.json',
      'hooks.schema.json',
      'messages.schema.json',
      'models.schema.json',
    ]);
  });

  test('hold each schema once, and none that is not reached', () => {
    const names = [...files.values()].flatMap((schema) => Object.keys(schema.definitions ?? {}));
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('Unreached');
    expect(names).toContain('TwilioNumber');
  });

  test('compile as they are', () => {
    const errors = validatorOf(files);
    expect(errors({ type: 'speech-update', status: 'started', call: { id: 'a', version: null } })).toEqual(
      [],
    );
    expect(errors({ type: 'speech-update', status: 'start' })).toHaveLength(1);
  });

  test('are the same, byte by byte, when they are made again', () => {
    const again = importContract(structuredClone(DOCUMENT), {
      corrections: CORRECTIONS,
      descriptions: { 'ServerMessageSpeechUpdate#/properties/turn': 'Which exchange.', 'Call#': 'The call.' },
      names: { 'Call#/properties/model': 'AnyModel' },
    });
    expect(JSON.stringify([...again.files])).toBe(JSON.stringify([...files]));
    expect(JSON.stringify(again.repairs)).toBe(JSON.stringify(imported.repairs));
  });

  test('carry our descriptions', () => {
    expect(files.get('call.schema.json')).toMatchObject({ title: 'Call', description: 'The call.' });
    expect(files.get('speech-update.schema.json')).toHaveProperty(
      'properties.turn.description',
      'Which exchange.',
    );
  });
});

describe('unions', () => {
  test('that stand in several places have one name', () => {
    expect(files.get('models.schema.json')).toHaveProperty('definitions.AnyModel.x-tag', 'provider');
    expect(files.get('call.schema.json')).toHaveProperty(
      'properties.model.$ref',
      'models.schema.json#/definitions/AnyModel',
    );
    expect(files.get('artifact.schema.json')).toHaveProperty(
      'properties.spare.$ref',
      'models.schema.json#/definitions/AnyModel',
    );
  });

  test('know the property that tells their branches apart', () => {
    expect(Object.fromEntries(unions)).toEqual({
      'artifact.schema.json#/properties/messages/items': 'role',
      'call.schema.json#/properties/hooks/items': 'on',
      'call.schema.json#/properties/background': 'provider',
      'models.schema.json#/definitions/AnyModel': 'provider',
      'phone-number.schema.json#': 'provider',
    });
  });

  test('have no tag where the values overlap', () => {
    const branch = (values: string[]) => ({
      type: 'object',
      properties: { type: { type: 'string', enum: values } },
      required: ['type'],
    });
    const { files: odd } = importContract(documentWith({ oneOf: [branch(['a', 'b']), branch(['b'])] }));
    expect(odd.get('speech-update.schema.json')).not.toHaveProperty('properties.x.x-tag');
    expect(odd.get('speech-update.schema.json')).toHaveProperty('properties.x.anyOf');
  });

  test('of bare types become a list of types', () => {
    const { files: plain } = importContract(
      documentWith({ oneOf: [{ type: 'string' }, { type: 'boolean' }] }),
    );
    expect(plain.get('speech-update.schema.json')).toHaveProperty('properties.x', {
      type: ['string', 'boolean'],
    });
  });
});

test('corrections are reported with their evidence', () => {
  expect(imported.corrections.map(({ at, status }) => [at, status])).toEqual([
    ['UserMessage#/properties/role', 'applied'],
    ['BotMessage#/properties/role', 'applied'],
  ]);
});
