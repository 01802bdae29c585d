// Keeps what was found wrong with a value: records of four u32 or more, and how much of it is invalid.

/** What a record says: src/contract/tables/defects.ts has the same numbers. */
export const WRONG_KIND: u32 = 1;
export const WRONG_VALUE: u32 = 2;
export const BREAKS_RULE: u32 = 3;
export const WRONG_MEMBERS: u32 = 4;
export const NO_BRANCH: u32 = 5;
export const STRANGE_TAG: u32 = 6;
export const NO_TAG: u32 = 7;
/** The defects in so many bytes before it are of a member whose name is data. */
export const HIDDEN: u32 = 8;

/** The first address that nothing was written to; where records begin, and must end. */
export let out: usize = 0;
let from: usize = 0;
let end: usize = 0;
/** How many of the defects make a message invalid, and how many there are. */
export let invalid: u32 = 0;
export let total: u32 = 0;

export function startDefects(at: usize, bytes: usize): void {
  from = at;
  out = at;
  end = at + bytes;
  invalid = 0;
  total = 0;
}

export function bytesOfDefects(): u32 {
  return <u32>(out - from);
}

/** Forgets what was written from `at` on. */
// @ts-ignore: decorator
@inline
export function rollBack(at: usize, invalidBefore: u32, totalBefore: u32): void {
  out = at;
  invalid = invalidBefore;
  total = totalBefore;
}

/** The node and the entry to which it happened; `level` is whose value it is: 0 the message's, 1 a field's of it, 2 nested. */
export function emit(what: u32, level: u32, node: u32, entry: u32, extra: u32, isInvalid: bool): void {
  total++;
  if (isInvalid) invalid++;
  put(what | (level << 8), node, entry, extra);
}

/** A record without room keeps only its numbers: no value has so many. */
export function put(first: u32, second: u32, third: u32, fourth: u32): void {
  if (out + 16 > end) return;
  store<u32>(out, first);
  store<u32>(out, second, 4);
  store<u32>(out, third, 8);
  store<u32>(out, fourth, 12);
  out += 16;
}

/** A record on an object's members: the mask of required names that are missing, and the entries of unknown names. */
export function emitMembers(
  node: u32,
  entry: u32,
  missing: u64,
  unknown: usize,
  count: u32,
  isCounted: bool,
  slips: u32,
): void {
  const absent = <u32>popcnt(missing);
  invalid += absent;
  total += absent + (isCounted ? count - slips : 0);
  const bytes: usize = 24 + ((<usize>count) << 2);
  if (out + bytes > end) return;
  put(WRONG_MEMBERS, node, entry, count);
  store<u64>(out, missing);
  memory.copy(out + 8, unknown, (<usize>count) << 2);
  out += bytes - 16;
}
