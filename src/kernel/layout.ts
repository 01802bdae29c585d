// Names where in the kernel's memory the walk keeps what it works with, and how an entry of the tape is laid out.

/** Where a failed walk leaves its reason and its place: two u32. */
export const FAILURE: usize = 64;
/** Tape entries of the containers that are open, a u32 for each level, objects with their highest bit set. */
export const NESTING: usize = 1024;
/** Room for a name without its escapes. */
export const SCRATCH: usize = 4096;
/** Objects and arrays may nest this deep, counted from the document's root. */
export const MAX_DEPTH: u32 = 512;
/** A key may have this many bytes as it is written. */
export const MAX_KEY_BYTES: u32 = 64 << 10;
/** A number may have this many characters. */
export const MAX_NUMBER_BYTES: u32 = 1024;
/** A document of more values keeps only its root on the tape, marked as closed. */
export const MAX_VALUES: u32 = 250_000;

/**
 * An entry is one value: four u32.
 * start: the address of its first byte
 * end: the address behind its last byte
 * key: the address behind the opening quote of its key, 0 where it has none; the highest bit is set where the key has escapes
 * next: the entry behind the last value inside; the highest bit is set where a string has escapes, or a container is closed
 */
export const ENTRY_SHIFT: usize = 4;
export const MARK: u32 = 0x80000000;

// @ts-ignore: decorator
@inline
export function entryAt(tape: usize, index: u32): usize {
  return tape + ((<usize>index) << ENTRY_SHIFT);
}
