// Turns an object on the tape into the few fields of a message that a timeline needs, as JSON.parse would give them.
import { type Kernel, NOTES_AT } from '../json/kernel.ts';
import { NOTE_BYTES } from '../json/tape.ts';

/** In the order in which kernel/fields.ts notes them, the first of them at 1. */
const NAMES = [
  '',
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
export type FieldName = Exclude<(typeof NAMES)[number], ''>;
const CALL_ID = 10;
const CALL_STARTED_AT = 11;
const CALL_ASSISTANT_ID = 12;
/** The number of the word of type, status and role is noted so many places behind their entry. */
const WORD_BEHIND = 12;
/** The words that kernel/fields.ts knows by number. */
const WORDS = [undefined, 'speech-update', 'started', 'stopped', 'assistant', 'user'] as const;

/** The last of equal keys counts. Values are valid until the next `read`, and while the kernel keeps the object on its tape. */
export class MessageFields {
  /** The object on the tape. */
  entry = 0;
  readonly kernel: Kernel;
  readonly #out: number;
  readonly #notes: Uint32Array;

  /** `place` is one of its own for each that is read at the same time. */
  constructor(kernel: Kernel, place: number) {
    this.kernel = kernel;
    this.#out = NOTES_AT + place * NOTE_BYTES;
    this.#notes = new Uint32Array(kernel.bytes.buffer, this.#out, NOTE_BYTES / 4);
  }

  read(entry: number): void {
    this.entry = entry;
    this.kernel.tape.noteFields(entry, this.#out);
  }

  /** The entry of a member; 0 where there is none. */
  at(name: FieldName): number {
    return this.#notes[NAMES.indexOf(name)]!;
  }

  has(name: FieldName): boolean {
    return this.at(name) !== 0;
  }

  /** The bounds of the object. */
  get start(): number {
    return this.kernel.tape.start(this.entry);
  }

  get end(): number {
    return this.kernel.tape.end(this.entry);
  }

  /** Each is undefined where the key is absent or its value of another kind; `has` tells the two apart. */
  get type(): string | undefined {
    return this.#word(1);
  }

  get status(): string | undefined {
    return this.#word(2);
  }

  get role(): string | undefined {
    return this.#word(3);
  }

  get turn(): number | undefined {
    const entry = this.#notes[4]!;
    return entry === 0 ? undefined : this.kernel.tape.number(entry);
  }

  get timestamp(): number | string | undefined {
    const entry = this.#notes[5]!;
    if (entry === 0) return undefined;
    const { tape } = this.kernel;
    return tape.number(entry) ?? tape.string(entry);
  }

  get callId(): string | undefined {
    return this.#text(CALL_ID);
  }

  get callStartedAt(): string | undefined {
    return this.#text(CALL_STARTED_AT);
  }

  get assistantId(): string | undefined {
    return this.#text(CALL_ASSISTANT_ID);
  }

  #word(field: number): string | undefined {
    return WORDS[this.#notes[field + WORD_BEHIND]!] ?? this.#text(field);
  }

  #text(field: number): string | undefined {
    const entry = this.#notes[field]!;
    return entry === 0 ? undefined : this.kernel.tape.string(entry);
  }
}
