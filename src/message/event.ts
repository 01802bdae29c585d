// Turns the fields of a speech-update into the event that a timeline is made of.
import type { MessageFields } from './fields.ts';
import { momentOf } from './moment.ts';

export type Role = 'assistant' | 'user';
export type Status = 'started' | 'stopped';

/** Somebody starts or stops speaking. */
export interface SpeechEvent {
  readonly callId: string | null;
  readonly role: Role;
  readonly status: Status;
  /** A whole number from 0; null where the message has none. */
  readonly turn: number | null;
  /** Epoch milliseconds; null where the message has none that can be used. */
  readonly at: number | null;
  /** Epoch ms at which whoever wrote the message down received it; null where nobody says. */
  readonly receivedAt: number | null;
  /** The record that it came in. */
  readonly source: string;
  readonly record: number;
  readonly line: number;
  readonly column: number;
}

/** Its own time, else that at which it was received. */
export function timeOf({ at, receivedAt }: SpeechEvent): number | null {
  return at ?? receivedAt;
}

export type Origin = Pick<SpeechEvent, 'receivedAt' | 'source' | 'record' | 'line' | 'column'>;

/** The event of a message; or the name of the field without which it is none. */
export function eventOf(message: MessageFields, origin: Origin): SpeechEvent | 'role' | 'status' {
  const { role, status, turn, timestamp } = message;
  if (role !== 'assistant' && role !== 'user') return 'role';
  if (status !== 'started' && status !== 'stopped') return 'status';
  return {
    callId: message.callId ?? null,
    role,
    status,
    turn: turn !== undefined && Number.isSafeInteger(turn) && turn >= 0 ? turn : null,
    at: timestamp === undefined ? null : (momentOf(timestamp)?.ms ?? null),
    ...origin,
  };
}
