// Removes a keyword whose value cannot be its value, such as `minLength: "3"` or `properties: []`.
import {
  canonical,
  isList,
  isObject,
  isSchema,
  type Json,
  type JsonObject,
  LIST_KEYWORDS,
  MAP_KEYWORDS,
  SCHEMA_KEYWORDS,
  without,
} from '../schema.ts';
import type { RepairRule } from './repair.ts';

type Accepts = (value: Json) => boolean;

const isText: Accepts = (value) => typeof value === 'string';
const isNumber: Accepts = (value) => typeof value === 'number';
const isFlag: Accepts = (value) => typeof value === 'boolean';
const isCount: Accepts = (value) => Number.isInteger(value) && Number(value) >= 0;
const isNames: Accepts = (value) =>
  isList(value) && value.every(isText) && new Set(value.map(canonical)).size === value.length;

const ACCEPTS: ReadonlyMap<string, Accepts> = new Map([
  ...keywords('title description $comment $ref pattern format', isText),
  ...keywords('minLength maxLength minItems maxItems minProperties maxProperties', isCount),
  ...keywords('minimum maximum exclusiveMinimum exclusiveMaximum', isNumber),
  ...keywords('uniqueItems readOnly writeOnly', isFlag),
  ...keywords('enum examples', isList),
  ...keywords('required', isNames),
  ...keywords('multipleOf', (value) => Number(value) > 0 && isNumber(value)),
  ...[...MAP_KEYWORDS].map((keyword): [string, Accepts] => [keyword, (value) => isMap(keyword, value)]),
  ...keywords([...LIST_KEYWORDS].join(' '), isSchemas),
  ...keywords([...SCHEMA_KEYWORDS].join(' '), isSchema),
  ...keywords('items', (value) => isSchema(value) || isSchemas(value)),
]);

export const badValue: RepairRule = {
  explain:
    'a keyword holds a value of the wrong kind, so the schema cannot be compiled; the keyword is removed',
  apply(schema) {
    const bad = Object.keys(schema).filter(
      (keyword) => ACCEPTS.get(keyword)?.(schema[keyword] ?? null) === false,
    );
    if (bad.length === 0) return undefined;
    const mended = bad.map((keyword): [string, Json | undefined] => [
      keyword,
      mend(keyword, schema[keyword] ?? null),
    ]);
    const kept = mended.filter((entry): entry is [string, Json] => entry[1] !== undefined);
    const shown = bad.map((keyword) => `${keyword}: ${JSON.stringify(schema[keyword]).slice(0, 40)}`);
    return {
      schema: { ...without(schema, bad), ...Object.fromEntries(kept) } satisfies JsonObject,
      reason: `not a value for the keyword: ${shown.join(', ')}`,
    };
  },
};

/** What can be kept of a bad value: the good entries of a list or map. */
function mend(keyword: string, value: Json): Json | undefined {
  if (keyword === 'required' && isList(value)) return [...new Set(value.filter((name) => isText(name)))];
  if (MAP_KEYWORDS.has(keyword) && isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, isPart(keyword, part) ? part : {}]),
    );
  if (keyword === 'items' && isList(value) && value.length > 0)
    return value.map((schema) => (isSchema(schema) ? schema : {}));
  if (LIST_KEYWORDS.has(keyword) && isList(value)) {
    const schemas = value.filter(isSchema);
    return schemas.length > 0 ? schemas : undefined;
  }
  return undefined;
}

function isMap(keyword: string, value: Json): boolean {
  return isObject(value) && Object.values(value).every((part) => isPart(keyword, part));
}

/** An entry of a map of schemas; dependencies may be lists of names. */
function isPart(keyword: string, value: Json): boolean {
  return isSchema(value) || (keyword === 'dependencies' && isNames(value));
}

function isSchemas(value: Json): boolean {
  return isList(value) && value.length > 0 && value.every(isSchema);
}

function keywords(names: string, accepts: Accepts): [string, Accepts][] {
  return names.split(' ').map((name) => [name, accepts]);
}
