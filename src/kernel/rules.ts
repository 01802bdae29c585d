// Turns a value and the rules that bound it into whether it keeps them.
import { entryAt, MARK } from './layout';
import { ARRAY, base, NUMBER, STRING } from './tables';

/** Asks the code outside whether the value keeps rule `rule` of the node: what is rare, and hard to tell here. */
// @ts-ignore: decorator
@external('env', 'keeps')
declare function keepsOutside(node: u32, rule: u32, entry: u32): u32;

/** Asks for the listed values, and for whether a number is whole, in place of a rule. */
const VALUES: u32 = 0xffffffff;
const IS_WHOLE: u32 = 0xfffffffe;

const MINIMUM: u32 = 0;
const MAXIMUM: u32 = 1;
const EXCLUSIVE_MINIMUM: u32 = 2;
const EXCLUSIVE_MAXIMUM: u32 = 3;
const MIN_LENGTH: u32 = 4;
const MAX_LENGTH: u32 = 5;
const MIN_ITEMS: u32 = 6;
const MAX_ITEMS: u32 = 7;
const PATTERN: u32 = 10;

const RULE_BYTES: usize = 24;
const ATOM_BYTES: usize = 24;

export function isListedOutside(node: usize, entry: u32): bool {
  return keepsOutside(<u32>(node - base), VALUES, entry) != 0;
}

/** Whether a number is whole, as JavaScript has it. */
export function isWhole(tape: usize, entry: u32): bool {
  const at = entryAt(tape, entry);
  const start: usize = load<u32>(at);
  const end: usize = load<u32>(at, 4);
  let byte = start;
  if (load<u8>(byte) == 0x2d) byte++;
  while (byte < end && (<u32>load<u8>(byte)) - 0x30 <= 9) byte++;
  if (byte == end && end - start < 300) return true;
  const value = decimal(start, end);
  return isNaN(value) ? keepsOutside(0, IS_WHOLE, entry) != 0 : floor(value) == value;
}

/** A number of up to 15 digits without an exponent, which comes out exact; NaN for others. */
function decimal(start: usize, end: usize): f64 {
  if (end - start > 17) return NaN;
  let at = start;
  const isNegative = load<u8>(at) == 0x2d;
  if (isNegative) at++;
  let digits: u64 = 0;
  let count: u32 = 0;
  let scale: f64 = 1;
  let isFraction = false;
  for (; at < end; at++) {
    const byte: u32 = load<u8>(at);
    if (byte == 0x2e) {
      isFraction = true;
      continue;
    }
    if (byte - 0x30 > 9 || ++count > 15) return NaN;
    digits = digits * 10 + (byte - 0x30);
    if (isFraction) scale *= 10;
  }
  const value = <f64>digits / scale;
  return isNegative ? -value : value;
}

/** Whether the value of this kind keeps rule `index` of the node. */
export function keeps(tape: usize, node: usize, rule: usize, index: u32, kind: u32, entry: u32): bool {
  const keyword = load<u32>(rule);
  const at = entryAt(tape, entry);
  const start: usize = load<u32>(at);
  const end: usize = load<u32>(at, 4);
  if ((kind & NUMBER) != 0) {
    const value = decimal(start, end);
    if (!isNaN(value)) {
      const limit = load<f64>(rule, 8);
      if (keyword == MINIMUM) return value >= limit;
      if (keyword == MAXIMUM) return value <= limit;
      return keyword == EXCLUSIVE_MINIMUM ? value > limit : value < limit;
    }
  } else if (kind == STRING) {
    const isEscaped = (load<u32>(at, 12) & MARK) != 0;
    const bytes = <f64>(<u32>(end - start - 2));
    const limit = load<f64>(rule, 8);
    if (keyword == MAX_LENGTH) {
      if (bytes <= limit) return true;
      if (!isEscaped && isAscii(start, end)) return false;
    } else if (keyword == MIN_LENGTH) {
      // A character takes four bytes at most, and twelve as an escape.
      if (bytes >= limit * 12) return true;
      if (bytes < limit) return false;
      if (!isEscaped && (bytes >= limit * 4 || isAscii(start, end))) return true;
    } else if (keyword == PATTERN && !isEscaped) {
      const atoms = load<u32>(rule, 20);
      if (atoms != 0) return fits(base + atoms, start + 1, end - 1);
    }
  } else if (kind == ARRAY) {
    const limit = load<f64>(rule, 8);
    const items = <f64>itemsIn(tape, entry);
    if (keyword == MIN_ITEMS) return items >= limit;
    if (keyword == MAX_ITEMS) return items <= limit;
  }
  return keepsOutside(<u32>(node - base), index, entry) != 0;
}

export function ruleAt(rules: usize, index: u32): usize {
  return rules + 8 + (<usize>index) * RULE_BYTES;
}

function itemsIn(tape: usize, array: u32): u32 {
  const past = load<u32>(entryAt(tape, array), 12) & ~MARK;
  let count: u32 = 0;
  for (let item = array + 1; item < past; item = load<u32>(entryAt(tape, item), 12) & ~MARK) count++;
  return count;
}

function isAscii(start: usize, end: usize): bool {
  let at = start;
  for (; at + 16 <= end; at += 16) if (i8x16.bitmask(v128.load(at)) != 0) return false;
  for (; at < end; at++) if (load<u8>(at) >= 0x80) return false;
  return true;
}

/** Whether the text is the row of characters that the atoms say: how many each takes is certain from what follows. */
function fits(atoms: usize, start: usize, end: usize): bool {
  const count = load<u32>(atoms);
  let at = start;
  for (let index: u32 = 0; index < count; index++) {
    const atom = atoms + 8 + (<usize>index) * ATOM_BYTES;
    const least = load<u32>(atom, 16);
    const most = load<u32>(atom, 20);
    let taken: u32 = 0;
    while (at < end && taken < most && takes(atom, load<u8>(at))) {
      at++;
      taken++;
    }
    if (taken < least) return false;
  }
  return at == end;
}

// @ts-ignore: decorator
@inline
function takes(atom: usize, byte: u32): bool {
  return byte < 128 && ((load<u64>(atom + ((<usize>(byte >> 6)) << 3)) >> (byte & 63)) & 1) != 0;
}
