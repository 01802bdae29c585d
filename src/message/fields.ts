// Turns the bytes of one JSON document into the few fields of a message that a timeline needs, in one walk.
import { OPEN_BRACE, QUOTE } from '../json/bytes.ts';
import type { Cursor } from '../json/cursor.ts';
import { KeyTable } from '../json/keys.ts';
import { kindOf, readNumber, readString, type ValueKind } from '../json/read.ts';
import type { Recall } from '../json/recall.ts';
import type { Steps } from '../json/steps.ts';
import type { CallTable, KnownCall } from './call-table.ts';

/** The fields of an object that may be a message, as JSON.parse would give them: of equal keys the last. */
export class MessageFields {
  /** Bounds of the object. */
  start = 0;
  end = 0;
  /** Each is undefined where the key is absent or its value of another kind; `kinds` tells the two apart. */
  type: string | undefined;
  status: string | undefined;
  role: string | undefined;
  turn: number | undefined;
  timestamp: number | string | undefined;
  callId: string | undefined;
  /** From `call` too: when it started, as text, and the id of its assistant. */
  callStartedAt: string | undefined;
  assistantId: string | undefined;
  readonly kinds = new Map<FieldName, ValueKind | undefined>();
  /** What stands under the key `message`, where that is an object. */
  message: MessageFields | undefined;
  /** Four offsets a member: its key between the quotes, its value. */
  readonly members: number[] = [];
  /** For each member the index of the step over it; below 0 where it was read in another way. */
  readonly steps: number[] = [];
  /** What knows the bytes of `call`, where that is an object. */
  knownCall: KnownCall | undefined;

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
    if (this.kinds.size > 0) this.kinds.clear();
    if (this.members.length > 0) {
      this.members.length = 0;
      this.steps.length = 0;
    }
  }
}

/** What was read before, and need not be read again. */
export interface Seen {
  readonly recall: Recall;
  readonly steps: Steps;
  readonly calls: CallTable;
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
  while (cursor.nextKey()) {
    const { keyStart, keyEnd } = cursor;
    const name = NAMES[FIELDS.find(cursor)];
    cursor.peek();
    const start = cursor.at;
    const step = name === undefined ? seen.steps.count : -1;
    if (name === undefined) seen.recall.skip(cursor);
    else readField(cursor, name, fields, seen, inner);
    if (cursor.problem !== null) return false;
    fields.members.push(keyStart, keyEnd, start, cursor.at);
    fields.steps.push(step);
  }
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
  fields.kinds.set(name, kindOf(cursor.peek()));
  switch (name) {
    case 'type':
    case 'status':
    case 'role':
      fields[name] = readString(cursor);
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

/** A value that is no object tells nothing. */
function tellCall(known: KnownCall | undefined, cursor: Cursor, fields: MessageFields): void {
  fields.callId = known?.id;
  fields.callStartedAt = known?.startedAt;
  fields.assistantId = known?.assistantId;
  fields.knownCall = known;
  if (known === undefined && cursor.problem === null) cursor.skipValue();
}

/** Steps over the value of `call`, and notes what it tells. */
export function readCall(cursor: Cursor, fields: MessageFields): void {
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
  { members }: MessageFields,
  bytes: Buffer,
  name: string,
): { start: number; end: number } | null {
  for (let index = members.length - 4; index >= 0; index -= 4) {
    const [start, end] = [members[index]!, members[index + 1]!];
    if (end - start === name.length && bytes.toString('latin1', start, end) === name) {
      return { start: members[index + 2]!, end: members[index + 3]! };
    }
  }
  return null;
}
