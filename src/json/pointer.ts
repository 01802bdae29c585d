// Turns a JSON Pointer (RFC 6901) into tokens and back, and into the places in the bytes it points at.
import type { Tape } from './tape.ts';

export type Token = string | number;

export function formatPointer(tokens: readonly Token[]): string {
  return tokens.map(formatStep).join('');
}

/** Few names have what must be written otherwise. */
export function formatStep(token: Token): string {
  const text = String(token);
  return /[~/]/.test(text) ? `/${text.replaceAll('~', '~0').replaceAll('/', '~1')}` : `/${text}`;
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
 * The values that pointers name in a document on the tape, as JSON.parse would see them: of equal keys the last. Where a path leaves
 * the document, the innermost value that it reaches. One pass finds all, since of a document in which everything is wrong there are
 * as many as values.
 */
export function locateAll(tape: Tape, document: number, pointers: readonly string[]): Location[] {
  const root: Branch = { inner: new Map(), location: { value: tape.start(document), key: undefined } };
  const paths = pointers.map((pointer) => pathFrom(root, parsePointer(pointer)));
  find(tape, document, root);
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

function find(tape: Tape, entry: number, { inner }: Branch): void {
  if (inner.size === 0) return;
  const isObject = tape.isObject(entry);
  let index = 0;
  for (const child of tape.children(entry)) {
    const branch = inner.get(isObject ? tape.name(child) : String(index++));
    if (branch === undefined) continue;
    if (branch.location !== undefined) forget(branch);
    branch.location = { value: tape.start(child), key: isObject ? tape.keyStart(child) - 1 : undefined };
    find(tape, child, branch);
  }
}

/** An equal key came later: what was found below the first is not meant. */
function forget({ inner }: Branch): void {
  for (const branch of inner.values()) {
    branch.location = undefined;
    forget(branch);
  }
}
