// Turns the bytes of a message as Vapi writes it, without blanks or escapes in what matters, into the fields of its event.
import { CLOSE_BRACE, COLON, COMMA, OPEN_BRACE, QUOTE, ZERO } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import { digitsEnd, isWord, numberOf, plainEnd } from '../json/plain.ts';
import { Recall } from '../json/recall.ts';
import { View } from '../json/view.ts';
import { CallTable, type KnownCall } from './call-table.ts';
import { whatOf } from './columns.ts';
import { isKnownOther, SPEECH_UPDATE } from './kinds.ts';
import { TELLING } from './notice.ts';
import { Shapes } from './shapes.ts';

const WRAPPED = Buffer.from('{"message":{"');
const LONGEST_KEY = 40;
const NOTHING = -1;

/**
 * Reads what it can be sure of, and refuses the rest, which then is read with care. What it reads is the same: every byte
 * is walked, or compared with bytes that were.
 */
export class QuickReader {
  /** Whether it is a speech-update; else it is another message, which tells nothing of its call but what `call` does. */
  isSpeech = false;
  /** Epoch ms, NaN where there is none. */
  at = Number.NaN;
  /** As EventColumns has it. */
  what = 0;
  /** NOTHING where there is none. */
  turn = NOTHING;
  call: KnownCall | undefined;
  /** Bounds of the message, and of its artifact; both NOTHING where it has none. */
  start = 0;
  artifactStart = NOTHING;
  artifactEnd = NOTHING;
  readonly #cursor = new Cursor();
  readonly #recall = new Recall();
  readonly #calls = new CallTable();
  readonly #shapes = new Shapes(this.#calls);
  readonly #view = new View();
  #role = '';
  #status = '';
  #type = '';

  /**
   * Reads the document that begins at `start`, of at most the bytes up to `end`, if it is laid out as one before; gives where it
   * ends, else NOTHING. There is no line break in it.
   */
  readAlike(bytes: Buffer, start: number, end: number): number {
    this.#clear(start);
    const stop = this.#shapes.read(bytes, this.#view.of(bytes), start, end, this);
    this.isSpeech = stop >= 0;
    return stop;
  }

  /** False where the document of bytes [start, end) is not such a message. */
  read(bytes: Buffer, start: number, end: number): boolean {
    if (bytes[start] !== OPEN_BRACE) return false;
    if (!this.#readMembers(bytes, start, end)) return false;
    if (this.isSpeech)
      this.#shapes.learn(bytes, start, end, { start: this.start, level: levelIn(this.start - start) });
    return true;
  }

  #readMembers(bytes: Buffer, start: number, end: number): boolean {
    const wrapped = isWrapped(bytes, start, end);
    this.#clear(wrapped ? start + WRAPPED.length - 2 : start);
    const cursor = this.#cursor;
    cursor.reset(bytes, this.start, end, levelIn(this.start - start));
    let at = this.start + 1;
    for (;;) {
      at = this.#member(bytes, at, end);
      if (at < 0 || at >= end) return false;
      const byte = bytes[at++];
      if (byte === CLOSE_BRACE) break;
      if (byte !== COMMA) return false;
    }
    if (wrapped && bytes[at++] !== CLOSE_BRACE) return false;
    return at === end && this.#isComplete();
  }

