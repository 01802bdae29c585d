// Closes the objects of schema files, so that each property that the contract does not know becomes one error.
import { join, lookup } from '../../../src/contract/import/pointer.ts';
import {
  everySchema,
  isList,
  isObject,
  type JsonObject,
  without,
} from '../../../src/contract/import/schema.ts';
import { ANNOTATIONS, branchesOf, type Resolve, typesOf } from '../../../src/contract/import/shape.ts';
import { type LinkedFiles, placeOf } from './link.ts';

/** Keywords whose parts describe the same value as the schema they stand in. */
const COMPOSING = ['allOf', 'anyOf', 'oneOf', 'then', 'else', '$ref'];
/** Keywords that only ask whether a value fits: what they ask must not change. */
const ASKING = ['not', 'if', 'contains', 'dependencies'];

/**
 * What closes a schema of `file`. Closed is an object that lists properties and says nothing of others; a composed one is closed to
 * what its parts know together, and the parts stay open. A map stays open, and so does whatever a map takes part in.
 */
export function closer(
  linked: LinkedFiles,
  open: ReadonlySet<string>,
  file: string,
): (part: JsonObject, pointer: string) => JsonObject {
  const root = linked.files.get(file) ?? {};
  return (part, pointer) => {
    const original = lookup(root, pointer);
    if (!isObject(original) || open.has(placeOf(String(root.$id), pointer))) return part;
    if (!isObject(original.properties) && !isComposed(original)) return part;
    const names = namesOf(original, linked.resolve);
    if (names === undefined || names.size === 0) return part;
    const own = isObject(part.properties) ? part.properties : {};
    const others = [...names]
      .filter((name) => !Object.hasOwn(own, name))
      .map((name) => [name, true] as const);
    const onlyObjects = [...(typesOf(original, linked.resolve) ?? [])].join() === 'object';
    return {
      ...part,
      ...(onlyObjects && { type: 'object' }),
      properties: { ...own, ...Object.fromEntries(others) },
      additionalProperties: false,
    };
  };
}

/** The places of all schemas that are only parts of a composed one, or are asked after. */
export function openPlaces({ files, resolve }: LinkedFiles): Set<string> {
  const open = new Set<string>();
  const openParts = (schema: JsonObject, place: string): void => {
    for (const part of partsOf(schema, place, COMPOSING)) {
      if (open.has(part)) continue;
      open.add(part);
      openParts(resolve(part) ?? {}, part);
    }
  };
  for (const root of files.values())
    for (const { schema, pointer } of everySchema(root)) {
      const place = placeOf(String(root.$id), pointer);
      if (isComposed(schema)) openParts(schema, place);
      for (const asked of partsOf(schema, place, ASKING))
        for (const inner of everySchema(resolve(asked) ?? {})) open.add(asked + inner.pointer);
    }
  return open;
}

function partsOf(schema: JsonObject, place: string, keywords: readonly string[]): string[] {
  return keywords.flatMap((keyword) => {
    const value = schema[keyword];
    if (keyword === '$ref') return typeof value === 'string' ? [value] : [];
    if (isList(value)) return value.map((_, index) => join(place, keyword, index));
    if (keyword === 'dependencies' && isObject(value))
      return Object.keys(value).map((name) => join(place, keyword, name));
    return isObject(value) ? [join(place, keyword)] : [];
  });
}

/** More than a reference, more than a union: several schemas for one value. */
function isComposed(schema: JsonObject): boolean {
  const said = Object.keys(without(schema, ...ANNOTATIONS));
  return said.some((keyword) => COMPOSING.includes(keyword)) && said.join() !== '$ref' && !branchesOf(schema);
}

/** The properties that a schema and its parts know; nothing when they take any. */
function namesOf(schema: JsonObject, resolve: Resolve, depth = 8): Set<string> | undefined {
  if (depth === 0 || 'additionalProperties' in schema || 'patternProperties' in schema) return undefined;
  const names = new Set(isObject(schema.properties) ? Object.keys(schema.properties) : []);
  for (const keyword of COMPOSING)
    for (const part of inPlace(schema, keyword, resolve)) {
      if (part === undefined) return undefined;
      if (typesOf(part, resolve)?.has('object') === false) continue;
      const inner = namesOf(part, resolve, depth - 1);
      const takesAny = inner?.size === 0 && (keyword === 'anyOf' || keyword === 'oneOf');
      if (inner === undefined || takesAny) return undefined;
      for (const name of inner) names.add(name);
    }
  return names;
}

function inPlace(schema: JsonObject, keyword: string, resolve: Resolve): (JsonObject | undefined)[] {
  const value = schema[keyword];
  if (keyword === '$ref') return typeof value === 'string' ? [resolve(value)] : [];
  if (isList(value)) return value.map((part) => (isObject(part) ? part : {}));
  return isObject(value) ? [value] : [];
}
