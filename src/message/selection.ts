// Turns what was asked for (calls, assistants, parties, turns, a stretch of time) into what of the input is wanted.
import { OPEN_BRACE } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import { decodeString, readString } from '../json/read.ts';
import type { Role } from './event.ts';
import { type MessageFields, memberSpan } from './fields.ts';
import { momentOf } from './moment.ts';

/** Turn numbers from `first` to `last`, both included; null where that side is open. */
export interface TurnRange {
  readonly first: number | null;
  readonly last: number | null;
}

/** Undefined means all. Times are epoch ms. */
export interface Selection {
  /** Calls whose id starts with this. */
  readonly call?: string | undefined;
  /** Calls of the assistant whose id starts with this, or whose name it is in any case. */
  readonly assistant?: string | undefined;
  readonly role?: Role | undefined;
  readonly turns?: readonly TurnRange[] | undefined;
  /** From this moment, and before that one. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

export function selectsAll(selection: Selection): boolean {
  return Object.values(selection).every((wanted) => wanted === undefined);
}

/** Whether a message belongs to a call that is wanted. */
export function isOfCall({ call, assistant }: Selection, message: MessageFields, bytes: Buffer): boolean {
  if (call !== undefined && message.callId?.startsWith(call) !== true) return false;
  return assistant === undefined || isOfAssistant(assistant, message, bytes);
}

function isOfAssistant(wanted: string, message: MessageFields, bytes: Buffer): boolean {
  const { id, name } = assistantIn(message, bytes);
  const isId = (known: string | undefined): boolean => known?.startsWith(wanted) === true;
  return isId(message.assistantId) || isId(id) || name?.toLowerCase() === wanted.toLowerCase();
}

function assistantIn(message: MessageFields, bytes: Buffer): { id?: string; name?: string } {
  const found: { id?: string; name?: string } = {};
  const span = memberSpan(message, bytes, 'assistant');
  if (span === null) return found;
  const cursor = new Cursor();
  cursor.reset(bytes, span.start, span.end);
  if (!cursor.enter(OPEN_BRACE)) return found;
  while (cursor.nextKey()) {
    const key = decodeString(bytes, cursor.keyStart, cursor.keyEnd);
    if (key === 'id' || key === 'name') {
      const value = readString(cursor);
      if (value !== undefined) found[key] = value;
    } else cursor.skipValue();
  }
  return found;
}

/** Whether a message of such a call is wanted itself: role and turn of speech-updates, and the time of all. */
export function isWanted(
  { role, turns, since, until }: Selection,
  message: MessageFields,
  isSpeech: boolean,
  receivedAt: number | null,
): boolean {
  if (isSpeech && role !== undefined && message.role !== role) return false;
  if (isSpeech && turns !== undefined && !isInTurns(turns, message.turn ?? null)) return false;
  if (since === undefined && until === undefined) return true;
  const { timestamp } = message;
  return isInTime({ since, until }, (timestamp === undefined ? null : momentOf(timestamp)?.ms) ?? receivedAt);
}

export function isInTurns(turns: readonly TurnRange[], turn: number | null): boolean {
  return (
    turn !== null &&
    turns.some(({ first, last }) => (first ?? 0) <= turn && turn <= (last ?? Number.MAX_VALUE))
  );
}

/** What has no time is in no stretch of it. */
export function isInTime({ since, until }: Pick<Selection, 'since' | 'until'>, at: number | null): boolean {
  if (since === undefined && until === undefined) return true;
  return at !== null && (since === undefined || at >= since) && (until === undefined || at < until);
}