  #clear(start: number): void {
    this.start = start;
    this.at = Number.NaN;
    this.turn = NOTHING;
    this.call = undefined;
    this.#recall.call = -1;
    this.#shapes.clear();
    this.artifactStart = NOTHING;
    this.artifactEnd = NOTHING;
    this.#role = '';
    this.#status = '';
    this.#type = '';
  }

  #isComplete(): boolean {
    if (this.#type !== SPEECH_UPDATE) {
      this.isSpeech = false;
      return isSilent(this.#type);
    }
    const [role, status] = [this.#role, this.#status];
    if (role !== 'assistant' && role !== 'user') return false;
    if (status !== 'started' && status !== 'stopped') return false;
    this.isSpeech = true;
    this.what = whatOf(role, status);
    return true;
  }

  /** Reads a key and its value; gives where the value ends, or NOTHING. */
  #member(bytes: Buffer, at: number, end: number): number {
    if (bytes[at] !== QUOTE) return NOTHING;
    const keyStart = at + 1;
    const keyEnd = plainEnd(bytes, keyStart, Math.min(end, keyStart + LONGEST_KEY));
    if (keyEnd < 0 || bytes[keyEnd + 1] !== COLON) return NOTHING;
    const value = keyEnd + 2;
    switch (keyEnd - keyStart) {
      case 4:
        if (isWord(bytes, keyStart, CALL)) return this.#callAt(value);
        if (isWord(bytes, keyStart, TURN)) return this.#turnAt(bytes, value, end);
        if (isWord(bytes, keyStart, TYPE)) return this.#wordAt(bytes, value, end, 'type');
        if (isWord(bytes, keyStart, ROLE)) return this.#wordAt(bytes, value, end, 'role');
        break;
      case 6:
        if (isWord(bytes, keyStart, STATUS)) return this.#wordAt(bytes, value, end, 'status');
        break;
      case 7:
        // A message in a message is for those who read with care.
        if (isWord(bytes, keyStart, MESSAGE)) return NOTHING;
        break;
      case 8:
        if (isWord(bytes, keyStart, ARTIFACT)) return this.#artifactAt(value, keyStart, keyEnd);
        break;
      case 9:
        if (isWord(bytes, keyStart, TIMESTAMP)) return this.#timeAt(bytes, value, end);
    }
    return this.#skip(value, keyStart, keyEnd);
  }

  #skip(at: number, keyStart: number, keyEnd: number): number {
    this.#shapes.giveUp();
    const cursor = this.#cursor;
    cursor.resume(at);
    cursor.keyStart = keyStart;
    cursor.keyEnd = keyEnd;
    return this.#recall.skip(cursor) ? cursor.at : NOTHING;
  }

  #artifactAt(at: number, keyStart: number, keyEnd: number): number {
    this.artifactStart = at;
    this.artifactEnd = this.#skip(at, keyStart, keyEnd);
    return this.artifactEnd;
  }

  #callAt(at: number): number {
    const cursor = this.#cursor;
    cursor.resume(at);
    this.call = this.#calls.read(cursor);
    this.#recall.call = this.call?.number ?? -1;
    if (this.call === undefined) return NOTHING;
    this.#shapes.note('call', at, cursor.at);
    return cursor.at;
  }

  #wordAt(bytes: Buffer, at: number, end: number, field: 'type' | 'role' | 'status'): number {
    if (bytes[at] !== QUOTE) return NOTHING;
    const stop = plainEnd(bytes, at + 1, Math.min(end, at + 1 + LONGEST_KEY));
    if (stop < 0) return NOTHING;
    const word = WORDS.find(
      (known) => known.bytes.length === stop - at - 1 && isWord(bytes, at + 1, known.bytes),
    );
    const text = word?.text ?? bytes.toString('latin1', at + 1, stop);
    if (field === 'type') {
      // What is not for us need not be walked to its end.
      if (text !== SPEECH_UPDATE && !isSilent(text)) return NOTHING;
      this.#type = text;
    }
    if (field === 'role') this.#role = text;
    if (field === 'status') this.#status = text;
    if (field !== 'type') this.#shapes.note(field, at, stop + 1);
    return stop + 1;
  }

  /** Epoch milliseconds of our time have 13 digits, none of them a 0 in front. */
  #timeAt(bytes: Buffer, at: number, end: number): number {
    const stop = digitsEnd(bytes, at, end);
    if (stop - at !== 13 || bytes[at] === ZERO) return NOTHING;
    this.at = numberOf(bytes, at, stop);
    this.#shapes.note('time', at, stop);
    return stop;
  }

  #turnAt(bytes: Buffer, at: number, end: number): number {
    const stop = digitsEnd(bytes, at, end);
    if (stop === at || stop - at > 9 || (bytes[at] === ZERO && stop - at > 1)) return NOTHING;
    this.turn = numberOf(bytes, at, stop);
    this.#shapes.note('turn', at, stop);
    return stop;
  }
}

/** Whether messages of this type tell of their call nothing but what `call` does. */
function isSilent(type: string): boolean {
  return isKnownOther(type) && !TELLING.test(type);
}

const [CALL, TURN, TYPE, ROLE, STATUS, MESSAGE, ARTIFACT, TIMESTAMP] = [
  'call',
  'turn',
  'type',
  'role',
  'status',
  'message',
  'artifact',
  'timestamp',
].map((word) => Buffer.from(word)) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];

/** The words that most values are, so that no text needs to be made of them. */
const WORDS = [SPEECH_UPDATE, 'started', 'stopped', 'user', 'assistant'].map((text) => ({
  text,
  bytes: Buffer.from(text),
}));

/** The level of the members of a message that begins so far into its document. */
function levelIn(offset: number): number {
  return offset === 0 ? 1 : 2;
}

function isWrapped(bytes: Buffer, start: number, end: number): boolean {
  return end - start > WRAPPED.length && isWord(bytes, start, WRAPPED);
}
