// Turns messages into notices: what they tell of a call beside who starts and stops speaking.
import type { Tape } from '../json/tape.ts';
import type { Role } from './event.ts';
import type { MessageFields } from './fields.ts';
import { SPEECH_UPDATE } from './kinds.ts';
import { momentOf } from './moment.ts';

/** What a notice says. All times are epoch ms. */
export type Said =
  /**
   * Without a timestamp `at` is null: then only the order of the log says which artifact is later. The bytes are good until
   * more is read; keep a copy. Only artifacts with timed rows or with Vapi's figures are noticed.
   */
  | {
      readonly kind: 'artifact';
      readonly at: number | null;
      readonly bytes: Buffer;
      readonly hasRows: boolean;
      readonly hasFigures: boolean;
    }
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

/** What a message says of its call. */
export function* noticesIn(message: MessageFields): Generator<Said> {
  const at = message.timestamp === undefined ? null : (momentOf(message.timestamp)?.ms ?? null);
  const startedAt = timeIn(message.callStartedAt);
  if (startedAt !== null) yield { kind: 'started', at: startedAt, byCall: true };
  if (message.assistantId !== undefined) yield { kind: 'assistant', id: message.assistantId };
  const { type = '' } = message;
  if (type === SPEECH_UPDATE || type === 'end-of-call-report') {
    const artifact = message.at('artifact');
    const { kernel } = message;
    const { tape } = kernel;
    if (artifact !== 0 && !tape.isClosed(artifact)) {
      const hasRows = hasTimedRows(tape, tape.member(artifact, 'messages'));
      const hasFigures = tape.member(artifact, 'performanceMetrics') !== 0;
      if (hasRows || hasFigures) {
        const bytes = kernel.lasting(tape.start(artifact), tape.end(artifact));
        yield { kind: 'artifact', at, bytes, hasRows, hasFigures };
      }
    }
  }
  if (type === 'end-of-call-report') {
    const [started, ended] = [memberText(message, 'startedAt'), memberText(message, 'endedAt')].map(timeIn);
    if (started != null) yield { kind: 'started', at: started, byCall: false };
    if (ended != null) yield { kind: 'ended', at: ended, exact: true };
  }
  if (at === null) return;
  if (type === 'status-update' && message.status === 'ended') yield { kind: 'ended', at, exact: false };
  else if (type === 'user-interrupted') yield { kind: 'interrupted', at };
  else if (type.startsWith('transcript')) {
    const text = memberText(message, 'transcript');
    const final = type !== 'transcript' || memberText(message, 'transcriptType') === 'final';
    const { role } = message;
    if (final && text !== undefined && (role === 'user' || role === 'assistant'))
      yield { kind: 'words', at, role, text };
  } else if (type === 'assistant.speechStarted') {
    const text = memberText(message, 'text');
    if (text !== undefined) yield { kind: 'words', at, role: 'assistant', text };
  }
}

function hasTimedRows(tape: Tape, rows: number): boolean {
  if (rows === 0) return false;
  for (const row of tape.children(rows)) if (tape.member(row, 'time') !== 0) return true;
  return false;
}

function timeIn(text: string | undefined): number | null {
  return text === undefined ? null : (momentOf(text)?.ms ?? null);
}

function memberText(message: MessageFields, name: string): string | undefined {
  const { tape } = message.kernel;
  const member = tape.member(message.entry, name);
  return member === 0 ? undefined : tape.string(member);
}
