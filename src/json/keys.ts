// Turns the key a cursor has just read into its place in a list of known keys.
import { BACKSLASH } from './bytes.ts';
import type { Cursor } from './cursor.ts';
import { decodeString } from './read.ts';

export const UNKNOWN_KEY = -1;

/** A list of keys, looked up by their bytes. */
export class KeyTable {
  readonly #names: readonly string[];
  readonly #byLength: (readonly { bytes: Buffer; index: number }[])[] = [];

  constructor(names: readonly string[]) {
    this.#names = names;
    for (const [index, name] of names.entries()) {
      const bytes = Buffer.from(name);
      this.#byLength[bytes.length] = [...(this.#byLength[bytes.length] ?? []), { bytes, index }];
    }
  }

  /** The index of the cursor's key in the list, or UNKNOWN_KEY. */
  find(cursor: Cursor): number {
    const { bytes, keyStart, keyEnd } = cursor;
    const candidates = this.#byLength[keyEnd - keyStart];
    if (candidates !== undefined) {
      for (const candidate of candidates) if (same(candidate.bytes, bytes, keyStart)) return candidate.index;
    }
    // An escaped key is longer than what it spells, so it was not found by its length.
    for (let at = keyStart; at < keyEnd; at++) {
      if (bytes[at] === BACKSLASH) return this.#names.indexOf(decodeString(bytes, keyStart, keyEnd));
    }
    return UNKNOWN_KEY;
  }
}

function same(name: Buffer, bytes: Buffer, at: number): boolean {
  for (let index = 0; index < name.length; index++) if (name[index] !== bytes[at + index]) return false;
  return true;
}
