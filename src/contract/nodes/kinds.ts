// Turns values and the `type` keyword into bits, so that one comparison tells whether they fit.

export const NULL = 1;
export const BOOLEAN = 2;
export const FRACTION = 4;
export const WHOLE = 8;
export const STRING = 16;
export const ARRAY = 32;
export const OBJECT = 64;
export const ANY = 127;

const OF_TYPE: ReadonlyMap<unknown, number> = new Map([
  ['null', NULL],
  ['boolean', BOOLEAN],
  ['number', FRACTION | WHOLE],
  ['integer', WHOLE],
  ['string', STRING],
  ['array', ARRAY],
  ['object', OBJECT],
]);

/** The bit of a value that JSON.parse gave. */
export function kindOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return STRING;
    case 'number':
      return Number.isInteger(value) ? WHOLE : FRACTION;
    case 'boolean':
      return BOOLEAN;
    default:
      if (value === null) return NULL;
      return Array.isArray(value) ? ARRAY : OBJECT;
  }
}

/** The bits of a `type` keyword, a name or a list of names; every bit where there is none. */
export function kindsIn(type: unknown): number {
  if (type === undefined) return ANY;
  const names: readonly unknown[] = Array.isArray(type) ? type : [type];
  return names.reduce<number>((bits, name) => bits | (OF_TYPE.get(name) ?? ANY), 0);
}

/** The bits in words: "a string or null". */
export function inWords(kinds: number): string {
  const words = WORDS.filter(([bits]) => (kinds & bits) === bits).map(([, word]) => word);
  const numberless = words.includes('a number') ? words.filter((word) => word !== 'a whole number') : words;
  return numberless.join(' or ');
}

const WORDS: readonly (readonly [bits: number, word: string])[] = [
  [OBJECT, 'an object'],
  [ARRAY, 'an array'],
  [STRING, 'a string'],
  [FRACTION | WHOLE, 'a number'],
  [WHOLE, 'a whole number'],
  [BOOLEAN, 'true or false'],
  [NULL, 'null'],
];
