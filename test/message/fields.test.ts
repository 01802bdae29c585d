// Holds the fields of a message to their law: they are what JSON.parse gives, whatever the order of members, escapes and doubled keys.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel, MOST_VALUES } from '../../src/json/kernel.ts';
import { MessageFields } from '../../src/message/fields.ts';
import '../support/seed.ts';

const NAMES = [
  'type',
  'status',
  'role',
  'turn',
  'timestamp',
  'call',
  'message',
  'artifact',
  'assistant',
] as const;
const IN_CALL = ['id', 'startedAt', 'assistantId'] as const;

/** A key or a text as it may be written: with any of its characters as an escape. */
const written = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(text, fc.array(fc.boolean(), { maxLength: 12 }))
    .map(([plain, escapes]) =>
      [...JSON.stringify(plain).slice(1, -1)].some((one) => one === '\\')
        ? JSON.stringify(plain)
        : `"${[...plain].map((one, at) => (escapes[at] === true ? unicode(one) : one)).join('')}"`,
    );

function unicode(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

const word = fc.constantFrom(
  'speech-update',
  'started',
  'stopped',
  'user',
  'assistant',
  'speech-updata',
  'Started',
  'usex',
  '',
);
const number = fc.constantFrom(
  '0',
  '7',
  '-0',
  '1.5',
  '1e3',
  '1786000000000',
  '123456789012345',
  '1234567890123456',
  '1e999',
);
const key = written(fc.constantFrom(...NAMES, ...IN_CALL, 'assistantid', 'typ', 'types', 'other'));
const scalar = fc.oneof(written(word), number, fc.constantFrom('null', 'true', '[]', '{}', '[1,{"type":2}]'));

const object = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(key, value, fc.constantFrom('', ' ', '\n')), { maxLength: 14 })
    .map(
      (members) =>
        `{${members.map(([name, one, blank]) => `${name}${blank}:${blank}${one}${blank}`).join(',')}}`,
    );

const kernel = new Kernel(1 << 22);
const fields = new MessageFields(kernel, 3);

function read(source: string): void {
  kernel.clear();
  const { start, end } = kernel.kept(Buffer.from(source))!;
  fields.read(kernel.walk(start, end));
}

function expectFields(source: string): void {
  read(source);
  const parsed = JSON.parse(source);
  const textOf = (value: unknown): unknown => (typeof value === 'string' ? value : undefined);
  for (const name of NAMES) expect(fields.has(name)).toBe(Object.hasOwn(parsed, name));
  for (const name of ['type', 'status', 'role'] as const) expect(fields[name]).toBe(textOf(parsed[name]));
  expect(fields.turn).toBe(typeof parsed.turn === 'number' ? parsed.turn : undefined);
  const { timestamp, call } = parsed;
  expect(fields.timestamp).toBe(['number', 'string'].includes(typeof timestamp) ? timestamp : undefined);
  const inCall = typeof call === 'object' && call !== null && !Array.isArray(call) ? call : {};
  expect(fields.callId).toBe(textOf(inCall.id));
  expect(fields.callStartedAt).toBe(textOf(inCall.startedAt));
  expect(fields.assistantId).toBe(textOf(inCall.assistantId));
}

test('every field is what JSON.parse gives', () => {
  fc.assert(fc.property(object(fc.oneof(scalar, object(scalar))), expectFields), { numRuns: 5_000 });
});

test('so it is in a message of too many values', () => {
  const many = `[${'1,'.repeat(MOST_VALUES)}1]`;
  expectFields(
    `{"type":"speech-update","other":${many},"call":{"id":"a","assistantId":"b"},"turn":1e1,"role":"user"}`,
  );
  expectFields(`{"call":{"id":"a","x":${many}},"role":"user","turn":3,"turn":4}`);
});
