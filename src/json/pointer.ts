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

/** The value that `pointer` names in the JSON document of bytes [start, end). */
export function locate(bytes: Buffer, start: number, end: number, pointer: string): Location {
  return locateAll(bytes, start, end, [pointer])[0]!;
}

/**
 * The values that pointers name in the JSON document of bytes [start, end), as JSON.parse would see them: of equal keys the
 * last. Where a path leaves the document, the innermost value that it reaches. One walk finds all, since of a document in
 * which everything is wrong there are as many as values. `cursor` may be one that is at hand.
 */
export function locateAll(
  bytes: Buffer,
  start: number,
  end: number,
  pointers: readonly string[],
  cursor = new Cursor(),
): Location[] {
  cursor.reset(bytes, start, end);
  cursor.peek();
  const root: Branch = { inner: new Map(), location: { value: cursor.at, key: undefined } };
  const paths = pointers.map((pointer) => pathFrom(root, parsePointer(pointer)));
  walk(cursor, root);
  return paths.map((path) => {
    const gap = path.findIndex(({ location }) => location === undefined);
    return path.at(gap - (gap < 0 ? 0 : 1))!.location!;
  });
}

/** What is sought below a value, and where the value was found. */
interface Branch {
  readonly inner: Map<string, Branch>;
  location: Location | undefined;
}

/** The branches that tokens lead through, made where they are not there. */
function pathFrom(root: Branch, tokens: readonly string[]): Branch[] {
  const path = [root];
  let branch = root;
  for (const token of tokens) {
    let next = branch.inner.get(token);
    if (next === undefined) {
      next = { inner: new Map(), location: undefined };
      branch.inner.set(token, next);
    }
    path.push(next);
    branch = next;
  }
  return path;
}

function walk(cursor: Cursor, { inner }: Branch): void {
  if (inner.size > 0 && cursor.enter(OPEN_BRACE)) {
    while (cursor.nextKey()) {
      const key = cursor.keyStart - 1;
      found(cursor, inner.get(decodeString(cursor.bytes, cursor.keyStart, cursor.keyEnd)), key);
    }
  } else if (inner.size > 0 && cursor.enter(OPEN_BRACKET)) {
    for (let index = 0; cursor.nextItem(); index++) found(cursor, inner.get(String(index)), undefined);
  } else cursor.skipValue();
}

function found(cursor: Cursor, branch: Branch | undefined, key: number | undefined): void {
  cursor.peek();
  if (branch === undefined) {
    cursor.skipValue();
    return;
  }
  if (branch.location !== undefined) forget(branch);
  branch.location = { value: cursor.at, key };
  walk(cursor, branch);
}

/** An equal key came later: what was found below the first is not meant. */
function forget({ inner }: Branch): void {
  for (const branch of inner.values()) {
    branch.location = undefined;
    forget(branch);
  }
}
