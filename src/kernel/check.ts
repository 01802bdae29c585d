// Turns a value on the tape and the node of a contract into records of what is wrong with it, one for each cause.
import {
  BREAKS_RULE,
  emit,
  emitMembers,
  HIDDEN,
  invalid,
  out,
  put,
  rollBack,
  total,
  WRONG_KIND,
  WRONG_VALUE,
} from './defects';
import { entryAt, MARK, SCRATCH } from './layout';
import { hasDead, isDead, markReplaced, nameLength, SCRATCH_BYTES, shortName } from './names';
import { isListedOutside, isWhole, keeps, ruleAt } from './rules';
import {
  base,
  findSorted,
  HAS_MEMBERS,
  IS_COMPOSED,
  isKey,
  isMarked,
  isWord,
  kindFrom,
  NUMBER,
  OBJECT,
  ARRAY,
  REPORTS_UNKNOWN,
  slotOf,
  STRING,
  UNLISTED,
  WHOLE,
  FRACTION,
  wordOf,
} from './tables';
import { unescape } from './text';
import { checkUnion, trials } from './unions';

/** How many of the unknown names the code outside takes for slips of missing ones. */
// @ts-ignore: decorator
@external('env', 'slips')
declare function slipsOutside(node: u32, missingLow: u32, missingHigh: u32, unknown: usize, count: u32): u32;

const OWN: u32 = 1;
export const NESTED: u32 = 2;

export let tape: usize = 0;
/** Entries of unknown names, those of an object behind those of the objects around it. */
let unknownTop: usize = 0;
/** Begins to judge values on a tape; unknown names are kept from `unknown` on. */
export function startCheck(tapeAt: usize, unknown: usize): void {
  tape = tapeAt;
  unknownTop = unknown;
}

// @ts-ignore: decorator
@inline
export function offset(address: usize): u32 {
  return <u32>(address - base);
}

// @ts-ignore: decorator
@inline
export function nextOf(entry: u32): u32 {
  return load<u32>(entryAt(tape, entry), 12) & ~MARK;
}

export function check(node: usize, entry: u32, level: u32): void {
  const free: u32 = load<u8>(node, 1);
  let kind = kindFrom(load<u8>(load<u32>(entryAt(tape, entry))));
  if (kind == NUMBER) {
    if ((free & NUMBER) == NUMBER) return;
    kind = isWhole(tape, entry) ? WHOLE : FRACTION;
  }
  if ((free & kind) == 0) checkKind(node, entry, kind, level);
}

/** The value is of a kind that is not free. */
function checkKind(node: usize, entry: u32, kind: u32, level: u32): void {
  if ((load<u8>(node) & kind) == 0) {
    emit(WRONG_KIND, level, offset(node), entry, 0, true);
    return;
  }
  const values = load<u32>(node, 28);
  if (values != 0 && !isListed(node, base + values, entry, kind)) {
    emit(WRONG_VALUE, level, offset(node), entry, 0, level != NESTED);
    return;
  }
  const rules = load<u32>(node, 32);
  if (rules != 0) checkRules(node, base + rules, entry, kind, level);
  const parts = load<u32>(node, 36);
  if (parts != 0) checkParts(base + parts, entry, level);
  const union = load<u32>(node, 24);
  if (union != 0) checkUnion(node, base + union, entry, kind, level);
  if (kind == OBJECT) {
    if ((load<u8>(node, 2) & HAS_MEMBERS) != 0) checkObject(node, entry, level);
  } else if (kind == ARRAY) {
    const items = load<u32>(node, 20);
    if (items != 0) checkItems(base + items, entry);
  }
}

export let textLength: u32 = 0;

/** The address of the text of a string, whose length is left in textLength; long ones with escapes are no words. */
export function textOf(entry: u32): usize {
  const at = entryAt(tape, entry);
  const start: usize = load<u32>(at) + 1;
  textLength = load<u32>(at, 4) - <u32>start - 1;
  if (isMarked(load<u32>(at, 12))) {
    if (textLength > SCRATCH_BYTES) return 0;
    textLength = <u32>(unescape(start, start + textLength, SCRATCH) - SCRATCH);
    return SCRATCH;
  }
  return start;
}

export function isListed(node: usize, values: usize, entry: u32, kind: u32): bool {
  if (kind != STRING) return isListedOutside(node, entry);
  const text = textOf(entry);
  if (text == 0) return isListedOutside(node, entry);
  const length = textLength;
  const guess = load<u32>(values, 4);
  if (guess != 0 && isWord(base + guess, text, length)) return true;
  const word = wordOf(text, length);
  if (word == 0) return false;
  const sorted = values + 12 + ((<usize>load<u32>(values)) << 3);
  if (findSorted(sorted, load<u32>(values, 8), 2, word) == 0) return false;
  store<u32>(values, word, 4);
  return true;
}

