// Turns keys on the tape into their text, and finds the members of an object that a later one of the same name replaces.
import { keyEndBefore } from './fields';
import { entryAt, MARK, MAX_KEY_BYTES, SCRATCH } from './layout';
import { isEqual } from './tables';
import { unescape } from './text';

/** A text with escapes that has more bytes is taken for no word of a contract. */
export const SCRATCH_BYTES: u32 = 3072;
const LONG_BYTES: usize = <usize>MAX_KEY_BYTES + 64;

export let nameLength: u32 = 0;

let longNames: usize = 0;
let places: usize = 0;
let deadBits: usize = 0;
let firstEntry: u32 = 0;
/** Whether any member is dead. */
export let hasDead: bool = false;
let lastDead: u32 = 0;

/** Room for two long names, for a place for each of twice as many names as there are values, and for a bit for each value. */
export function setNames(long: usize, placeList: usize, bits: usize): void {
  longNames = long;
  places = placeList;
  deadBits = bits;
}

/** Forgets which members were dead; `root` is the first entry that may be. */
export function reviveAll(root: u32): void {
  if (hasDead) memory.fill(deadBits, 0, ((<usize>(lastDead - firstEntry)) >> 3) + 1);
  hasDead = false;
  lastDead = root;
  firstEntry = root;
}

// @ts-ignore: decorator
@inline
export function isDead(member: u32): bool {
  if (!hasDead) return false;
  const index = member - firstEntry;
  return ((load<u8>(deadBits + ((<usize>index) >> 3)) >> <u8>(index & 7)) & 1) != 0;
}

function kill(member: u32): void {
  const index = member - firstEntry;
  const at = deadBits + ((<usize>index) >> 3);
  store<u8>(at, load<u8>(at) | (<u8>1 << <u8>(index & 7)));
  hasDead = true;
  if (member > lastDead) lastDead = member;
}

/** The address of the name of the member at `entry` without escapes, and its length in nameLength. */
// @ts-ignore: decorator
@inline
export function shortName(entry: usize): usize {
  const key = load<u32>(entry, 8);
  const start: usize = key & ~MARK;
  const raw = <u32>(keyEndBefore(load<u32>(entry)) - start);
  nameLength = raw;
  return (key & MARK) == 0 ? start : withoutEscapes(start, raw);
}

function withoutEscapes(start: usize, raw: u32): usize {
  if (raw > SCRATCH_BYTES) return start;
  nameLength = <u32>(unescape(start, start + raw, SCRATCH) - SCRATCH);
  return SCRATCH;
}

/** The same for names of any length, which are written to the first or the second room. */
function longName(member: u32, room: usize): usize {
  const entry = entryAt(tape, member);
  const key = load<u32>(entry, 8);
  const start: usize = key & ~MARK;
  const end = keyEndBefore(load<u32>(entry));
  nameLength = <u32>(end - start);
  if ((key & MARK) == 0) return start;
  const target = longNames + room * LONG_BYTES;
  nameLength = <u32>(unescape(start, end, target) - target);
  return target;
}

let tape: usize = 0;

export function setTape(at: usize): void {
  tape = at;
}

/** Marks members that a later one replaces; gives whether there are any that were not marked before. */
export function markReplaced(object: u32): bool {
  const past = load<u32>(entryAt(tape, object), 12) & ~MARK;
  let count: u32 = 0;
  for (let member = object + 1; member < past; member = load<u32>(entryAt(tape, member), 12) & ~MARK) count++;
  if (count < 2) return false;
  let size: u32 = 4;
  while (size < count << 1) size <<= 1;
  memory.fill(places, 0, (<usize>size) << 2);
  let isFound = false;
  for (let member = object + 1; member < past; member = load<u32>(entryAt(tape, member), 12) & ~MARK) {
    if (isDead(member)) continue;
    const name = longName(member, 0);
    const length = nameLength;
    let place = hashOf(name, length) & (size - 1);
    for (;;) {
      const at = places + ((<usize>place) << 2);
      const other = load<u32>(at);
      if (other == 0) {
        store<u32>(at, member);
        break;
      }
      const otherName = longName(other, 1);
      if (nameLength == length && isEqual(name, otherName, length)) {
        kill(other);
        store<u32>(at, member);
        isFound = true;
        break;
      }
      place = (place + 1) & (size - 1);
    }
  }
  return isFound;
}

const PRIME: u64 = 0x9e3779b97f4a7c15;

/** Every byte counts, so names that differ only in the middle do not collide. */
function hashOf(at: usize, length: u32): u32 {
  let hash: u64 = <u64>length;
  let left = length;
  while (left >= 8) {
    hash = rotl<u64>((hash ^ load<u64>(at)) * PRIME, 29);
    at += 8;
    left -= 8;
  }
  if (left > 0) hash = rotl<u64>((hash ^ (load<u64>(at) & ((<u64>-1) >> ((8 - left) << 3)))) * PRIME, 29);
  hash = (hash ^ (hash >> 32)) * PRIME;
  return <u32>(hash ^ (hash >> 32));
}
