// Turns a document on the tape into what it is: a speech-update, another message, or other JSON.
import type { Kernel } from '../json/kernel.ts';
import { ENVELOPES } from './envelopes/index.ts';
import { type FieldName, MessageFields } from './fields.ts';
import { isKnownOther, isMisspelt, SPEECH_UPDATE } from './kinds.ts';

export type DocumentKind = 'speech-update' | 'other' | 'not-message';

/** Reads document after document. What it found stays in its fields until the next `read`. */
export class MessageReader {
  readonly kernel: Kernel;
  readonly document: MessageFields;
  readonly #inner: MessageFields;
  /** The fields of a `speech-update` or `other`. */
  message: MessageFields;
  /** Whether that is a speech-update. */
  isSpeech = false;
  /** JSON Pointer from the document to the message. */
  pointer = '';
  /** The document on the tape. */
  entry = 0;

  /** Readers of documents within each other have places of their own. */
  constructor(kernel: Kernel, place: number) {
    this.kernel = kernel;
    this.document = new MessageFields(kernel, 2 * place);
    this.#inner = new MessageFields(kernel, 2 * place + 1);
    this.message = this.document;
  }

  /** The bounds of the document. */
  get start(): number {
    return this.kernel.tape.start(this.entry);
  }

  get end(): number {
    return this.kernel.tape.end(this.entry);
  }

  read(entry: number): DocumentKind {
    this.entry = entry;
    this.isSpeech = false;
    if (!this.kernel.tape.isObject(entry)) return 'not-message';
    this.document.read(entry);
    const under = this.document.at('message');
    const isObject = under !== 0 && this.kernel.tape.isObject(under);
    if (isObject) this.#inner.read(under);
    for (const envelope of ENVELOPES) {
      const message = envelope.unwrap(this.document, isObject ? this.#inner : undefined);
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
function kindOf(message: MessageFields, wrapped: boolean): DocumentKind {
  const { type } = message;
  if (type === SPEECH_UPDATE) return 'speech-update';
  if (type === undefined) return looksLikeSpeech(message) ? 'speech-update' : 'not-message';
  if (isKnownOther(type)) return 'other';
  if (isMisspelt(type)) return 'speech-update';
  return wrapped || has(message, 'call', 'timestamp') ? 'other' : 'not-message';
}

function looksLikeSpeech(message: MessageFields): boolean {
  const { role, status } = message;
  const speaks = role === 'user' || role === 'assistant';
  const moves = status === 'started' || status === 'stopped';
  return (speaks && has(message, 'status')) || (moves && has(message, 'role')) || (speaks && moves);
}

function has(message: MessageFields, ...names: FieldName[]): boolean {
  return names.every((name) => message.has(name));
}
