// Turns the members of an object into those whose key stood there before.
import type { Cursor } from '../json/cursor.ts';
import { type Member, membersIn } from '../json/members.ts';
import { decodeString } from '../json/read.ts';

/** A key that stands again, and the offset of its quote. */
export interface Duplicate {
  readonly name: string;
  readonly at: number;
}

/** In the object of bytes [start, end); none where the value is no object. */
export function duplicatesIn(bytes: Buffer, start: number, end: number, cursor: Cursor): Duplicate[] {
  return duplicatesAmong(membersIn(bytes, start, end, cursor), bytes);
}

export function duplicatesAmong(members: Iterable<Member>, bytes: Buffer): Duplicate[] {
  const names = new Set<string>();
  const duplicates: Duplicate[] = [];
  for (const { keyStart, keyEnd } of members) {
    const name = decodeString(bytes, keyStart, keyEnd);
    if (names.has(name)) duplicates.push({ name, at: keyStart - 1 });
    names.add(name);
  }
  return duplicates;
}
