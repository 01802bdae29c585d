// A JSON Schema as plain data, and the one walk that knows which keywords hold further schemas.
import { formatPointer } from '../../json/pointer.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isSchema = (value: Json | undefined): value is boolean | JsonObject =>
  typeof value === 'boolean' || isObject(value);

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

export const stringsOf = (value: Json | undefined): string[] =>
  isList(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** Keywords whose value is one schema, a list of schemas, or a map of schemas (draft-07 and what came before and after). */
export const SCHEMA_KEYWORDS = new Set(
  'items additionalItems contains additionalProperties propertyNames not if then else'.split(' '),
);
export const LIST_KEYWORDS = new Set('allOf anyOf oneOf items prefixItems'.split(' '));
export const MAP_KEYWORDS = new Set(
  'properties patternProperties dependencies dependentSchemas definitions $defs'.split(' '),
);

type Visit = (schema: JsonObject, pointer: string) => Json;

/** Replaces every direct subschema by what `visit` makes of it; `pointer` is relative to `schema`. */
export function mapSubschemas(schema: JsonObject, visit: Visit): JsonObject {
  const seen = (value: Json, pointer: string): Json => (isObject(value) ? visit(value, pointer) : value);
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]): [string, Json] => {
      const at = formatPointer([keyword]);
      if (LIST_KEYWORDS.has(keyword) && isList(value))
        return [keyword, value.map((entry, index) => seen(entry, at + formatPointer([index])))];
      if (SCHEMA_KEYWORDS.has(keyword)) return [keyword, seen(value, at)];
      if (MAP_KEYWORDS.has(keyword) && isObject(value)) {
        const entries = Object.entries(value).map(([name, entry]): [string, Json] => [
          name,
          seen(entry, at + formatPointer([name])),
        ]);
        return [keyword, Object.fromEntries(entries)];
      }
      return [keyword, value];
    }),
  );
}

/** Rewrites a whole schema from the leaves up; `pointer` names the place in the schema as it was. */
export function rewrite(schema: JsonObject, change: Visit, pointer = ''): Json {
  return change(
    mapSubschemas(schema, (child, at) => rewrite(child, change, pointer + at)),
    pointer,
  );
}

/** Every schema object in a schema, itself first, each with its pointer. */
export function everySchema(schema: JsonObject, pointer = ''): { schema: JsonObject; pointer: string }[] {
  const found = [{ schema, pointer }];
  mapSubschemas(schema, (child, at) => {
    for (const inner of everySchema(child, pointer + at)) found.push(inner);
    return child;
  });
  return found;
}

/** `schema` without the named keywords. */
export function without(
  schema: JsonObject,
  ...keywords: readonly (string | readonly string[])[]
): JsonObject {
  const left = new Set(keywords.flat());
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !left.has(keyword)));
}

/** Text that is equal for equal JSON values, whatever the order of their keys. */
export function canonical(value: Json): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.keys(value).sort();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(',')}}`;
}
