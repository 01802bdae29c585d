// Turns the members of an object into those whose key stood there before.
import { OPEN_BRACE } from '../json/bytes.ts';
import type { Cursor } from '../json/cursor.ts';
import { decodeString } from '../json/read.ts';

/** A key that stands again, and the offset of its quote. */
export interface Duplicate {
  readonly name: string;
  readonly at: number;
}

type NameOf = (start: number, end: number) => string;

/** In the object of bytes [start, end); none where the value is no object. */
export function duplicatesIn(bytes: Buffer, start: number, end: number, cursor: Cursor): Duplicate[] {
  cursor.reset(bytes, start, end);
  if (!cursor.enter(OPEN_BRACE)) return [];
  const members: number[] = [];
  while (cursor.nextKey()) {
    members.push(cursor.keyStart, cursor.keyEnd, 0, 0);
    if (!cursor.skipValue()) break;
  }
  return duplicatesAmong(members, (from, to) => decodeString(bytes, from, to));
}

/** Among members as `MessageFields` has them: four offsets each, of which the first two are those of the key. */
export function duplicatesAmong(members: readonly number[], nameOf: NameOf): Duplicate[] {
  if (members.length <= 4) return [];
  const names = new Set<string>();
  const duplicates: Duplicate[] = [];
  for (let index = 0; index < members.length; index += 4) {
    const name = nameOf(members[index]!, members[index + 1]!);
    if (names.has(name)) duplicates.push({ name, at: members[index]! - 1 });
    names.add(name);
  }
  return duplicates;
}
