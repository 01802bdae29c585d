// Holds schemas from outside to their bounds: what they may read, how large they may be, and how long they may take.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compileSchema } from '../../src/contract/compile.ts';
import { canRunAway, Guard } from '../../src/contract/guarded.ts';
import { contractFrom } from '../../src/contract/load/from-file.ts';
import { judgedBy } from '../support/judged.ts';

const root = mkdtempSync(join(tmpdir(), 'turnline-outside-'));
afterAll(() => rmSync(root, { recursive: true }));
const parts = join(root, 'parts');
mkdirSync(join(parts, 'deeper'), { recursive: true });

const put = (name: string, json: unknown): string => {
  writeFileSync(join(root, name), typeof json === 'string' ? json : JSON.stringify(json));
  return join(root, name);
};
const checked = async (path: string, value: unknown): Promise<string[]> =>
  judgedBy(await contractFrom(path, 'mine.json', { folder: { path: parts, name: 'parts' } }))
    .of(value)
    .map(({ code, pointer }) => `${code} ${pointer}`.trim());

describe('references to files', () => {
  put('parts/number.json', { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'number' });
  put('parts/deeper/list.json', { type: 'array', items: { $ref: '../number.json' } });
  put('secret.json', { type: 'boolean' });
  symlinkSync(join(root, 'secret.json'), join(parts, 'link.json'));
  symlinkSync(join(parts, 'number.json'), join(parts, 'kept.json'));

  test('are followed inside the folder, from file to file', async () => {
    const main = put('parts/main.json', { properties: { a: { $ref: 'deeper/list.json' } } });
    expect(await checked(main, { a: [1] })).toEqual([]);
    expect(await checked(main, { a: ['x'] })).toEqual(['wrong-type /a/0']);
  });

  test('may go round in a circle', async () => {
    put('parts/tree.json', { properties: { left: { $ref: 'branch.json' } } });
    put('parts/branch.json', { type: 'object', properties: { tree: { $ref: 'tree.json' } } });
    expect(await checked(join(parts, 'tree.json'), { left: { tree: { left: 1 } } })).toEqual([
      'wrong-type /left/tree/left',
    ]);
  });

  test('may lead through a hundred files that lead to each other, as our own do', async () => {
    const own = judgedBy(
      await contractFrom('schemas/speech-update.schema.json', 'own', {
        folder: { path: 'schemas', name: 'schemas' },
      }),
    );
    const { message } = JSON.parse(readFileSync('samples/one-payload.json', 'utf8'));
    expect(own.of(message)).toEqual([]);
    expect(own.of({ ...message, turn: -1 }).map(({ pointer }) => pointer)).toEqual(['/turn']);
  });

  test('of a schema beside the folder begin at its top', async () => {
    expect(await checked(put('main.json', { $ref: 'number.json' }), 'x')).toEqual(['wrong-type']);
  });

  test('follow links that stay inside', async () => {
    expect(await checked(put('main.json', { $ref: 'kept.json' }), 1)).toEqual([]);
  });

  test.each([
    '../secret.json',
    'link.json',
    'deeper/../../secret.json',
    '%2e%2e/secret.json',
    '..%2fsecret.json',
    'file:///etc/passwd',
    'deeper',
    'none.json',
  ])('%s is not followed', async ($ref) => {
    const main = put('parts/main.json', { $ref });
    await expect(checked(main, true)).rejects.toThrow(/refers to .* no schema in the folder of --schema-dir/);
  });

  test.each(['https://example.com/x.json', 'http://127.0.0.1:1/x'])('%s is not fetched', async ($ref) => {
    await expect(checked(put('parts/main.json', { $ref }), 1)).rejects.toThrow('nothing is fetched');
  });
});

describe('bounds', () => {
  test.each([
    ['too deep', `${'{"not":'.repeat(300)}true${'}'.repeat(300)}`, 'nested more than 256 deep'],
    ['deeper than any stack', '['.repeat(2_000_000) + ']'.repeat(2_000_000), 'nested more than 256 deep'],
    ['too large', `{"description":"${'x'.repeat(17 << 20)}"}`, 'larger than 16 MiB'],
  ])('%s', async (_, text, message) => {
    await expect(contractFrom(put('bound.json', text), 'bound.json', {})).rejects.toThrow(message);
  });

  test('a file without end is not read to its end', async () => {
    await expect(contractFrom('/dev/zero', '/dev/zero', {})).rejects.toThrow('larger than 16 MiB');
  });
});

