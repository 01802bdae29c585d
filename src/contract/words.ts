// Turns values into words that tell what they are and never what they say.

/** The kind and size of a value; true, false and short numbers are told as they are. A long number may be somebody's. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'absent';
  if (typeof value === 'string') return `a string of ${sized(value.length, 'character')}`;
  if (Array.isArray(value)) return `an array of ${sized(value.length, 'item')}`;
  if (typeof value === 'object') return 'an object';
  const text = String(value);
  return text.length > LONGEST_NUMBER
    ? `a number of ${sized(text.replaceAll(/\D/g, '').length, 'digit')}`
    : text;
}

const LONGEST_NUMBER = 6;

function sized(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}
