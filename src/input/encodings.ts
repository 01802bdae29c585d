// Turns the first bytes of a text into its encoding: by its mark, or by the zeros beside its first characters.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32';

/** Enough to tell. */
export const ENCODING_BYTES = 4;

export function encodingOf([a = -1, b = -1, c = -1, d = -1]: Buffer): Encoding {
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return 'utf-32';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32';
  if (a > 0 && b === 0 && c === 0 && d === 0) return 'utf-32';
  if (a === 0 && b === 0 && c === 0 && d > 0) return 'utf-32';
  if ((a === 0xff && b === 0xfe) || (a > 0 && b === 0 && c > 0 && d === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b > 0 && c === 0 && d > 0)) return 'utf-16be';
  return 'utf-8';
}
