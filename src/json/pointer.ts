// Turns a JSON Pointer (RFC 6901) into tokens and back, and into the places in the bytes it points at.
import { OPEN_BRACE, OPEN_BRACKET } from './bytes.ts';
import { Cursor } from './cursor.ts';
import { decodeString } from './read.ts';

export type Token = string | number;

export function formatPointer(tokens: readonly Token[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Where a value starts, and where the quote of its key does (undefined for the root and for items of arrays). */
export interface Location {
  readonly value: number;
  readonly key: number | undefined;
}

/**
 * The value that `pointer` names in the JSON document of bytes [start, end), as JSON.parse would see it: of equal keys
 * the last. Where the path leaves the document, the innermost value that it reaches. `cursor` may be one that is at hand.
 */
export function locate(
  bytes: Buffer,
  start: number,
  end: number,
  pointer: string,
  cursor = new Cursor(),
): Location {
  cursor.reset(bytes, start, end);
  cursor.peek();
  let location: Location = { value: cursor.at, key: undefined };
  for (const token of parsePointer(pointer)) {
    cursor.reset(bytes, location.value, end);
    const next = memberAt(cursor, token) ?? itemAt(cursor, token);
    if (next === undefined) break;
    location = next;
  }
  return location;
}

function memberAt(cursor: Cursor, name: string): Location | undefined {
  let found: Location | undefined;
  if (!cursor.enter(OPEN_BRACE)) return undefined;
  while (cursor.nextKey()) {
    const { keyStart, keyEnd } = cursor;
    cursor.peek();
    if (decodeString(cursor.bytes, keyStart, keyEnd) === name)
      found = { value: cursor.at, key: keyStart - 1 };
    if (!cursor.skipValue()) break;
  }
  return found;
}

function itemAt(cursor: Cursor, token: string): Location | undefined {
  if (!cursor.enter(OPEN_BRACKET)) return undefined;
  for (let index = 0; cursor.nextItem(); index++) {
    cursor.peek();
    if (String(index) === token) return { value: cursor.at, key: undefined };
    if (!cursor.skipValue()) break;
  }
  return undefined;
}
