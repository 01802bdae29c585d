// Turns a union of one branch that is repeated in `allOf` into the union alone.
import { canonical, isList, isObject, type Json, without } from '../schema.ts';
import type { RepairRule } from './repair.ts';

export const repeatedComposition: RepairRule = {
  explain: 'allOf repeats the only branch of oneOf or anyOf; the repetition is removed',
  apply(schema) {
    const parts = schema.allOf;
    const union = schema.oneOf ?? schema.anyOf;
    if (!isList(parts) || !isList(union) || union.length !== 1) return undefined;
    const branch = essence(union[0] ?? null);
    const others = parts.filter((part) => essence(part) !== branch);
    if (others.length === parts.length) return undefined;
    const rest = without(schema, 'allOf');
    return {
      schema: others.length === 0 ? rest : { ...rest, allOf: others },
      reason: 'allOf says again what the only branch says',
    };
  },
};

const essence = (part: Json): string =>
  canonical(isObject(part) ? without(part, 'title', 'description') : part);
