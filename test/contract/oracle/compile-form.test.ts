// The form that Ajv compiles: it accepts what the written form accepts, and one mistake is one error at its place.
import { describe, expect, test } from 'vitest';
import { importContract } from '../../../src/contract/import/index.ts';
import type { JsonObject } from '../../../src/contract/import/schema.ts';
import { Payloads } from '../import/build.ts';
import { CORRECTIONS, DOCUMENT, documentWith } from '../import/fixture.ts';
import { mutationsOf } from '../import/mutate.ts';
import { compileForm } from './compile-form.ts';
import { validatorOf } from './validator.ts';

const ROOT = 'speech-update.schema.json';
const { files } = importContract(DOCUMENT, { corrections: CORRECTIONS });
const written = validatorOf(files);
const compiled = validatorOf(compileForm(files));
const drifting = validatorOf(compileForm(files, { drift: true }));
const payloads = new Payloads(files);
const root = payloads.root(ROOT);
const valid = [0, 1, 2].flatMap((levels) => [...payloads.ofEveryBranch(ROOT, levels)]);
const mutations = valid.flatMap(({ payload }) => [...mutationsOf(payload, root, payloads)]);

const base = { type: 'speech-update', status: 'started' };
const places = (value: JsonObject) =>
  drifting({ ...base, ...value }).map((error) => [error.keyword, error.instancePath]);

test('every branch of every union is accepted by all forms', () => {
  expect(new Set(valid.map(({ union }) => union)).size).toBe(5);
  for (const { payload, union, branch } of valid)
    for (const errors of [written, compiled, drifting])
      expect({ union, branch, errors: errors(payload) }).toMatchObject({ errors: [] });
});

test('both forms accept and reject the same values', () => {
  expect(mutations.length).toBeGreaterThan(300);
  for (const { payload, kind, pointer } of mutations)
    expect({ kind, pointer, accepted: compiled(payload).length === 0 }).toEqual({
      kind,
      pointer,
      accepted: written(payload).length === 0,
    });
});

test('one mistake is one error, at its place', () => {
  const found = mutations.map(({ payload }) => drifting(payload));
  const count = found.reduce((sum, errors) => sum + errors.length, 0);
  expect(count / mutations.length).toBeLessThan(1.1);
  for (const [index, { kind, pointer }] of mutations.entries()) {
    const paths = (found[index] ?? []).map(({ instancePath }) => instancePath);
    expect({ kind, pointer, paths, found: paths.some((path) => path.startsWith(pointer)) }).toMatchObject({
      found: true,
    });
  }
});

describe('a tag', () => {
  test('that is unknown is one error of the discriminator', () => {
    expect(places({ call: { id: 'a', model: { provider: 'opnai', model: 'gpt-4o' } } })).toEqual([
      ['discriminator', '/call/model'],
    ]);
  });
  test('that is missing is one error of the discriminator', () => {
    expect(places({ call: { id: 'a', model: {} } })).toEqual([['discriminator', '/call/model']]);
  });
  test('selects the branch whose mistakes count', () => {
    expect(places({ call: { id: 'a', model: { provider: 'custom' } } })).toEqual([
      ['required', '/call/model'],
    ]);
  });
  test('may be left out where a branch says so', () => {
    expect(places({ phoneNumber: { sipUri: 'sip:a' } })).toEqual([]);
    expect(places({ phoneNumber: { sipUri: 1 } })).toEqual([['type', '/phoneNumber/sipUri']]);
  });
  test('may be open in one branch', () => {
    expect(places({ call: { id: 'a', hooks: [{ on: 'custom.a', name: 'b' }] } })).toEqual([]);
    expect(places({ call: { id: 'a', hooks: [{ on: 'call.ending' }] } })).toEqual([
      ['required', '/call/hooks/0'],
    ]);
    expect(places({ call: { id: 'a', hooks: [{ on: 'else' }] } })).toEqual([['pattern', '/call/hooks/0/on']]);
  });
});

describe('a union of several types', () => {
  test.each([
    ['off', []],
    ['on', [['enum', '/call/background']]],
    [{ provider: 'openai' }, []],
    [{ provider: 'open' }, [['discriminator', '/call/background']]],
    [5, [['type', '/call/background']]],
  ])('%j', (background, errors) => {
    expect(places({ call: { id: 'a', background } })).toEqual(errors);
  });
});

test('a wrong type where values are listed is one error', () => {
  expect(drifting({ ...base, status: 5 })).toMatchObject([{ keyword: 'enum', instancePath: '/status' }]);
});

describe('unknown properties', () => {
  test('are one error each where the contract lists properties', () => {
    expect(places({ news: 1, call: { id: 'a', model: { provider: 'openai', news: 1, more: 2 } } })).toEqual([
      ['additionalProperties', ''],
      ['additionalProperties', '/call/model'],
      ['additionalProperties', '/call/model'],
    ]);
  });
  test('are none in a map', () => {
    const byName = { anyone: { role: 'user', message: 'hello' } };
    expect(places({ call: { id: 'a', metadata: { any: 1 } }, artifact: { byName } })).toEqual([]);
  });
  test('are none without drift', () => {
    expect(compiled({ ...base, news: 1 })).toEqual([]);
  });
  test('of a composed object are those that none of its parts knows', () => {
    const part = (name: string) => ({ type: 'object', properties: { [name]: { type: 'string' } } });
    const whole = { allOf: [{ $ref: '#/components/schemas/Base' }, part('b')] };
    const { files: composed } = importContract(documentWith(whole, { Base: part('a') }));
    const errors = validatorOf(compileForm(composed, { drift: true }));
    expect(errors({ type: 'speech-update', x: { a: '', b: '' } })).toEqual([]);
    expect(errors({ type: 'speech-update', x: { a: '', b: '', c: '' } })).toMatchObject([
      { keyword: 'additionalProperties', instancePath: '/x' },
    ]);
  });
  test('do not change what not and if ask', () => {
    const asking = {
      type: 'object',
      properties: { a: { type: 'string' } },
      not: { type: 'object', properties: { b: { type: 'number' } }, required: ['b'] },
    };
    const { files: negated } = importContract(documentWith(asking));
    const errors = validatorOf(compileForm(negated, { drift: true }));
    expect(errors({ type: 'speech-update', x: { a: '' } })).toEqual([]);
    expect(errors({ type: 'speech-update', x: { a: '', b: 1 } }).map(({ keyword }) => keyword)).toContain(
      'not',
    );
  });
});
