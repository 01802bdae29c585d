// Turns simulated messages into one-line records, each mutated: lists grow, values change and move, wrappers vary, bytes break.
import { EVERYTHING, emit } from './simulator/emit.ts';
import { improvise } from './simulator/improvise.ts';
import { type Random, random } from './simulator/random.ts';

type Value = null | boolean | number | string | Value[] | Members;
interface Members {
  [name: string]: Value;
}

/** Short enough that thousands of records are judged in seconds. */
const MOST_BYTES = 12_000;

/** Items of growing lists, long enough for a cache of repeated bytes to keep them; every third is wrong. */
const ITEMS: readonly Value[] = [1, 2, 3, 4, 5, 6].map((n) => ({
  role: 'user',
  message: `item ${n} of a list that grows from one message to the next`,
  time: n % 3 === 0 ? 'late' : 1786000000000 + n,
  endTime: 1786000000500 + n,
  secondsFromStart: n,
}));

/** A field of the contract whose `input` is a string or a list. */
const CHAT = {
  id: 'c',
  orgId: 'o',
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};

const ODD: readonly Value[] = [null, true, -1, 2.5, 1e15, '', 'late', [], {}, [1], { id: 1 }, 'x'.repeat(80)];
const NAMES = ['id', 'role', 'type', 'message', 'messages', 'time', 'rol', 'turns', 'x', '0'];

/** Keys under which a wrapper may hold the payload. */
const WRAPPERS = [
  'payload',
  'body',
  'data',
  'detail',
  'event',
  'request',
  'message',
  'msg',
  'log',
  'json',
  'other',
];

const firstItems = (count: number): Value => structuredClone(ITEMS.slice(0, count));

/** Every object and array in `value`, itself included. */
function parentsIn(value: Value): (Value[] | Members)[] {
  if (value === null || typeof value !== 'object') return [];
  return [value, ...Object.values(value).flatMap(parentsIn)];
}

/** What a member becomes. `other` is a copy of another document. */
const REPLACEMENTS: readonly ((was: Value, random: Random, other: Value) => Value)[] = [
  (_, random) => structuredClone(random.pick(ODD)),
  (_, random) => firstItems(random.between(1, ITEMS.length)),
  (was, random) => (Array.isArray(was) ? [...was, structuredClone(random.pick(ITEMS))] : [was]),
  (was) => (Array.isArray(was) ? was.slice(0, -1) : was),
  (_, random, other) => random.pick(parentsIn(other)),
];

/** What is done to the members of an object. */
const REARRANGEMENTS: readonly ((parent: Members, random: Random) => void)[] = [
  (parent, random) => delete parent[random.pick([...Object.keys(parent), 'x'])],
  (parent, random) => {
    parent[random.pick(NAMES)] = structuredClone(random.pick(ODD));
  },
  (parent) => {
    for (const [name, value] of Object.entries(parent).reverse()) {
      delete parent[name];
      parent[name] = value;
    }
  },
];

function change(document: Value, random: Random, other: Value): void {
  const parent = random.pick(parentsIn(document)) as Members;
  const names = Object.keys(parent);
  if (!Array.isArray(parent) && random.chance(0.4)) random.pick(REARRANGEMENTS)(parent, random);
  else if (names.length > 0) {
    const name = random.pick(names);
    parent[name] = random.pick(REPLACEMENTS)(parent[name]!, random, structuredClone(other));
  }
}

/** What only the text can have: damage, blanks, odd numbers, keys that stand twice, and several documents. */
const EDITS: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, random.between(1, text.length)),
  (text, random) => {
    const at = random.between(0, text.length - 1);
    return text.slice(0, at) + random.pick([...'{}[]",:0x ']) + text.slice(at + 1);
  },
  (text, random) => text.replaceAll(random.pick([',"', '":', '}', ']']), (found) => ` ${found} `),
  (text, random) =>
    text.replace(/"(?:role|type|turn|call)":/, (key) => `${key}${random.pick(['1', '{}', '"x"'])},${key}`),
  (text, random) =>
    text.replace(
      /"turn":\d+/,
      `"turn":${random.pick(['1e999', '-0', '1.0', '2e0', '12345678901234567890'])}`,
    ),
  (text) => text.replace('"role"', '"\\u0072ole"'),
  (text) => `${text}${text}`,
  (text) => `INFO ${text}`,
  (text) => JSON.stringify(text),
];

/** The document under one key of a wrapper, as it is or as a string, often beside another document. */
function wrapped(document: Value, random: Random, other: Value): Value {
  const around: Members = {
    [random.pick(WRAPPERS)]: random.chance(0.3) ? JSON.stringify(document) : document,
  };
  if (random.chance(0.6)) around[random.pick(WRAPPERS)] = random.chance(0.3) ? [other] : other;
  return around;
}

/** `count` records, most of them made of the one before. The same seed gives the same records. */
export function mutatedRecords(count: number, seed: number): string[] {
  const numbers = random(seed);
  const messages = [1, 2, 3]
    .flatMap((call) => emit(improvise(seed + call), { types: EVERYTHING }))
    .map(({ body }) => body.message)
    .filter((message) => JSON.stringify(message).length < MOST_BYTES);
  const speech = messages.filter(({ type }) => type === 'speech-update');
  const fresh = (): Value => {
    const message = structuredClone(numbers.pick(numbers.chance(0.9) ? speech : messages));
    const chat = { ...CHAT, input: firstItems(numbers.between(1, 3)) };
    return { message: { ...(message as unknown as Members), chat } };
  };
  const records: string[] = [];
  for (let document = fresh(), last = fresh(); records.length < count; ) {
    if (numbers.chance(0.3) || JSON.stringify(document).length > MOST_BYTES)
      [last, document] = [document, fresh()];
    for (let changes = numbers.between(0, 2); changes > 0; changes--) change(document, numbers, last);
    const text = JSON.stringify(numbers.chance(0.3) ? wrapped(document, numbers, last) : document);
    const edited = numbers.chance(0.2) ? numbers.pick(EDITS)(text, numbers) : text;
    // A line that ends in an opening bracket goes on in the next line.
    records.push(edited.replace(/[{[ ]+$/, ''));
  }
  return records;
}
