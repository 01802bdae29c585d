// Turns the start of a string, a number or a word into its end, or into the reason and the place where it is broken.
import { FAILURE } from './layout';

const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;
const NEWLINE: u32 = 0x0a;

/** In the order of the reasons in json/kernel.ts. */
export const ENDS_EARLY: u32 = 0;
export const WANTS_VALUE: u32 = 1;
export const WANTS_KEY: u32 = 2;
export const WANTS_COLON: u32 = 3;
export const WANTS_COMMA_OR_BRACE: u32 = 4;
export const WANTS_COMMA_OR_BRACKET: u32 = 5;
export const BAD_NUMBER: u32 = 6;
export const BAD_WORD: u32 = 7;
export const BAD_ESCAPE: u32 = 8;
export const CONTROL_CHARACTER: u32 = 9;
export const TOO_DEEP: u32 = 10;
export const KEY_TOO_LONG: u32 = 11;
export const NUMBER_TOO_LONG: u32 = 12;

const TRUE: u32 = 0x65757274;
const FALSE: u32 = 0x65736c61;
const NULL: u32 = 0x6c6c756e;

/** The end of the bytes at hand; a newline ends them as well where `stopsAtNewline`. */
let limit: usize = 0;
let stopsAtNewline: bool = false;
/** Whether strings may hold raw control characters. */
let allowsControl: bool = false;

/** Says where the bytes end in which a document is walked. */
export function setEnd(end: usize, isLine: bool, takesControl: bool): void {
  limit = end;
  stopsAtNewline = isLine;
  allowsControl = takesControl;
}

/** The address of the first byte in a string from `at` on that is a quote, a backslash, or a control character. */
// @ts-ignore: decorator
@inline
export function plainEnd(at: usize): usize {
  for (;;) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
        i8x16.lt_u(bytes, i8x16.splat(0x20)),
      ),
    );
    if (found != 0) return at + <usize>(<u32>ctz(found));
    at += 16;
  }
  return 0;
}

/** The address of the closing quote of a string that goes on at `at` with a backslash or a control character, or 0. */
export function restOfString(at: usize): usize {
  for (;;) {
    // Some alphabets are written in escapes alone: none of them is searched for.
    while (load<u8>(at) == BACKSLASH) {
      at = escapeEnd(at);
      if (at == 0) return 0;
    }
    at = plainEnd(at);
    const byte: u32 = load<u8>(at);
    if (byte == QUOTE) return at;
    if (byte == BACKSLASH) continue;
    if (!allowsControl || at >= limit) return fail(CONTROL_CHARACTER, at);
    at++;
  }
  return 0;
}

/** `at` is the address of a backslash. Gives the address behind its escape sequence, or 0. */
// @ts-ignore: decorator
@inline
function escapeEnd(at: usize): usize {
  const kind: u32 = load<u8>(at, 1);
  if (kind == 0x75) {
    if (isHex(load<u8>(at, 2)) && isHex(load<u8>(at, 3)) && isHex(load<u8>(at, 4)) && isHex(load<u8>(at, 5))) return at + 6;
    return badEscape(at);
  }
  // " / \ b f n r t
  if (kind == 0x6e || kind == QUOTE || kind == BACKSLASH || kind == 0x2f || kind == 0x74 || kind == 0x72 || kind == 0x62 || kind == 0x66)
    return at + 2;
  return badEscape(at);
}

function badEscape(at: usize): usize {
  if (isEnd(at + 1)) return fail(ENDS_EARLY, at + 1);
  if (load<u8>(at, 1) == 0x75)
    for (let digit = at + 2; digit < at + 6; digit++) {
      if (isEnd(digit)) return fail(ENDS_EARLY, digit);
      if (!isHex(load<u8>(digit))) break;
    }
  return fail(BAD_ESCAPE, at);
}

// @ts-ignore: decorator
@inline
function isHex(byte: u32): bool {
  return byte - 0x30 <= 9 || (byte | 0x20) - 0x61 <= 5;
}

/** The address behind the number that starts at `at`, or 0. */
export function numberEnd(at: usize): usize {
  const start = at;
  let byte: u32 = load<u8>(at);
  if (byte == 0x2d) byte = load<u8>(++at);
  if (byte == 0x30) byte = load<u8>(++at);
  else {
    if (byte - 0x30 > 9) return badNumber(start, at);
    do byte = load<u8>(++at);
    while (byte - 0x30 <= 9);
  }
  if (byte == 0x2e) {
    byte = load<u8>(++at);
    if (byte - 0x30 > 9) return badNumber(start, at);
    do byte = load<u8>(++at);
    while (byte - 0x30 <= 9);
  }
  if ((byte | 0x20) == 0x65) {
    byte = load<u8>(++at);
    if (byte == 0x2b || byte == 0x2d) byte = load<u8>(++at);
    if (byte - 0x30 > 9) return badNumber(start, at);
    do byte = load<u8>(++at);
    while (byte - 0x30 <= 9);
  }
  return at;
}

function badNumber(start: usize, at: usize): usize {
  return isEnd(at) ? fail(ENDS_EARLY, at) : fail(BAD_NUMBER, start);
}

/** The address behind true, false or null, or 0. */
export function wordEnd(at: usize, first: u32): usize {
  if (first == 0x74) return load<u32>(at) == TRUE ? at + 4 : badWord(at, TRUE, 4);
  if (first == 0x66) return load<u32>(at, 1) == FALSE ? at + 5 : badWord(at + 1, FALSE, 4);
  if (first == 0x6e) return load<u32>(at) == NULL ? at + 4 : badWord(at, NULL, 4);
  return fail((first | 0x20) - 0x61 <= 25 ? BAD_WORD : WANTS_VALUE, at);
}

/** The four letters that should stand at `at` are cut off, or others. */
function badWord(at: usize, letters: u32, count: u32): usize {
  const start = letters == FALSE ? at - 1 : at;
  for (let index: u32 = 0; index < count; index++) {
    if (isEnd(at + index)) return fail(ENDS_EARLY, at + index);
    if (load<u8>(at + index) != ((letters >> (index << 3)) & 0xff)) break;
  }
  return fail(BAD_WORD, start);
}

function isEnd(at: usize): bool {
  return at >= limit || (stopsAtNewline && load<u8>(at) == NEWLINE);
}

/** At the end of the bytes it is always that the value ends early. */
export function fail(reason: u32, at: usize): usize {
  const early = reason == ENDS_EARLY || isEnd(at);
  store<u32>(FAILURE, early ? ENDS_EARLY : reason);
  store<u32>(FAILURE, <u32>(at < limit ? at : limit), 4);
  return 0;
}
