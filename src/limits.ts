// Names the limits on what is read, each with its reason, and how the findings call what goes beyond them.

/** The longest record that is read, in bytes, unless another limit is asked for. */
export const MAX_RECORD_BYTES = 64 << 20;

/** The same where a packing or a container is taken off, which takes room beside it. */
export const MAX_INNER_BYTES = 32 << 20;

/** How deep objects and arrays may nest, counted from a document's root. Real messages stay under 20. */
export const MAX_DEPTH = 512;

/** How long a key may be, as it is written. Keys are compared, kept and shown as a whole, and those of messages stay under 60. */
export const MAX_KEY_BYTES = 64 << 10;

/** How long a number may be. More than 767 significant digits change no double. */
export const MAX_NUMBER_BYTES = 1_024;

/** How many findings of one code a message may have listed; the rest are counted. Real messages have fewer values. */
export const MOST_OF_A_KIND = 1_000;

/** How many characters the pointers of one code may have together, beyond the first: each can be as long as its message. */
export const MOST_POINTER_CHARACTERS = 1 << 20;

/** How much of a pointer is shown: 100 levels of names that the contract lists. */
export const MOST_SHOWN_POINTER = 2_048;

// A string has no limit of its own: it is skipped, or read as a view, and a capture may carry whole recordings in base64.

/** What goes beyond a limit is JSON all the same, so it is not called broken. */
export const BEYOND = {
  'too-deep': `objects and arrays nest deeper than ${MAX_DEPTH} levels`,
  'key-too-long': `a key is longer than ${MAX_KEY_BYTES >> 10} KiB`,
  'number-too-long': `a number is longer than ${MAX_NUMBER_BYTES} characters`,
} as const;

export function isBeyond(reason: string | undefined): reason is keyof typeof BEYOND {
  return reason !== undefined && Object.hasOwn(BEYOND, reason);
}
