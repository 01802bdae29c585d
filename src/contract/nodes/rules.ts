// Turns the keywords that bound a value into rules that can be asked of it.
import { ARRAY, FRACTION, OBJECT, STRING, WHOLE } from './kinds.ts';

/** A rule for values of some kinds. */
export interface Rule {
  readonly kinds: number;
  readonly keyword: string;
  readonly limit: number | string;
  readonly says: string;
  /** Of a pattern: the text that it begins with literally. */
  readonly opening?: string;
  keeps(value: unknown): boolean;
}

const NUMBER = FRACTION | WHOLE;

type Kept = Omit<Rule, 'kinds' | 'keyword' | 'limit'>;
type Maker = (limit: never) => Kept;

const MAKERS: ReadonlyMap<string, { kinds: number; make: Maker }> = new Map([
  ['minimum', { kinds: NUMBER, make: bound('must be at least', (n, limit) => n >= limit) }],
  ['maximum', { kinds: NUMBER, make: bound('must be at most', (n, limit) => n <= limit) }],
  ['exclusiveMinimum', { kinds: NUMBER, make: bound('must be more than', (n, limit) => n > limit) }],
  ['exclusiveMaximum', { kinds: NUMBER, make: bound('must be less than', (n, limit) => n < limit) }],
  ['minLength', { kinds: STRING, make: longEnough }],
  ['maxLength', { kinds: STRING, make: shortEnough }],
  ['minItems', { kinds: ARRAY, make: size('items', (n, limit) => n >= limit, 'at least') }],
  ['maxItems', { kinds: ARRAY, make: size('items', (n, limit) => n <= limit, 'at most') }],
  ['minProperties', { kinds: OBJECT, make: size('fields', (n, limit) => n >= limit, 'at least') }],
  ['maxProperties', { kinds: OBJECT, make: size('fields', (n, limit) => n <= limit, 'at most') }],
  ['pattern', { kinds: STRING, make: pattern }],
]);

/** The rules in a schema. */
export function rulesIn(schema: object): Rule[] {
  return Object.entries(schema).flatMap(([keyword, limit]) => {
    const maker = MAKERS.get(keyword);
    return maker === undefined ? [] : [{ kinds: maker.kinds, keyword, limit, ...maker.make(limit as never) }];
  });
}

function bound(says: string, keeps: (value: number, limit: number) => boolean): Maker {
  return (limit: number) => ({
    says: `${says} ${limit}`,
    keeps: (value) => typeof value === 'number' && keeps(value, limit),
  });
}

function size(unit: string, keeps: (size: number, limit: number) => boolean, how: string): Maker {
  return (limit: number) => ({
    says: `must have ${how} ${limit} ${unit}`,
    keeps: (value) => keeps(sizeOf(value), limit),
  });
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

function longEnough(limit: number): Kept {
  return {
    says: `must have at least ${limit} characters`,
    // A code point takes one or two units, so most strings need no count.
    keeps: (value) => typeof value === 'string' && (value.length >= 2 * limit || codePoints(value) >= limit),
  };
}

function shortEnough(limit: number): Kept {
  return {
    says: `must have at most ${limit} characters`,
    keeps: (value) => typeof value === 'string' && (value.length <= limit || codePoints(value) <= limit),
  };
}

/** What JSON Schema counts in a string. */
function codePoints(text: string): number {
  let points = 0;
  for (const _ of text) points++;
  return points;
}

function pattern(source: string): Kept {
  const expression = new RegExp(source, 'u');
  return {
    says: `must match the pattern ${source}`,
    opening: (OPENING.exec(source)?.[1] ?? '').replaceAll('\\', ''),
    keeps: (value) => typeof value === 'string' && expression.test(value),
  };
}

/** Letters and escaped dots, which stand for themselves. */
const OPENING = /^\^((?:[A-Za-z]|\\\.)*)(?![?*{])/;
