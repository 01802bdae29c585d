// Names how the tables of a contract lie in memory, as src/contract/tables/layout.ts writes them, and finds words in them.
import { MARK } from './layout';

/** Where the tables are. All places in them are offsets from here. */
export let base: usize = 0;
let words: usize = 0;
let wordMask: u32 = 0;

/** Judges by the tables at `tables` from now on. */
export function setTables(tables: usize): void {
  base = tables;
  words = tables + load<u32>(tables, 12);
  wordMask = load<u32>(tables, 16);
}

export function rootNode(): usize {
  return base + load<u32>(base, 8);
}

export const REPORTS_UNKNOWN: u32 = 1;
export const HAS_MEMBERS: u32 = 2;
export const IS_COMPOSED: u32 = 4;

export const UNLISTED: u32 = 0x100;

export const SEVERAL: u32 = 1;
export const TAG_IS_REQUIRED: u32 = 1;
export const TAG_IS_OPEN: u32 = 2;
export const IS_LIST: u32 = 1;

const EVEN: u64 = 0x9e3779b97f4a7c15;
const ODD: u64 = 0xc2b2ae3d27d4eb4f;

/** Whether the text at `at` is the word at `word`. */
// @ts-ignore: decorator
@inline
export function isWord(word: usize, at: usize, length: u32): bool {
  return load<u32>(word) == length && isEqual(word + 8, at, length);
}

/** Whether the key of the value at `entry` is this word without escapes: then a quote follows it, and that stands before the value. */
// @ts-ignore: decorator
@inline
export function isKey(word: usize, entry: usize): bool {
  const start: usize = load<u32>(entry, 8);
  const length = load<u32>(word);
  const end = start + length;
  return end < load<u32>(entry) && load<u8>(end) == 0x22 && isEqual(word + 8, start, length);
}

/** Bytes behind both texts may be read. */
// @ts-ignore: decorator
@inline
export function isEqual(one: usize, other: usize, length: u32): bool {
  let left = length;
  while (left >= 8) {
    if (load<u64>(one) != load<u64>(other)) return false;
    one += 8;
    other += 8;
    left -= 8;
  }
  return left == 0 || (load<u64>(one) ^ load<u64>(other)) << ((8 - left) << 3) == 0;
}

/** The offset of the word that the text is, 0 where it is none of the contract's. */
export function wordOf(at: usize, length: u32): u32 {
  let first = load<u64>(at);
  let last = first;
  if (length >= 8) last = load<u64>(at + length - 8);
  else {
    first = length == 0 ? 0 : first & ((<u64>-1) >> ((8 - length) << 3));
    last = first;
  }
  const mixed = (first * EVEN) ^ (last * ODD) ^ ((<u64>length) * EVEN);
  let place = <u32>(mixed ^ (mixed >> 32)) & wordMask;
  for (;;) {
    const word = load<u32>(words + ((<usize>place) << 2));
    if (word == 0 || isWord(base + word, at, length)) return word;
    place = (place + 1) & wordMask;
  }
  return 0;
}

/** The slot of a node for the name, 0 where it has none. */
export function slotOf(node: usize, at: usize, length: u32): usize {
  const word = wordOf(at, length);
  return word == 0 ? 0 : slotOfWord(node, word);
}

export function slotOfWord(node: usize, word: u32): usize {
  const sorted = base + load<u32>(node, 56);
  let low: u32 = 0;
  let high = load<u32>(node, 8);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const slot = base + load<u32>(sorted + ((<usize>middle) << 2));
    const found = load<u32>(slot);
    if (found == word) return slot;
    if (found < word) low = middle + 1;
    else high = middle;
  }
  return 0;
}

/** The entry of a word in a sorted list whose entries begin with their words and have 1 << shift bytes; 0 where it is not there. */
export function findSorted(list: usize, count: u32, shift: usize, word: u32): usize {
  let low: u32 = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = list + ((<usize>middle) << shift);
    const found = load<u32>(entry);
    if (found == word) return entry;
    if (found < word) low = middle + 1;
    else high = middle;
  }
  return 0;
}

/** The bits of kinds, as src/contract/nodes/kinds.ts has them. */
const NULL: u32 = 1;
const BOOLEAN: u32 = 2;
export const FRACTION: u32 = 4;
export const WHOLE: u32 = 8;
export const STRING: u32 = 16;
export const ARRAY: u32 = 32;
export const OBJECT: u32 = 64;
export const NUMBER: u32 = 12;

/** The kind of a value that starts with this byte; of numbers both kinds. */
// @ts-ignore: decorator
@inline
export function kindFrom(byte: u32): u32 {
  if (byte == 0x22) return STRING;
  if (byte == 0x7b) return OBJECT;
  if (byte == 0x5b) return ARRAY;
  if (byte == 0x6e) return NULL;
  return byte == 0x74 || byte == 0x66 ? BOOLEAN : NUMBER;
}

// @ts-ignore: decorator
@inline
export function isMarked(word: u32): bool {
  return (word & MARK) != 0;
}
