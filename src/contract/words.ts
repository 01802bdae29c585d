// Turns values into words that tell what they are and never what they say.

/** The kind and size of a value; true, false and short numbers are shown as they are. A long number may be private. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'absent';
  if (typeof value === 'string') return `a string of ${sized(value.length, 'character')}`;
  if (Array.isArray(value)) return `an array of ${sized(value.length, 'item')}`;
  if (typeof value === 'object') return 'an object';
  // JSON.parse makes Infinity of a number beyond 1.8e308.
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
    return 'too large to be a number';
  const text = String(value);
  return text.length > LONGEST_NUMBER ? `a number of ${sized(digitsOf(text), 'digit')}` : text;
}

/** How many digits a number has when it is written out: 1.5e+300 has 301. */
function digitsOf(text: string): number {
  const [mantissa = '', exponent] = text.split('e');
  const digits = mantissa.replaceAll(/\D/g, '').length;
  if (exponent === undefined) return digits;
  const power = Number(exponent);
  return power > 0 ? power + 1 : digits - power;
}

const LONGEST_NUMBER = 6;

function sized(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}