function checkRules(node: usize, rules: usize, entry: u32, kind: u32, level: u32): void {
  const count = load<u32>(rules);
  for (let index: u32 = 0; index < count; index++) {
    const rule = ruleAt(rules, index);
    if ((load<u32>(rule, 4) & kind) != 0 && !keeps(tape, node, rule, index, kind, entry))
      emit(BREAKS_RULE, level, offset(node), entry, index, level != NESTED);
  }
}

function checkParts(parts: usize, entry: u32, level: u32): void {
  const count = load<u32>(parts);
  for (let index: u32 = 1; index <= count; index++) check(base + load<u32>(parts + ((<usize>index) << 2)), entry, level);
}

function checkItems(item: usize, array: u32): void {
  const free: u32 = load<u8>(item, 1);
  const past = nextOf(array);
  for (let entry = array + 1; entry < past; entry = nextOf(entry)) {
    let kind = kindFrom(load<u8>(load<u32>(entryAt(tape, entry))));
    if (kind == NUMBER) {
      if ((free & NUMBER) == NUMBER) continue;
      kind = isWhole(tape, entry) ? WHOLE : FRACTION;
    }
    if ((free & kind) == 0) checkKind(item, entry, kind, NESTED);
  }
}

let missing: u64 = 0;

/** The last of equal names counts. Most objects have none, so they are searched for only where something is wrong. */
function checkObject(node: usize, object: u32, level: u32): void {
  const at = out;
  const invalidBefore = invalid;
  const totalBefore = total;
  const unknown = unknownTop;
  checkMembers(node, object, level);
  if ((total != totalBefore || unknownTop != unknown) && markReplaced(object)) {
    rollBack(at, invalidBefore, totalBefore);
    unknownTop = unknown;
    checkMembers(node, object, level);
  }
  if (missing == 0 && unknownTop == unknown) return;
  const count = <u32>((unknownTop - unknown) >> 2);
  const isCounted = (load<u8>(node, 2) & IS_COMPOSED) == 0;
  const slips =
    trials > 0 && isCounted && missing != 0 && count > 0
      ? slipsOutside(offset(node), <u32>missing, <u32>(missing >> 32), unknown, count)
      : 0;
  emitMembers(offset(node), object, missing, unknown, count, isCounted, slips);
  unknownTop = unknown;
}

/** Leaves the required names that are missing in `missing`, and puts unknown names onto their stack. */
function checkMembers(node: usize, object: u32, level: u32): void {
  const below = level == 0 ? OWN : NESTED;
  const additional = load<u32>(node, 16);
  const reportsUnknown = (load<u8>(node, 2) & REPORTS_UNKNOWN) != 0;
  const past = nextOf(object);
  let present: u64 = 0;
  let follows = node + 12;
  for (let member = object + 1; member < past; ) {
    const entry = entryAt(tape, member);
    const next = load<u32>(entry, 12) & ~MARK;
    if (hasDead && isDead(member)) {
      member = next;
      continue;
    }
    const guess = load<u32>(follows);
    let slot: usize = guess == 0 ? 0 : base + guess;
    if (slot == 0 || !isKey(base + load<u32>(slot), entry)) {
      const name = shortName(entry);
      slot = slotOf(node, name, nameLength);
      if (slot != 0) store<u32>(follows, offset(slot));
    }
    let wanted: usize = 0;
    if (slot != 0) {
      follows = slot + 12;
      const required = load<u32>(slot, 8);
      const bit = required & 0xff;
      if (bit != 0) present |= (<u64>1) << (bit - 1);
      if ((required & UNLISTED) == 0) wanted = base + load<u32>(slot, 4);
    }
    const isData = wanted == 0;
    if (isData) {
      if (additional == 0) {
        if (reportsUnknown) {
          store<u32>(unknownTop, member);
          unknownTop += 4;
        }
        member = next;
        continue;
      }
      wanted = base + additional;
    }
    const free: u32 = load<u8>(wanted, 1);
    let kind = kindFrom(load<u8>(load<u32>(entry)));
    if (kind == NUMBER && (free & NUMBER) != NUMBER) kind = isWhole(tape, member) ? WHOLE : FRACTION;
    if ((free & kind) != kind) {
      const before = out;
      checkKind(wanted, member, kind, below);
      if (isData && out != before) put(HIDDEN, <u32>(out - before), member, 0);
    }
    member = next;
  }
  missing = load<u64>(node, 48) & ~present;
}
