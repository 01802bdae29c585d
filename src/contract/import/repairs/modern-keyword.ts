// Writes keywords that came after draft-07 in draft-07's words.
import { isList, isObject, isSchema, type Json, type JsonObject, without } from '../schema.ts';
import type { RepairRule } from './repair.ts';

export const modernKeyword: RepairRule = {
  explain: 'a keyword came after draft-07; it is written as draft-07 has it',
  apply(schema) {
    const found = ['prefixItems', 'dependentRequired', 'dependentSchemas'].filter(
      (keyword) => keyword in schema,
    );
    if (found.length === 0) return undefined;
    return { schema: withDependencies(withTuple(schema)), reason: found.join(', ') };
  },
};

function withTuple(schema: JsonObject): JsonObject {
  const { prefixItems, items, ...rest } = schema;
  if (prefixItems === undefined) return schema;
  if (!isList(prefixItems)) return without(schema, 'prefixItems');
  return { ...rest, items: prefixItems, ...(items !== undefined && { additionalItems: items }) };
}

function withDependencies(schema: JsonObject): JsonObject {
  const parts = ['dependencies', 'dependentRequired', 'dependentSchemas']
    .map((keyword) => schema[keyword])
    .filter((part): part is JsonObject => isObject(part));
  const plain = without(schema, 'dependentRequired', 'dependentSchemas');
  if (parts.length === 0) return plain;
  const names = new Set(parts.flatMap((part) => Object.keys(part)));
  const entries = [...names].map((name): [string, Json] => {
    const said = parts.flatMap((part) => (Object.hasOwn(part, name) ? [part[name] ?? {}] : []));
    return [name, said.length === 1 ? (said[0] ?? {}) : { allOf: said.map(asSchema) }];
  });
  return { ...plain, dependencies: Object.fromEntries(entries) };
}

function asSchema(dependency: Json): Json {
  if (isList(dependency)) return { type: 'object', required: [...new Set(dependency)] };
  return isSchema(dependency) ? dependency : {};
}
