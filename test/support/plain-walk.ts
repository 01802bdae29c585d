// Turns the bytes of a document into its end, or why and where it is broken: byte by byte, as plainly as the rules of JSON are written.
import type { Problem, Reason } from '../../src/json/problem.ts';
import { MAX_DEPTH, MAX_KEY_BYTES, MAX_NUMBER_BYTES } from '../../src/limits.ts';

class Broken extends Error {
  readonly problem: Problem;

  constructor(reason: Reason, at: number) {
    super(reason);
    this.problem = { reason, at };
  }
}

/** Where the value in bytes [start, end) ends, or its problem. */
export function plainWalk(bytes: Uint8Array, start: number, end: number): number | Problem {
  try {
    return value(bytes, start, end, 0);
  } catch (error) {
    if (error instanceof Broken) return error.problem;
    throw error;
  }
}

function fail(reason: Reason, at: number, end: number): never {
  throw at >= end ? new Broken('ends-early', end) : new Broken(reason, at);
}

function blanks(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && ' \n\r\t'.includes(String.fromCharCode(bytes[next]!))) next++;
  return next;
}

function is(bytes: Uint8Array, at: number, end: number, character: string): boolean {
  return at < end && bytes[at] === character.charCodeAt(0);
}

function value(bytes: Uint8Array, from: number, end: number, depth: number): number {
  const at = blanks(bytes, from, end);
  const first = at < end ? String.fromCharCode(bytes[at]!) : '';
  if (first === '{' || first === '[') return container(bytes, at, end, depth);
  if (first === '"') return string(bytes, at, end);
  if (/[-\d]/.test(first)) return number(bytes, at, end);
  return word(bytes, at, end);
}

function container(bytes: Uint8Array, from: number, end: number, depth: number): number {
  if (depth === MAX_DEPTH) fail('too-deep', from, end);
  const isObject = is(bytes, from, end, '{');
  const close = isObject ? '}' : ']';
  let at = blanks(bytes, from + 1, end);
  if (is(bytes, at, end, close)) return at + 1;
  for (;;) {
    if (isObject) at = key(bytes, at, end);
    at = blanks(bytes, value(bytes, at, end, depth + 1), end);
    if (is(bytes, at, end, close)) return at + 1;
    if (!is(bytes, at, end, ',')) fail(isObject ? 'wants-comma-or-brace' : 'wants-comma-or-bracket', at, end);
    at++;
  }
}

function key(bytes: Uint8Array, from: number, end: number): number {
  const at = blanks(bytes, from, end);
  if (!is(bytes, at, end, '"')) fail('wants-key', at, end);
  const close = string(bytes, at, end);
  if (close - at - 2 > MAX_KEY_BYTES) fail('key-too-long', at, end);
  const colon = blanks(bytes, close, end);
  if (!is(bytes, colon, end, ':')) fail('wants-colon', colon, end);
  return colon + 1;
}

function string(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from + 1; at < end; ) {
    if (bytes[at]! < 0x20) fail('control-character', at, end);
    if (is(bytes, at, end, '"')) return at + 1;
    at = is(bytes, at, end, '\\') ? escaped(bytes, at, end) : at + 1;
  }
  return fail('ends-early', end, end);
}

function escaped(bytes: Uint8Array, at: number, end: number): number {
  if (at + 1 >= end) fail('ends-early', end, end);
  const kind = String.fromCharCode(bytes[at + 1]!);
  if ('"\\/bfnrt'.includes(kind)) return at + 2;
  if (kind !== 'u') fail('bad-escape', at, end);
  for (let digit = at + 2; digit < at + 6; digit++) {
    if (digit >= end) fail('ends-early', end, end);
    if (!/[\da-f]/i.test(String.fromCharCode(bytes[digit]!))) fail('bad-escape', at, end);
  }
  return at + 6;
}

function number(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  const digits = (): void => {
    if (at >= end) fail('ends-early', end, end);
    if (!/\d/.test(String.fromCharCode(bytes[at]!))) fail('bad-number', from, end);
    while (at < end && /\d/.test(String.fromCharCode(bytes[at]!))) at++;
  };
  if (is(bytes, at, end, '-')) at++;
  if (is(bytes, at, end, '0')) at++;
  else digits();
  if (is(bytes, at, end, '.')) {
    at++;
    digits();
  }
  if (is(bytes, at, end, 'e') || is(bytes, at, end, 'E')) {
    at++;
    if (is(bytes, at, end, '+') || is(bytes, at, end, '-')) at++;
    digits();
  }
  if (at - from > MAX_NUMBER_BYTES) fail('number-too-long', from, end);
  return at;
}

function word(bytes: Uint8Array, from: number, end: number): number {
  const meant = ['true', 'false', 'null'].find((one) => is(bytes, from, end, one[0]!));
  if (meant === undefined) {
    const isLetter = from < end && /[a-z]/i.test(String.fromCharCode(bytes[from]!));
    return fail(isLetter ? 'bad-word' : 'wants-value', from, end);
  }
  for (let index = 0; index < meant.length; index++) {
    if (from + index >= end) fail('ends-early', end, end);
    if (!is(bytes, from + index, end, meant[index]!)) fail('bad-word', from, end);
  }
  return from + meant.length;
}
