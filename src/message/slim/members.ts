// Turns the bytes of an object into the bounds of its members' values, and those into the bytes that may be told.
import { OPEN_BRACE, OPEN_BRACKET } from '../../json/bytes.ts';
import { Cursor } from '../../json/cursor.ts';
import { type Member, membersIn as objectMembers } from '../../json/members.ts';
import { decodeString } from '../../json/read.ts';
import type { MessageFields } from '../fields.ts';

export interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** By name; of equal keys the last. */
export type Members = ReadonlyMap<string, Bounds>;

export function membersOf(message: MessageFields, bytes: Buffer): Members {
  return byName(message.members(bytes), bytes);
}

/** The members of a value; null where it is no object. */
export function membersIn(bytes: Buffer, { start, end }: Bounds): Members | null {
  if (bytes[start] !== OPEN_BRACE) return null;
  const cursor = new Cursor();
  const found = byName(objectMembers(bytes, start, end, cursor), bytes);
  return cursor.problem === null ? found : null;
}

function byName(members: Iterable<Member>, bytes: Buffer): Members {
  const found = new Map<string, Bounds>();
  for (const { keyStart, keyEnd, start, end } of members)
    found.set(decodeString(bytes, keyStart, keyEnd), { start, end });
  return found;
}

/** The objects in a list, each with its members. */
export function* objectsIn(bytes: Buffer, { start, end }: Bounds): Generator<Members> {
  const cursor = new Cursor();
  cursor.reset(bytes, start, end);
  if (!cursor.enter(OPEN_BRACKET)) return;
  while (cursor.nextItem()) {
    cursor.peek();
    const from = cursor.at;
    if (!cursor.skipValue()) return;
    const members = membersIn(bytes, { start: from, end: cursor.at });
    if (members !== null) yield members;
  }
}

/** A value as it was written, byte for byte, as Latin-1; of an object or a list only that it is one. */
export function rawValue(bytes: Buffer, { start, end }: Bounds): string {
  if (bytes[start] === OPEN_BRACE) return '{}';
  if (bytes[start] === OPEN_BRACKET) return '[]';
  return bytes.toString('latin1', start, end);
}

/** The members of these names that are there, as they are written in an object. */
export function rawMembers(bytes: Buffer, members: Members, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const bounds = members.get(name);
    return bounds === undefined ? [] : [`"${name}":${rawValue(bytes, bounds)}`];
  });
}
