// Turns what was asked for (calls, assistants, parties, turns, a stretch of time) into what of the input is wanted.
import type { Role } from './event.ts';
import type { MessageFields } from './fields.ts';
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
export function isOfCall({ call, assistant }: Selection, message: MessageFields): boolean {
  if (call !== undefined && message.callId?.startsWith(call) !== true) return false;
  return assistant === undefined || isOfAssistant(assistant, message);
}

function isOfAssistant(wanted: string, message: MessageFields): boolean {
  const { id, name } = assistantIn(message);
  const isId = (known: string | undefined): boolean => known?.startsWith(wanted) === true;
  return isId(message.assistantId) || isId(id) || name?.toLowerCase() === wanted.toLowerCase();
}

/** The last text of each key. */
function assistantIn(message: MessageFields): { id?: string; name?: string } {
  const found: { id?: string; name?: string } = {};
  const { tape } = message.kernel;
  const assistant = message.at('assistant');
  if (assistant === 0 || !tape.isObject(assistant)) return found;
  for (const member of tape.children(assistant)) {
    const key = tape.name(member);
    const value = key === 'id' || key === 'name' ? tape.string(member) : undefined;
    if (value !== undefined) found[key as 'id' | 'name'] = value;
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