describe('schemas that find more than anybody lists', () => {
  const $defs = (levels: number): object =>
    Object.fromEntries(
      Array.from({ length: levels }, (_, at) => [
        `d${at}`,
        at === levels - 1
          ? { type: 'string' }
          : { allOf: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}` }] },
      ]),
    );

  test.each([15, 20, 30])('a part that doubles %i times fails once', (levels) => {
    const contract = compileSchema({ $ref: '#/$defs/d0', $defs: $defs(levels) }, 'mine.json', undefined);
    expect(contract.check(1)).toMatchObject([{ code: 'wrong-type', pointer: '' }]);
  });

  test('a schema written out as often is refused before it is compiled', () => {
    let schema: object = { type: 'string' };
    for (let level = 0; level < 15; level++) schema = { allOf: [schema, schema] };
    expect(() => compileSchema(structuredClone(schema), 'mine.json', undefined)).toThrow(
      'the schema mine.json has more than 25,000 objects and arrays',
    );
  });

  const item = { type: 'object', required: ['a', 'b'], properties: { c: { type: 'string' } } };
  test.each([
    ['written in place', { items: item }],
    ['referred to', { items: { $ref: '#/$defs/item' }, $defs: { item } }],
  ])('many items, their schema %s', (_, schema) => {
    const defects = compileSchema(schema, 'mine.json', undefined).check(
      Array.from({ length: 60_000 }, () => ({ a: 1, c: 2 })),
    );
    for (const [code, pointer] of [
      ['missing-field', '/0'],
      ['wrong-type', '/0/c'],
    ]) {
      const found = defects.filter((defect) => defect.code === code);
      expect(found[0]).toMatchObject({ pointer });
      expect(found.length).toBeLessThanOrEqual(1_000);
      expect(found.length + found.at(-1)!.more!).toBe(60_000);
    }
  });

  test('more errors than can be held: the first is told', () => {
    const anyOf = Array.from({ length: 10 }, (_, n) => ({ $ref: '#/$defs/item', title: `${n}` }));
    const contract = compileSchema({ items: { anyOf }, $defs: { item } }, 'mine.json', undefined);
    const [first, ...others] = contract.check(Array.from({ length: 40_000 }, () => ({ a: 1, c: 2 })));
    expect(first!.pointer).toMatch(/^\/0/);
    expect(others.every(({ pointer }) => pointer.startsWith('/0'))).toBe(true);
    expect(contract.check([{ a: 1, b: 2 }])).toEqual([]);
  });
});

describe('what does not come to an end', () => {
  test.each([
    [{ pattern: '(a+)+$' }, `${'a'.repeat(60)}!`, 'its pattern (a+)+$ runs away'],
    [
      { patternProperties: { '(a|a)*$': {} } },
      { [`${'a'.repeat(60)}!`]: 1 },
      'its pattern (a|a)*$ runs away',
    ],
    [{ allOf: [{ $ref: '#' }] }, 1, 'leads to itself without end'],
  ])('%j is stopped', (schema, value, message) => {
    const start = performance.now();
    expect(() => compileSchema(schema, 'mine.json', undefined).check(value)).toThrow(message);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('branches that double at every step are stopped', () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [
        `d${at}`,
        at === 39
          ? { type: 'string' }
          : { allOf: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}` }] },
      ]),
    );
    expect(() => compileSchema({ $ref: '#/$defs/d0', $defs }, 'mine.json', undefined).check('x')).toThrow(
      'takes more than 2 s for a message: it has too much to try',
    );
  });

  test('a guard gives what the work gives, throws what it throws, and can be used again', () => {
    const guard = new Guard('mine.json', 500);
    const loop = (): never => {
      for (;;);
    };
    expect(guard.run(() => [1, 2])).toEqual([1, 2]);
    expect(() => guard.run(loop)).toThrow('more than 0.5 s');
    expect(() => guard.run(() => JSON.parse('{'))).toThrow(SyntaxError);
    expect(guard.run(() => 'again')).toBe('again');
  });

  test('patterns are told apart', () => {
    const contract = compileSchema(
      { properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } },
      'mine.json',
      undefined,
    );
    expect(contract.check({ a: 'a', b: 'b' })).toEqual([]);
    expect(contract.check({ a: 'b', b: 'a' }).map(({ pointer }) => pointer)).toEqual(['/a', '/b']);
  });

  test('only what can run away is guarded', () => {
    expect(canRunAway({ properties: { a: { type: 'string', enum: ['x'] } } })).toBe(false);
    expect(canRunAway({ properties: { a: { items: [{ pattern: 'x' }] } } })).toBe(true);
  });
});
