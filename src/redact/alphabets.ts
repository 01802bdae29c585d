// Turns a character into the alphabet that its filler is taken from: letters for letters, and as many bytes in UTF-8.

export interface Alphabet {
  readonly size: number;
  has(character: string): boolean;
  indexOf(character: string): number;
  at(index: number): string;
}

/** Without vowels filler can be told from words, and never spells one. */
const LOWER = lettersOf('bcdfghjklmnpqrstvwxz');
const UPPER = lettersOf('BCDFGHJKLMNPQRSTVWXZ');
const DIGITS = lettersOf('0123456789');

/** Letters that begin no word of JSON, and are no exponent, digit of an escape or escape: what is broken stays so. */
const MEANINGLESS = lettersOf('ghjklmpqsvwxz');
const MEANINGLESS_UPPER = lettersOf('GHJKLMPQSVWXZ');

/** In which a permutation stays: every letter of theirs may come out. */
export const WHOLE_ALPHABETS: readonly Alphabet[] = [
  lettersOf('abcdefghijklmnopqrstuvwxyz'),
  lettersOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  DIGITS,
];

/** By how many bytes a character takes in UTF-8: for capitals, other letters with case, letters without, digits. */
const BEYOND: Readonly<
  Record<2 | 3 | 4, Readonly<Record<'upper' | 'lower' | 'letter' | 'digit', Alphabet>>>
> = {
  2: {
    upper: rangeOf(0xc0, 0xd6),
    lower: rangeOf(0xe0, 0xf6),
    letter: rangeOf(0x5d0, 0x5ea),
    digit: rangeOf(0x660, 0x669),
  },
  3: {
    upper: rangeOf(0x1e00, 0x1e7f),
    lower: rangeOf(0x1e00, 0x1e7f),
    letter: rangeOf(0x4e00, 0x9fff),
    digit: rangeOf(0xff10, 0xff19),
  },
  4: {
    upper: rangeOf(0x10400, 0x10427),
    lower: rangeOf(0x10428, 0x1044f),
    letter: rangeOf(0x20000, 0x2a6d6),
    digit: rangeOf(0x1d7ce, 0x1d7d7),
  },
};

/** The same for text that is no JSON. */
export function brokenAlphabetOf(character: string): Alphabet | null {
  const alphabet = alphabetOf(character);
  if (alphabet === LOWER) return MEANINGLESS;
  return alphabet === UPPER ? MEANINGLESS_UPPER : alphabet;
}

/** Null for what is neither letter nor digit, and stays. */
export function alphabetOf(character: string): Alphabet | null {
  const point = character.codePointAt(0)!;
  if (point < 0x80) {
    if (point >= 0x61 && point <= 0x7a) return LOWER;
    if (point >= 0x41 && point <= 0x5a) return UPPER;
    return point >= 0x30 && point <= 0x39 ? DIGITS : null;
  }
  const kind = kindOf(character);
  return kind === null ? null : BEYOND[point < 0x800 ? 2 : point < 0x10000 ? 3 : 4][kind];
}

/** Marks are parts of letters: vowels of many scripts, and accents. */
function kindOf(character: string): 'upper' | 'lower' | 'letter' | 'digit' | null {
  if (/\p{Lu}/u.test(character)) return 'upper';
  if (/\p{Ll}/u.test(character)) return 'lower';
  if (/[\p{L}\p{M}]/u.test(character)) return 'letter';
  return /\p{N}/u.test(character) ? 'digit' : null;
}

function lettersOf(letters: string): Alphabet {
  return {
    size: letters.length,
    has: (character) => letters.includes(character),
    indexOf: (character) => letters.indexOf(character),
    at: (index) => letters[index]!,
  };
}

function rangeOf(first: number, last: number): Alphabet {
  return {
    size: last - first + 1,
    has: (character) => character.codePointAt(0)! >= first && character.codePointAt(0)! <= last,
    indexOf: (character) => character.codePointAt(0)! - first,
    at: (index) => String.fromCodePoint(first + index),
  };
}
