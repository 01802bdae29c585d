// Turns an object into the bounds of its members' values, and those into the bytes that may be told.
import { OPEN_BRACE, OPEN_BRACKET } from '../../json/bytes.ts';
import type { Kernel } from '../../json/kernel.ts';
import type { MessageFields } from '../fields.ts';

/** Bytes [start, end) of the kernel's memory, which are a value that was walked. */
export interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** By name; of equal keys the last. */
export type Members = ReadonlyMap<string, Bounds>;

export function membersOf({ kernel, entry }: MessageFields): Members {
  return byName(kernel, entry);
}

/** The members of a value; null where it is no object. */
export function membersIn(kernel: Kernel, { start, end }: Bounds): Members | null {
  if (kernel.bytes[start] !== OPEN_BRACE) return null;
  return kernel.during(() => byName(kernel, kernel.walk(start, end)));
}

function byName({ tape }: Kernel, object: number): Members {
  const found = new Map<string, Bounds>();
  for (const member of tape.children(object))
    found.set(tape.name(member), { start: tape.start(member), end: tape.end(member) });
  return found;
}

/** The objects in a list, each with its members. */
export function objectsIn(kernel: Kernel, { start, end }: Bounds): Members[] {
  if (kernel.bytes[start] !== OPEN_BRACKET) return [];
  const { tape } = kernel;
  return kernel.during(() => {
    const objects: Members[] = [];
    for (const item of tape.children(kernel.walk(start, end)))
      if (tape.isObject(item)) objects.push(byName(kernel, item));
    return objects;
  });
}

/** A value as it was written, byte for byte, as Latin-1; of an object or a list only that it is one. */
export function rawValue({ bytes }: Kernel, { start, end }: Bounds): string {
  if (bytes[start] === OPEN_BRACE) return '{}';
  if (bytes[start] === OPEN_BRACKET) return '[]';
  return bytes.toString('latin1', start, end);
}

/** The members of these names that are there, as they are written in an object. */
export function rawMembers(kernel: Kernel, members: Members, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const bounds = members.get(name);
    return bounds === undefined ? [] : [`"${name}":${rawValue(kernel, bounds)}`];
  });
}
