// Turns the bytes of a JSON document into its end and a tape of its values, or into the reason and the place where it is broken.
import { entryAt, MARK, MAX_DEPTH, MAX_KEY_BYTES, MAX_NUMBER_BYTES, MAX_VALUES, NESTING } from './layout';
import {
  fail,
  KEY_TOO_LONG,
  NUMBER_TOO_LONG,
  numberEnd,
  plainEnd,
  restOfString,
  setEnd,
  TOO_DEEP,
  WANTS_COLON,
  WANTS_COMMA_OR_BRACE,
  WANTS_COMMA_OR_BRACKET,
  WANTS_KEY,
  wordEnd,
} from './scalars';

const QUOTE: u32 = 0x22;
const COMMA: u32 = 0x2c;
const COLON: u32 = 0x3a;
const OPEN_BRACE: u32 = 0x7b;
const CLOSE_BRACE: u32 = 0x7d;
const OPEN_BRACKET: u32 = 0x5b;
const CLOSE_BRACKET: u32 = 0x5d;
const NEWLINE: u32 = 0x0a;

/** How a document is read. */
const STOPS_AT_NEWLINE: u32 = 1;
const FOR_BOUNDS: u32 = 2;
const ALLOWS_CONTROL: u32 = 4;

/**
 * Walks the value in bytes [from, end) and writes an entry for each value from `first` on, `room` of them at most: of more values
 * than that only the root is written, marked as closed.
 * Gives the address behind it, or 0 with reason and place at FAILURE. The byte at `end` is set to zero meanwhile, so that nothing
 * runs past it; 16 more bytes behind it may be read.
 */
export function walk(from: usize, end: usize, mode: u32, tape: usize, first: u32, room: u32): usize {
  const kept = load<u8>(end);
  store<u8>(end, 0);
  const isLine = (mode & STOPS_AT_NEWLINE) != 0;
  setEnd(end, isLine, (mode & ALLOWS_CONTROL) != 0);
  const at = walkValue(from, isLine, (mode & FOR_BOUNDS) != 0, tape, first, first + min(MAX_VALUES, room));
  store<u8>(end, kept);
  return at;
}

/** How many entries the last walk wrote. */
export let written: u32 = 0;

function walkValue(from: usize, isLine: bool, forBounds: bool, tape: usize, first: u32, most: u32): usize {
  const blankNewline: u32 = isLine ? 0x20 : NEWLINE;
  let at = from;
  let depth: u32 = 0;
  let index = first;
  let isObject = false;
  let byte: u32;
  written = 0;
  for (;;) {
    // A member, an item, or the root stands ahead.
    byte = load<u8>(at);
    while (byte <= 0x20 && (byte == 0x20 || byte == blankNewline || byte == 0x0d || byte == 0x09)) byte = load<u8>(++at);
    let key: u32 = 0;
    if (isObject) {
      if (byte != QUOTE) return fail(WANTS_KEY, at);
      const start = ++at;
      at = plainEnd(at);
      key = <u32>start;
      if (load<u8>(at) != QUOTE) {
        at = restOfString(at);
        if (at == 0) return 0;
        key |= MARK;
      }
      if (!forBounds && at - start > MAX_KEY_BYTES) return fail(KEY_TOO_LONG, start - 1);
      byte = load<u8>(++at);
      while (byte <= 0x20 && (byte == 0x20 || byte == blankNewline || byte == 0x0d || byte == 0x09)) byte = load<u8>(++at);
      if (byte != COLON) return fail(WANTS_COLON, at);
      byte = load<u8>(++at);
      while (byte <= 0x20 && (byte == 0x20 || byte == blankNewline || byte == 0x0d || byte == 0x09)) byte = load<u8>(++at);
    }
    const entry = entryAt(tape, index < most ? index : most);
    const start = at;
    index++;
    let next = index;
    if (byte == QUOTE) {
      at = plainEnd(at + 1);
      if (load<u8>(at) != QUOTE) {
        at = restOfString(at);
        if (at == 0) return 0;
        next |= MARK;
      }
      at++;
    } else if (byte == OPEN_BRACE || byte == OPEN_BRACKET) {
      if (depth == MAX_DEPTH) return fail(TOO_DEEP, at);
      const opensObject = byte == OPEN_BRACE;
      byte = load<u8>(++at);
      while (byte <= 0x20 && (byte == 0x20 || byte == blankNewline || byte == 0x0d || byte == 0x09)) byte = load<u8>(++at);
      if (byte != (opensObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
        put(entry, start, 0, key, 0);
        isObject = opensObject;
        store<u32>(NESTING + ((<usize>depth) << 2), isObject ? (index - 1) | MARK : index - 1);
        depth++;
        continue;
      }
      at++;
    } else if (byte - 0x30 <= 9 || byte == 0x2d) {
      at = numberEnd(at);
      if (at == 0) return 0;
      if (!forBounds && at - start > MAX_NUMBER_BYTES) return fail(NUMBER_TOO_LONG, start);
    } else {
      at = wordEnd(at, byte);
      if (at == 0) return 0;
    }
    put(entry, start, at, key, next);
    // A value is complete: close what ends here, and stop behind the comma in front of the next value.
    for (;;) {
      if (depth == 0) return finished(at, tape, first, index, most);
      byte = load<u8>(at);
      while (byte <= 0x20 && (byte == 0x20 || byte == blankNewline || byte == 0x0d || byte == 0x09)) byte = load<u8>(++at);
      if (byte == COMMA) {
        at++;
        break;
      }
      if (byte != (isObject ? CLOSE_BRACE : CLOSE_BRACKET))
        return fail(isObject ? WANTS_COMMA_OR_BRACE : WANTS_COMMA_OR_BRACKET, at);
      at++;
      depth--;
      const closed = load<u32>(NESTING + ((<usize>depth) << 2)) & ~MARK;
      if (closed < most) {
        const container = entryAt(tape, closed);
        store<u32>(container, <u32>at, 4);
        store<u32>(container, index, 12);
      }
      isObject = depth > 0 && (load<u32>(NESTING + ((<usize>(depth - 1)) << 2)) & MARK) != 0;
    }
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function put(entry: usize, start: usize, end: usize, key: u32, next: u32): void {
  store<u64>(entry, <u64>start | ((<u64>end) << 32));
  store<u64>(entry, <u64>key | ((<u64>next) << 32), 8);
}

/** If there were too many values, only the root stays on the tape. */
function finished(at: usize, tape: usize, first: u32, index: u32, most: u32): usize {
  if (index > most) {
    const root = entryAt(tape, first);
    store<u32>(root, <u32>at, 4);
    store<u32>(root, (first + 1) | MARK, 12);
    written = 1;
  } else written = index - first;
  return at;
}
