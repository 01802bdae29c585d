// Turns messages into notices: what they tell of a call beside who starts and stops speaking.
import { QUOTE } from '../json/bytes.ts';
import { decodeString } from '../json/read.ts';
import { hasTooManyValues } from '../json/size.ts';
import type { Role } from './event.ts';
import { type MessageFields, memberSpan } from './fields.ts';
import { SPEECH_UPDATE } from './kinds.ts';
import { momentOf } from './moment.ts';

/** What a notice says. All times are epoch ms. */
export type Said =
  /**
   * Without a timestamp `at` is null: then only the order of the log says which artifact is later. The bytes are good until
   * more is read; keep a copy.
   */
  | { readonly kind: 'artifact'; readonly at: number | null; readonly bytes: Buffer }
  | { readonly kind: 'started'; readonly at: number; readonly byCall: boolean }
  | { readonly kind: 'ended'; readonly at: number; readonly exact: boolean }
  | { readonly kind: 'interrupted'; readonly at: number }
  | { readonly kind: 'words'; readonly at: number; readonly role: Role; readonly text: string }
  | { readonly kind: 'assistant'; readonly id: string };

export interface Notice {
  readonly callId: string | null;
  readonly source: string;
  readonly said: Said;
}

/** Types of messages that tell more of their call than `call` itself does. */
export const TELLING =
  /^(?:speech-update|end-of-call-report|status-update|user-interrupted|assistant\.speechStarted|transcript)/;

/** What a message says of its call; `bytes` are those it was read from. */
export function* noticesIn(message: MessageFields, bytes: Buffer): Generator<Said> {
  const at = message.timestamp === undefined ? null : (momentOf(message.timestamp)?.ms ?? null);
  const startedAt = timeIn(message.callStartedAt);
  if (startedAt !== null) yield { kind: 'started', at: startedAt, byCall: true };
  if (message.assistantId !== undefined) yield { kind: 'assistant', id: message.assistantId };
  const { type = '' } = message;
  if (type === SPEECH_UPDATE || type === 'end-of-call-report') {
    const span = memberSpan(message, bytes, 'artifact');
    if (span !== null && !hasTooManyValues(bytes, span.start, span.end))
      yield { kind: 'artifact', at, bytes: bytes.subarray(span.start, span.end) };
  }
  if (type === 'end-of-call-report') {
    const [started, ended] = [
      memberText(message, bytes, 'startedAt'),
      memberText(message, bytes, 'endedAt'),
    ].map(timeIn);
    if (started != null) yield { kind: 'started', at: started, byCall: false };
    if (ended != null) yield { kind: 'ended', at: ended, exact: true };
  }
  if (at === null) return;
  if (type === 'status-update' && message.status === 'ended') yield { kind: 'ended', at, exact: false };
  else if (type === 'user-interrupted') yield { kind: 'interrupted', at };
  else if (type.startsWith('transcript')) {
    const text = memberText(message, bytes, 'transcript');
    const final = type !== 'transcript' || memberText(message, bytes, 'transcriptType') === 'final';
    const { role } = message;
    if (final && text !== undefined && (role === 'user' || role === 'assistant'))
      yield { kind: 'words', at, role, text };
  } else if (type === 'assistant.speechStarted') {
    const text = memberText(message, bytes, 'text');
    if (text !== undefined) yield { kind: 'words', at, role: 'assistant', text };
  }
}

function timeIn(text: string | undefined): number | null {
  return text === undefined ? null : (momentOf(text)?.ms ?? null);
}

function memberText(message: MessageFields, bytes: Buffer, name: string): string | undefined {
  const span = memberSpan(message, bytes, name);
  if (span === null || bytes[span.start] !== QUOTE) return undefined;
  return decodeString(bytes, span.start + 1, span.end - 1);
}
