// Turns the boolean `exclusiveMinimum` and `exclusiveMaximum` of OpenAPI 3.0 into the numbers of draft-07.
import { type JsonObject, without } from '../schema.ts';
import type { RepairRule } from './repair.ts';

const BOUNDS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

export const booleanExclusive: RepairRule = {
  explain: 'a boolean exclusive bound is a form of OpenAPI 3.0; the bound itself becomes exclusive',
  apply(schema) {
    const found = BOUNDS.filter(([exclusive]) => typeof schema[exclusive] === 'boolean');
    if (found.length === 0) return undefined;
    const mended = found.reduce<JsonObject>((current, [exclusive, bound]) => {
      const limit = current[bound];
      if (current[exclusive] !== true || typeof limit !== 'number') return without(current, exclusive);
      return { ...without(current, bound), [exclusive]: limit };
    }, schema);
    return { schema: mended, reason: found.map(([exclusive]) => exclusive).join(' and ') };
  },
};
