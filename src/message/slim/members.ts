// Turns the bytes of an object into the bounds of its members' values, and those into the bytes that may be told.
import { OPEN_BRACE, OPEN_BRACKET } from '../../json/bytes.ts';
import { Cursor } from '../../json/cursor.ts';
import { decodeString } from '../../json/read.ts';
import type { MessageFields } from '../fields.ts';

export interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** By name; of equal keys the last. */
export type Members = ReadonlyMap<string, Bounds>;

export function membersOf({ members }: MessageFields, bytes: Buffer): Members {
  const found = new Map<string, Bounds>();
  for (let at = 0; at < members.length; at += 4) {
    const name = decodeString(bytes, members[at]!, members[at + 1]!);
    found.set(name, { start: members[at + 2]!, end: members[at + 3]! });
  }
  return found;
}

/** The members of a value; null where it is no object. */
export function membersIn(bytes: Buffer, { start, end }: Bounds): Members | null {
  const cursor = new Cursor();
  cursor.reset(bytes, start, end);
  if (!cursor.enter(OPEN_BRACE)) return null;
  const found = new Map<string, Bounds>();
  while (cursor.nextKey()) {
    const name = decodeString(bytes, cursor.keyStart, cursor.keyEnd);
    cursor.peek();
    const from = cursor.at;
    if (!cursor.skipValue()) return null;
    found.set(name, { start: from, end: cursor.at });
  }
  return cursor.problem === null ? found : null;
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
