// Turns a value that may be one of several things into records of what is wrong with the thing it was meant to be.
import { emit, invalid, NO_BRANCH, NO_TAG, out, rollBack, STRANGE_TAG, total } from './defects';
import { entryAt } from './layout';
import { hasDead, isDead, markReplaced, nameLength, shortName } from './names';
import { isWhole } from './rules';
import {
  base,
  findSorted,
  HAS_MEMBERS,
  IS_LIST,
  isWord,
  kindFrom,
  NUMBER,
  OBJECT,
  SEVERAL,
  slotOf,
  TAG_IS_OPEN,
  TAG_IS_REQUIRED,
  UNLISTED,
  WHOLE,
  FRACTION,
  wordOf,
} from './tables';
import { check, isListed, NESTED, nextOf, offset, tape, textLength, textOf } from './check';

/** How many unions are at trying their branches. */
export let trials: u32 = 0;

export function startTrials(): void {
  trials = 0;
}

/** The value is of this kind. */
export function checkUnion(node: usize, union: usize, entry: u32, kind: u32, level: u32): void {
  const only = load<u32>(union + ((<usize>(<u32>ctz(kind))) << 2), 32);
  if (only == 0) emit(NO_BRANCH, level, offset(node), entry, 0, true);
  else if (kind == OBJECT && load<u32>(union) != 0) checkTagged(node, union, entry, level);
  else if (only != SEVERAL) check(base + only, entry, level);
  else checkBest(base + load<u32>(union, 12), kind, entry, level);
}

function checkTagged(node: usize, union: usize, object: u32, level: u32): void {
  let tag = tagOf(union, object);
  // What is open to other tags would take the first of two without a defect that shows that there is another.
  if ((load<u32>(union, 4) & TAG_IS_OPEN) != 0 && tag != 0 && markReplaced(object)) tag = tagOf(union, object);
  const at = out;
  const invalidBefore = invalid;
  const totalBefore = total;
  checkByTag(node, union, object, tag, level);
  if (total == totalBefore || tag == 0) return;
  // A branch that nothing is asked of finds no doubles itself.
  markReplaced(object);
  const last = tagOf(union, object);
  if (last == tag) return;
  rollBack(at, invalidBefore, totalBefore);
  checkByTag(node, union, object, last, level);
}

/** The first member that is alive of the tag's name; 0 where there is none. */
function tagOf(union: usize, object: u32): u32 {
  const word = base + load<u32>(union);
  const past = nextOf(object);
  for (let member = object + 1; member < past; member = nextOf(member)) {
    if (hasDead && isDead(member)) continue;
    const name = shortName(entryAt(tape, member));
    if (isWord(word, name, nameLength)) return member;
  }
  return 0;
}

function checkByTag(node: usize, union: usize, object: u32, tag: u32, level: u32): void {
  const found = tag == 0 ? 0 : branchesOfTag(union, tag);
  const all = base + load<u32>(union, 12);
  if (found != 0) {
    if ((found & IS_LIST) == 0) check(base + found, object, level);
    else checkBest(base + (found ^ IS_LIST), 0xff, object, level);
  } else if (tag != 0) {
    if (!checkOpen(union, all, object, tag, level)) emit(STRANGE_TAG, level, offset(node), tag, 0, isKindStrange(union, all, tag));
  } else if ((load<u32>(union, 4) & TAG_IS_REQUIRED) != 0) emit(NO_TAG, level, offset(node), object, 0, true);
  else checkBest(all, OBJECT, object, level);
}

/** The branch whose tag has this value, or their list; 0 where none has. */
function branchesOfTag(union: usize, tag: u32): u32 {
  if (load<u8>(load<u32>(entryAt(tape, tag))) != 0x22) return 0;
  const text = textOf(tag);
  if (text == 0) return 0;
  const length = textLength;
  const guess = load<u32>(union, 24);
  if (guess != 0 && isWord(base + load<u32>(base + guess), text, length)) return load<u32>(base + guess, 4);
  const word = wordOf(text, length);
  if (word == 0) return 0;
  const found = findSorted(base + load<u32>(union, 16), load<u32>(union, 20), 3, word);
  if (found == 0) return 0;
  store<u32>(union, offset(found), 24);
  return load<u32>(found, 4);
}

/** The node of a branch for the tag; 0 where it has none. */
function tagNode(union: usize, branch: usize): usize {
  const word = base + load<u32>(union);
  const slot: usize = (load<u8>(branch, 2) & HAS_MEMBERS) == 0 ? 0 : slotOf(branch, word + 8, load<u32>(word));
  return slot == 0 || (load<u32>(slot, 8) & UNLISTED) != 0 ? 0 : base + load<u32>(slot, 4);
}

/** Whether a branch that lists no values for its tag takes this one. */
function takesTag(union: usize, branch: usize, tag: u32): bool {
  const node = tagNode(union, branch);
  if (node == 0 || load<u32>(node, 28) != 0) return false;
  const at = out;
  const invalidBefore = invalid;
  const totalBefore = total;
  check(node, tag, NESTED);
  const isTaken = total == totalBefore;
  rollBack(at, invalidBefore, totalBefore);
  return isTaken;
}

