// Turns the bytes of one JSON document into the few fields of a message that a timeline needs, in one walk.
import { OPEN_BRACE, QUOTE } from '../json/bytes.ts';
import type { Cursor } from '../json/cursor.ts';
import { KeyTable } from '../json/keys.ts';
import { type Member, membersIn } from '../json/members.ts';
import { decodeString, readNumber, readString } from '../json/read.ts';
import type { Recall } from '../json/recall.ts';
import type { Steps } from '../json/steps.ts';
import type { Tokens } from '../json/tokens.ts';
import type { CallTable, KnownCall } from './call-table.ts';

/** What `call` tells of its call: its id, when it started, as text, and the id of its assistant. */
export interface CallFields {
  callId: string | undefined;
  callStartedAt: string | undefined;
  assistantId: string | undefined;
}

/** The fields of an object that may be a message, as JSON.parse would give them: of equal keys the last. */
export class MessageFields implements CallFields {
  /** Bounds of the object. */
  start = 0;
  end = 0;
  /** Each is undefined where the key is absent or its value of another kind; `has` tells the two apart. */
  type: string | undefined;
  status: string | undefined;
  role: string | undefined;
  turn: number | undefined;
  timestamp: number | string | undefined;
  callId: string | undefined;
  callStartedAt: string | undefined;
  assistantId: string | undefined;
  /** What stands under the key `message`, where that is an object. */
  message: MessageFields | undefined;
  /** What knows the bytes of `call`, where that is an object. */
  knownCall: KnownCall | undefined;
  /** The steps over its members: from `first`, each telling which is next, up to `past`; not all, where `steps` are not whole. */
  readonly steps: Steps;
  first = 0;
  past = 0;
  /** Which of the names are there, a bit each. */
  #present = 0;

  constructor(steps: Steps) {
    this.steps = steps;
  }

  clear(start: number): void {
    this.start = start;
    this.end = start;
    this.type = undefined;
    this.status = undefined;
    this.role = undefined;
    this.turn = undefined;
    this.timestamp = undefined;
    this.callId = undefined;
    this.callStartedAt = undefined;
    this.assistantId = undefined;
    this.knownCall = undefined;
    this.message = undefined;
    this.first = this.steps.count;
    this.past = this.first;
    this.#present = 0;
  }

  /** Notes that the key stands here. */
  add(name: FieldName): void {
    this.#present |= 1 << NAMES.indexOf(name);
  }

  has(name: FieldName): boolean {
    return (this.#present & (1 << NAMES.indexOf(name))) !== 0;
  }

  /** Its members in order; each is there until the next is asked for. `bytes` are those that were read. */
  *members(bytes: Buffer): Generator<Member> {
    const { steps } = this;
    if (!steps.isWhole) yield* membersIn(bytes, this.start, this.end);
    else for (let index = this.first; index < this.past; index = steps.at(index).next) yield steps.at(index);
  }
}

/** What was read before, and need not be read again. */
export interface Seen {
  readonly recall: Recall;
  readonly calls: CallTable;
  /** Those that most values are, which need not be made into texts each time. */
  readonly words: Tokens<string>;
}

const NAMES = ['type', 'status', 'role', 'turn', 'timestamp', 'call', 'message'] as const;
export type FieldName = (typeof NAMES)[number];

const FIELDS = new KeyTable(NAMES);
const CALL_NAMES = ['id', 'startedAt', 'assistantId'] as const;
const CALL = new KeyTable(CALL_NAMES);

/** Walks the object ahead. Its fields land in `fields`, those of an object under `message` in `inner`. */
export function readFields(
  cursor: Cursor,
  fields: MessageFields,
  seen: Seen,
  inner?: MessageFields,
): boolean {
  if (!cursor.enter(OPEN_BRACE)) return cursor.fail('wants-value', cursor.at);
  fields.clear(cursor.at - 1);
  const { steps } = fields;
  while (cursor.nextKey()) {
    const { keyStart, keyEnd } = cursor;
    const name = NAMES[FIELDS.find(cursor)];
    if (name === undefined) seen.recall.skip(cursor);
    else {
      cursor.peek();
      const start = cursor.at;
      const step = steps.open(keyStart, keyEnd);
      readField(cursor, name, fields, seen, inner);
      steps.close(step, start, cursor.at, name === 'call' ? fields.knownCall : undefined);
    }
    if (cursor.problem !== null) return false;
  }
  fields.past = steps.count;
  fields.end = cursor.at;
  return cursor.problem === null;
}

function readField(
  cursor: Cursor,
  name: FieldName,
  fields: MessageFields,
  seen: Seen,
  inner?: MessageFields,
): void {
  fields.add(name);
  switch (name) {
    case 'type':
    case 'status':
    case 'role':
      fields[name] = readWord(cursor, seen.words);
      return;
    case 'turn':
      fields.turn = readNumber(cursor);
      return;
    case 'timestamp':
      fields.timestamp = cursor.peek() === QUOTE ? readString(cursor) : readNumber(cursor);
      return;
    case 'call':
      tellCall(seen.calls.read(cursor), cursor, fields);
      seen.recall.call = fields.knownCall?.number ?? -1;
      return;
    case 'message':
      fields.message = undefined;
      if (inner === undefined || cursor.peek() !== OPEN_BRACE) cursor.skipValue();
      else if (readFields(cursor, inner, seen)) fields.message = inner;
  }
}

function readWord(cursor: Cursor, words: Tokens<string>): string | undefined {
  const isString = cursor.peek() === QUOTE;
  const start = cursor.at;
  return cursor.skipValue() && isString ? words.of(cursor.bytes, start + 1, cursor.at - 1) : undefined;
}

/** A value that is no object tells nothing. */
function tellCall(known: KnownCall | undefined, cursor: Cursor, fields: MessageFields): void {
  fields.callId = known?.id;
  fields.callStartedAt = known?.startedAt;
  fields.assistantId = known?.assistantId;
  fields.knownCall = known;
  if (known === undefined && cursor.problem === null) cursor.skipValue();
}

/** Steps over the value of `call`, and notes what it tells. */
export function readCall(cursor: Cursor, fields: CallFields): void {
  fields.callId = undefined;
  fields.callStartedAt = undefined;
  fields.assistantId = undefined;
  if (!cursor.enter(OPEN_BRACE)) {
    cursor.skipValue();
    return;
  }
  while (cursor.nextKey()) {
    const name = CALL_NAMES[CALL.find(cursor)];
    if (name === 'id') fields.callId = readString(cursor);
    else if (name === 'startedAt') fields.callStartedAt = readString(cursor);
    else if (name === 'assistantId') fields.assistantId = readString(cursor);
    else cursor.skipValue();
    if (cursor.problem !== null) return;
  }
}

/** The bounds of a member's value; of equal keys the last. */
export function memberSpan(
  fields: MessageFields,
  bytes: Buffer,
  name: string,
): { start: number; end: number } | null {
  let found: { start: number; end: number } | null = null;
  for (const { keyStart, keyEnd, start, end } of fields.members(bytes)) {
    // An escaped key is longer than what it spells.
    if (keyEnd - keyStart >= name.length && decodeString(bytes, keyStart, keyEnd) === name)
      found = { start, end };
  }
  return found;
}
