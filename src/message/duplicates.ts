// Turns an object on the tape into those of its members whose key stood there before.
import type { Tape } from '../json/tape.ts';

/** A key that stands again, and the offset of its quote. */
export interface Duplicate {
  readonly name: string;
  readonly at: number;
}

/** None where the value is no object. */
export function duplicatesIn(tape: Tape, object: number): Duplicate[] {
  const names = new Set<string>();
  const duplicates: Duplicate[] = [];
  if (!tape.isObject(object)) return duplicates;
  for (const member of tape.children(object)) {
    const name = tape.name(member);
    if (names.has(name)) duplicates.push({ name, at: tape.keyStart(member) - 1 });
    names.add(name);
  }
  return duplicates;
}
