// Turns the bytes of a document into what it is: a speech-update, another message, other JSON, or no JSON.
import { skipBlanks } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import type { Problem } from '../json/problem.ts';
import { decodeString } from '../json/read.ts';
import { Recall } from '../json/recall.ts';
import { Steps } from '../json/steps.ts';
import { Tokens } from '../json/tokens.ts';
import { CallTable } from './call-table.ts';
import { ENVELOPES } from './envelopes/index.ts';
import { type FieldName, MessageFields, readFields } from './fields.ts';
import { isKnownOther, isMisspelt, SPEECH_UPDATE } from './kinds.ts';

export type RecordKind = 'speech-update' | 'other' | 'not-message' | 'not-json';

/** Reads record after record. What it found stays in its fields until the next `read`. */
export class MessageReader {
  readonly #cursor = new Cursor();
  /** Over the members of the document and of its message. */
  readonly #steps = new Steps();
  readonly #seen = {
    recall: new Recall(this.#steps),
    calls: new CallTable(),
    words: new Tokens(decodeString),
  };
  readonly #inner = new MessageFields(this.#steps);
  readonly document = new MessageFields(this.#steps);
  /** Of a `speech-update` or `other`: its fields. Their bounds are the bytes of the message. */
  message: MessageFields = this.document;
  /** Whether that is a speech-update. */
  isSpeech = false;
  /** JSON Pointer from the document to the message. */
  pointer = '';
  /** Of `not-json`: what is wrong. */
  problem: Problem | null = null;
  /** The bytes of the document, and where the first byte after it and its blanks is. */
  start = 0;
  end = 0;
  next = 0;

  /** Reads the first document in bytes [start, end); where `next` is before `end`, there is more. */
  read(bytes: Buffer, start: number, end: number): RecordKind {
    const cursor = this.#cursor;
    this.#seen.recall.call = -1;
    this.#steps.clear();
    cursor.reset(bytes, start, end);
    cursor.peek();
    this.start = cursor.at;
    const isObject = bytes[cursor.at] === 0x7b && cursor.at < end;
    const whole = isObject ? readFields(cursor, this.document, this.#seen, this.#inner) : cursor.skipValue();
    this.problem = cursor.problem;
    this.end = cursor.at;
    if (!whole) {
      this.next = end;
      return 'not-json';
    }
    this.next = skipBlanks(bytes, cursor.at, end);
    return isObject ? this.#classify() : 'not-message';
  }

  /** The names of the document's members. */
  names(bytes: Buffer): string[] {
    return Array.from(this.document.members(bytes), ({ keyStart, keyEnd }) =>
      decodeString(bytes, keyStart, keyEnd),
    );
  }

  #classify(): RecordKind {
    for (const envelope of ENVELOPES) {
      const message = envelope.unwrap(this.document);
      if (message === undefined) continue;
      this.message = message;
      this.pointer = envelope.pointer;
      const kind = kindOf(message, envelope.pointer !== '');
      this.isSpeech = kind === 'speech-update';
      return kind;
    }
    return 'not-message';
  }
}

/** A message that calls itself otherwise, but can only be a speech-update, is one with a wrong `type`. */
function kindOf(message: MessageFields, wrapped: boolean): RecordKind {
  const { type } = message;
  if (type === SPEECH_UPDATE) return 'speech-update';
  if (type === undefined) return looksLikeSpeech(message) ? 'speech-update' : 'not-message';
  if (isKnownOther(type)) return 'other';
  if (isMisspelt(type)) return 'speech-update';
  return wrapped || has(message, 'call', 'timestamp') ? 'other' : 'not-message';
}

function looksLikeSpeech(message: MessageFields): boolean {
  const speaks = message.role === 'user' || message.role === 'assistant';
  const moves = message.status === 'started' || message.status === 'stopped';
  return (speaks && has(message, 'status')) || (moves && has(message, 'role')) || (speaks && moves);
}

function has(message: MessageFields, ...names: FieldName[]): boolean {
  return names.every((name) => message.has(name));
}
