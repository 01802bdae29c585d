// What can be said of a schema without any value at hand: its types, its listed values, the branches of its union.
import { isList, isObject, isSchema, type Json, type JsonObject, stringsOf, without } from './schema.ts';

/** Follows one reference; nothing when it dangles. */
export type Resolve = (ref: string) => JsonObject | undefined;

export const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

/** Keywords that say something to a reader and nothing to a validator. */
export const ANNOTATIONS = [
  'title',
  'description',
  'default',
  'examples',
  '$comment',
  'readOnly',
  'writeOnly',
];

/** The one type that each keyword speaks of; keywords for every type are absent. */
export const KEYWORD_TYPES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    string: 'minLength maxLength pattern format contentEncoding contentMediaType',
    number: 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
    array: 'items additionalItems minItems maxItems uniqueItems contains',
    object:
      'properties patternProperties additionalProperties propertyNames required minProperties maxProperties dependencies',
  }).flatMap(([type, keywords]) =>
    keywords
      .split(' ')
      .map((keyword): [string, string[]] => [keyword, type === 'number' ? ['number', 'integer'] : [type]]),
  ),
);

export function typeOfValue(value: Json): string {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  return typeof value;
}

export const declaredTypes = (schema: JsonObject): string[] =>
  typeof schema.type === 'string' ? [schema.type] : stringsOf(schema.type);

/** The values that a schema lists, or nothing when it does not list them. */
export function listedValues(schema: JsonObject): readonly Json[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  return isList(schema.enum) ? schema.enum : undefined;
}

/** The types a schema allows, references followed; nothing when it allows any. An integer is a number. */
export function typesOf(schema: JsonObject, resolve: Resolve, depth = 8): Set<string> | undefined {
  if (depth === 0) return undefined;
  if (typeof schema.$ref === 'string') {
    const target = resolve(schema.$ref);
    return target && typesOf(target, resolve, depth - 1);
  }
  const declared = declaredTypes(schema);
  if (declared.length > 0) return new Set(declared.map((type) => (type === 'integer' ? 'number' : type)));
  const values = listedValues(schema);
  if (values !== undefined) return new Set(values.map(typeOfValue));
  const parts = isList(schema.allOf) ? schema.allOf.filter(isObject) : [];
  const common = parts
    .map((part) => typesOf(part, resolve, depth - 1))
    .filter((types) => types !== undefined);
  const [first, ...rest] = common;
  if (first !== undefined)
    return new Set([...first].filter((type) => rest.every((types) => types.has(type))));
  const branches = branchesOf(schema)?.map((branch) => typesOf(branch, resolve, depth - 1));
  if (!branches?.every((types) => types !== undefined)) return undefined;
  return new Set(branches.flatMap((types) => [...types]));
}

/** Keywords that only say what a file is. */
export const IDENTITY = ['$schema', '$id', 'definitions'];

const BESIDE_UNION = [...ANNOTATIONS, ...IDENTITY, 'type', 'nullable', 'discriminator', 'x-tag'];

/** The branches of a schema that is a union and nothing more (annotations and `type` aside). */
export function branchesOf(schema: JsonObject): JsonObject[] | undefined {
  const keyword = 'anyOf' in schema ? 'anyOf' : 'oneOf';
  const rest = Object.keys(without(schema, keyword, BESIDE_UNION));
  const list = schema[keyword];
  if (rest.length > 0 || !isList(list) || !list.every(isSchema)) return undefined;
  return list.map((branch) => (branch === false ? { not: {} } : branch === true ? {} : branch));
}

/** A chain of references followed to the schema at its end. */
export function follow(schema: JsonObject, resolve: Resolve): JsonObject | undefined {
  let here: JsonObject | undefined = schema;
  for (let steps = 0; here !== undefined && typeof here.$ref === 'string'; steps++)
    here = steps < 8 ? resolve(here.$ref) : undefined;
  return here;
}

/** Nothing but one type: `{type: "string"}`, annotations aside. */
export function isBareType(schema: JsonObject): boolean {
  const kept = without(schema, ANNOTATIONS);
  return Object.keys(kept).join() === 'type' && typeof kept.type === 'string';
}
