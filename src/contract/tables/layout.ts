// Names how the tables of a contract lie in memory; src/kernel/tables.ts has the same numbers.

/** The first four bytes: what wrote the tables, and in which layout. */
export const MAGIC = 0x31_54_4c_54;

/** Offsets of the header's fields. All offsets are in bytes, and all places in the tables are offsets from their start. */
export const HEADER = { magic: 0, size: 4, root: 8, words: 12, mask: 16 } as const;
export const HEADER_BYTES = 24;

/** A word is the number of its bytes, four unused bytes, and its text in UTF-8. */
export const WORD_TEXT = 8;

/** A node. `kinds`, `free` and `flags` share the first four bytes; 0 stands for what a schema does not have. */
export const NODE = {
  kinds: 0,
  free: 1,
  flags: 2,
  slots: 4,
  slotCount: 8,
  first: 12,
  additional: 16,
  items: 20,
  union: 24,
  values: 28,
  rules: 32,
  parts: 36,
  required: 40,
  mask: 48,
  sorted: 56,
} as const;
export const NODE_BYTES = 64;

/** Names that are not listed are drift. */
export const REPORTS_UNKNOWN = 1;
/** Something is asked of an object's members. */
export const HAS_MEMBERS = 2;
/** Unknown names are reported elsewhere, since the node has parts or a union. */
export const IS_COMPOSED = 4;

/** A property: its word, its node, which required name it is (from 1), and the slot that followed it last. */
export const SLOT = { word: 0, node: 4, required: 8, follow: 12 } as const;
export const SLOT_BYTES = 16;
/** The name is required but not listed; stands beside the number of the required name. */
export const UNLISTED = 0x100;
/** Required names are the bits of a 64-bit mask. */
export const MOST_REQUIRED = 64;

/** Listed values: how many, the string found last, how many are strings; then each with its kind; then the strings by offset. */
export const VALUES = { count: 0, guess: 4, strings: 8, first: 12 } as const;

/** A rule: its keyword by number, the kinds that it bounds, its limit, the text of a pattern, and the atoms of a simple one. */
export const RULE = { keyword: 0, kinds: 4, limit: 8, pattern: 16, atoms: 20 } as const;
export const RULE_BYTES = 24;
/** In the order of their numbers. */
export const RULES = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'pattern',
] as const;

/** An atom of a pattern: the ASCII characters that it takes, and how many of them at least and at most. */
export const ATOM_BYTES = 24;

/** A union. `only` has a place for each kind: the one branch of that kind, 0 where there is none, SEVERAL where there are more. */
export const UNION = {
  tag: 0,
  flags: 4,
  kinds: 8,
  branches: 12,
  tags: 16,
  tagCount: 20,
  guess: 24,
  only: 32,
} as const;
export const UNION_BYTES = 64;
export const SEVERAL = 1;
/** Every branch that is an object requires the tag. */
export const TAG_IS_REQUIRED = 1;
/** Some branch takes tags that it does not list, or none: the last of equal tags must be sought at once. */
export const TAG_IS_OPEN = 2;
/** Those that do are the bits of a 64-bit mask. */
export const MOST_OPEN = 64;

/** A tag is its word and its branch, or a list of branches, which its lowest bit marks. */
export const IS_LIST = 1;