/** Judges by the branches that take tags which they do not list; false where none takes this one. */
function checkOpen(union: usize, all: usize, object: u32, tag: u32, level: u32): bool {
  if ((load<u32>(union, 4) & TAG_IS_OPEN) == 0) return false;
  const count = load<u32>(all);
  let taken: u64 = 0;
  for (let index: u32 = 0; index < count && index < 64; index++) {
    const branch = all + 4 + ((<usize>index) << 3);
    if ((load<u32>(branch, 4) & OBJECT) != 0 && takesTag(union, base + load<u32>(branch), tag)) taken |= (<u64>1) << index;
  }
  if (taken == 0) return false;
  checkSome(all, OBJECT, taken, object, level);
  return true;
}

function isKindStrange(union: usize, all: usize, tag: u32): bool {
  const count = load<u32>(all);
  let kinds: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const branch = all + 4 + ((<usize>index) << 3);
    if ((load<u32>(branch, 4) & OBJECT) == 0) continue;
    const node = tagNode(union, base + load<u32>(branch));
    if (node != 0) kinds |= load<u8>(node);
  }
  let kind = kindFrom(load<u8>(load<u32>(entryAt(tape, tag))));
  if (kind == NUMBER) kind = isWhole(tape, tag) ? WHOLE : FRACTION;
  return (kinds & kind) == 0;
}

function checkBest(branches: usize, kinds: u32, entry: u32, level: u32): void {
  checkSome(branches, kinds, <u64>-1, entry, level);
}

/**
 * Judges by the branch of these kinds that the value fits, or fits best: with the fewest invalid things, then with the most of its
 * words and properties known, then with the fewest other things. The defects of the best so far stay, and none is judged again.
 */
function checkSome(branches: usize, kinds: u32, chosen: u64, entry: u32, level: u32): void {
  const count = load<u32>(branches);
  let several: u32 = 0;
  let only: usize = 0;
  for (let index: u32 = 0; index < count; index++) {
    const branch = branches + 4 + ((<usize>index) << 3);
    if (!isTried(branch, kinds, chosen, index)) continue;
    several++;
    only = base + load<u32>(branch);
  }
  if (several == 1) {
    check(only, entry, level);
    return;
  }
  const at = out;
  const invalidBefore = invalid;
  const totalBefore = total;
  let bestBytes: usize = 0;
  let bestInvalid: u32 = 0;
  let bestTotal: u32 = 0;
  let bestLikeness: u32 = 0;
  let hasBest = false;
  trials++;
  for (let index: u32 = 0; index < count; index++) {
    const branch = branches + 4 + ((<usize>index) << 3);
    if (!isTried(branch, kinds, chosen, index)) continue;
    const node = base + load<u32>(branch);
    const from = out;
    invalid = 0;
    total = 0;
    check(node, entry, level);
    if (total == 0) {
      rollBack(at, invalidBefore, totalBefore);
      trials--;
      return;
    }
    const like = likeness(node, entry);
    const isBetter =
      !hasBest ||
      invalid < bestInvalid ||
      (invalid == bestInvalid && (like > bestLikeness || (like == bestLikeness && total < bestTotal)));
    if (isBetter) {
      bestBytes = out - from;
      if (hasBest) memory.copy(at, from, bestBytes);
      bestInvalid = invalid;
      bestTotal = total;
      bestLikeness = like;
      hasBest = true;
    }
    rollBack(at + bestBytes, 0, 0);
  }
  trials--;
  rollBack(at + bestBytes, invalidBefore + bestInvalid, totalBefore + bestTotal);
}

// @ts-ignore: decorator
@inline
function isTried(branch: usize, kinds: u32, chosen: u64, index: u32): bool {
  return (load<u32>(branch, 4) & kinds) != 0 && (chosen == <u64>-1 || ((chosen >> index) & 1) != 0);
}

/** How much a value looks as the node describes it: its single values count most, then the properties that are known. */
function likeness(node: usize, object: u32): u32 {
  if (load<u8>(load<u32>(entryAt(tape, object))) != 0x7b || (load<u8>(node, 2) & HAS_MEMBERS) == 0) return 0;
  let points: u32 = 0;
  const past = nextOf(object);
  for (let member = object + 1; member < past; member = nextOf(member)) {
    if (hasDead && isDead(member)) continue;
    const name = shortName(entryAt(tape, member));
    const slot = slotOf(node, name, nameLength);
    if (slot == 0 || (load<u32>(slot, 8) & UNLISTED) != 0) continue;
    const known = base + load<u32>(slot, 4);
    const values = load<u32>(known, 28);
    const kind = kindFrom(load<u8>(load<u32>(entryAt(tape, member))));
    points += values != 0 && isListed(known, base + values, member, kind) ? 10 : 1;
  }
  return points;
}
