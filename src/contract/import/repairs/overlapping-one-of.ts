// Turns `oneOf` into `anyOf` where a good value may fit two branches.
import { canonical, isObject, type JsonObject, without } from '../schema.ts';
import { branchesOf, follow, listedValues, type Resolve, typesOf } from '../shape.ts';
import { findTag } from '../tag.ts';
import type { RepairRule } from './repair.ts';

export const overlappingOneOf: RepairRule = {
  explain: 'a good value can fit two branches of oneOf, which then rejects it; anyOf accepts it',
  apply(schema, { resolve }) {
    const branches = 'oneOf' in schema && !('anyOf' in schema) ? branchesOf(schema) : undefined;
    if (branches === undefined) return undefined;
    const pair = overlapping(branches, resolve);
    if (pair === undefined) return undefined;
    return {
      schema: { ...without(schema, 'oneOf'), anyOf: schema.oneOf ?? [] },
      reason: `nothing keeps the branches ${pair.join(' and ')} apart`,
    };
  },
};

function overlapping(branches: readonly JsonObject[], resolve: Resolve): [number, number] | undefined {
  for (const [index, branch] of branches.entries())
    for (let other = index + 1; other < branches.length; other++)
      if (!areDisjoint(branch, branches[other] ?? {}, resolve)) return [index, other];
  return undefined;
}

function areDisjoint(a: JsonObject, b: JsonObject, resolve: Resolve): boolean {
  const types = typesOf(a, resolve);
  const others = typesOf(b, resolve);
  if (types !== undefined && others !== undefined && [...types].every((type) => !others.has(type)))
    return true;
  const values = listedValues(follow(a, resolve) ?? {});
  const otherValues = new Set(listedValues(follow(b, resolve) ?? {})?.map(canonical));
  if (values !== undefined && otherValues.size > 0)
    return values.every((value) => !otherValues.has(canonical(value)));
  const tag = isObject(a) ? findTag([a, b], resolve) : undefined;
  return tag !== undefined && tag.optional.length === 0 && tag.open === undefined;
}
