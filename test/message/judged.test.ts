// Holds remembered verdicts to their law: judging members apart, each once, finds what judging the whole finds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInContract } from '../../src/contract/load/built-in.ts';
import { Judge } from '../../src/message/judge.ts';
import { MessageReader } from '../../src/message/reader.ts';
import { emit } from '../support/simulator/emit.ts';
import { improvise } from '../support/simulator/improvise.ts';
import '../support/seed.ts';

const contract = builtInContract();
const messages = [1, 2].flatMap((seed) => emit(improvise(seed)).map(({ body }) => JSON.stringify(body)));

/** Breaks that keep a message JSON: values changed, keys renamed or doubled. */
const BREAKS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace('"started"', '"start"'),
  (text) => text.replace('"provider":"openai"', '"provider":"opnai"'),
  (text) => text.replace('"role":"system"', '"rol":"system"'),
  (text) => text.replace('"role":"system"', '"\\u0072ole":"system"'),
  (text) => text.replace('"turn":', '"turns":'),
  (text) => text.replace('"call":{', '"call":{"createdAt":5,'),
  (text) => text.replace('"role":', '"role":"nobody","role":'),
  (text) => text.replace('"assistant":{', '"assistant":[],"assistant":{'),
  (text) => text.replace('"time":', '"time":"x","was":'),
];

/** What becomes of the list of messages: it shrinks, grows, is another, or is none. */
const LISTS: readonly ((list: unknown[], at: number) => unknown)[] = [
  (list) => list,
  (list, at) => list.slice(0, at),
  (list, at) => list.slice(at),
  (list) => [...list, ...list],
  (list, at) => list.toSpliced(at, 1),
  (list, at) => list.toSpliced(at, 0, 5),
  (list, at) => list.toSpliced(at, 0, { role: 'user', message: 'x'.repeat(100), time: 'x' }),
  (list) => [...list, { role: 'bot', message: 3 }],
  (list) => [...list, 1, 12],
  () => [],
  (list) => ({ list }),
];

/** What becomes of the members of an object: they move, go, or stand elsewhere too. */
const ORDERS: readonly ((members: [string, unknown][], at: number) => [string, unknown][])[] = [
  (members) => members,
  (members) => members.toReversed(),
  (members, at) => [...members.slice(at), ...members.slice(0, at)],
  (members, at) => members.toSpliced(at, 1),
  (members, at) => [...members, ['copy', members[at]?.[1] ?? null]],
  (members, at) => members.map(([name, value], index) => [name, index === at ? members[0]![1] : value]),
];

interface Change {
  readonly index: number;
  readonly at: number;
  readonly list: number;
  readonly order: number;
  readonly breaks: number;
  readonly isArtifact: boolean;
}

function changed({ index, at, list, order, breaks, isArtifact }: Change): string {
  const document = JSON.parse(messages[index]!);
  const { artifact } = document.message;
  if (Array.isArray(artifact?.messages)) artifact.messages = LISTS[list]!(artifact.messages, at);
  const reorder = (value: object): object => Object.fromEntries(ORDERS[order]!(Object.entries(value), at));
  if (isArtifact && artifact !== undefined) document.message.artifact = reorder(artifact);
  else if (order < 3) document.message = reorder(document.message);
  else if (document.message.assistant !== undefined)
    document.message.assistant = reorder(document.message.assistant);
  return BREAKS[breaks]!(JSON.stringify(document));
}

function findingsOf(judge: Judge, reader: MessageReader, text: string): unknown {
  const bytes = Buffer.from(text);
  expect(reader.read(bytes, 0, bytes.length)).toBe('speech-update');
  return judge
    .judge(reader, {
      source: 's',
      record: 1,
      text: { bytes, positionOf: (at) => ({ line: 1, column: at + 1 }) },
    })
    .map((finding) => JSON.stringify(finding))
    .sort();
}

function expectAlike(texts: Iterable<string>): void {
  const remembering = new Judge(contract, false);
  const reader = new MessageReader();
  const { apart: _, ...whole } = contract;
  const forgetful = new Judge(whole, false);
  for (const text of texts)
    expect(findingsOf(remembering, reader, text)).toEqual(findingsOf(forgetful, new MessageReader(), text));
}

test('the same findings at the same places', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record<Change>({
          index: fc.nat(messages.length - 1),
          at: fc.nat(12),
          list: fc.oneof(fc.constant(0), fc.nat(LISTS.length - 1)),
          order: fc.oneof(fc.constant(0), fc.nat(ORDERS.length - 1)),
          breaks: fc.nat(BREAKS.length - 1),
          isArtifact: fc.boolean(),
        }),
        { minLength: 1, maxLength: 20 },
      ),
      (stream) => expectAlike(stream.map(changed)),
    ),
    { numRuns: 100 },
  );
});

const LONG = messages.find((text) => text.includes('"artifact":{"messages":[{'))!;

function withMessages(items: readonly unknown[]): string {
  const document = JSON.parse(LONG);
  document.message.artifact = { messages: items };
  return JSON.stringify(document);
}

test('a list that has grown beyond what is remembered', () => {
  const [first] = JSON.parse(LONG).message.artifact.messages;
  const long = (length: number) => ({ ...first, message: 'x'.repeat(length) });
  const items = [first, long(500_000), long(50_000), { ...first, time: 'x' }];
  expectAlike([2, 3, 4, 4].map((count) => withMessages(items.slice(0, count))));
});

test('as many names and defects as a message may have take no more than their share', {
  timeout: 20_000,
}, () => {
  const names = Array.from({ length: 50_000 }, (_, index) => `"k${index}":0,`).join('');
  const texts = [
    LONG.replace('"turn":', `${names}"turn":`),
    LONG.replace('"artifact":{', `"artifact":{${names}`),
    withMessages(new Array(100_000).fill(0)),
  ];
  for (const text of texts)
    expect(findingsOf(new Judge(contract, false), new MessageReader(), text)).not.toEqual([]);
});
