// Turns the way to a value into what may be told of it: which words, times and names of it are nobody's secret.
import type { Known } from '../contract/known.ts';
import { nearest } from '../contract/near.ts';
import { isKnownOther, isMisspelt } from '../message/kinds.ts';
import { momentOf } from '../message/moment.ts';

/** Where a value stands. */
export interface Spot {
  /** What the contract knows of it; null where it knows nothing. */
  readonly known: Known | null;
  /** The name that it stands under, of items that of their array; empty for the message itself. */
  readonly name: string;
  /** Whether it is a member of the message itself. */
  readonly own: boolean;
  /** Whether it is in a map whose names are data: then everything in it is private. */
  readonly open: boolean;
}

/** Names under which the timeline reads times as text, or programs write when something happened. */
const TIMES = /^timestamp$|[a-z]At$/;

/** Names whose values are ids. */
const IDS = /^id$|[a-z]Ids?$|_ids?$/;

/** Words that the timeline reads beside those that the contract lists. */
const READ: ReadonlyMap<string, readonly string[]> = new Map([
  ['role', ['user', 'assistant', 'bot', 'system']],
  ['transcriptType', ['final', 'partial']],
]);

/** A transcript may name its kind in its type. */
const TRANSCRIPT = /^transcript\[transcriptType=["'](?:final|partial)["']\]$/;

/** Whether text here is a word of the contract or a time, and no private text. */
export function isPublic({ known, name, own, open }: Spot, text: string): boolean {
  if (open) return false;
  if (known?.lists(text) === true || READ.get(name)?.includes(text) === true) return true;
  if (TIMES.test(name) && momentOf(text) !== null) return true;
  if (!own || known === null) return false;
  if (name === 'type')
    return isMisspelt(text) || (isKnownOther(text) && !text.includes('[')) || TRANSCRIPT.test(text);
  // A slip of one of the message's own words is what a finding tells.
  return isOwnWord(name) && nearest(text, [...known.listed()].map(String)) !== null;
}

export function isId({ name, open }: Spot): boolean {
  return !open && IDS.test(name);
}

/** A number is a time or an amount where the contract expects one; elsewhere it may be a place, an age, or a phone number. */
export function isPrivateNumber({ known, open }: Spot, value: number): boolean {
  return open || known === null || !(known.takesNumbers() || known.lists(value));
}

function isOwnWord(name: string): boolean {
  return name === 'status' || name === 'role';
}
