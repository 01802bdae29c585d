// Removes an `enum` that stands beside a union whose branches list values of their own.
import { canonical, isObject, type JsonObject, without } from '../schema.ts';
import { branchesOf, listedValues } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const enumBesideUnion: RepairRule = {
  explain: 'enum beside a union forbids values that the branches list; the branches decide',
  apply(schema) {
    const outer = listedValues(schema);
    const inner = branchesOf(without(schema, 'enum', 'const'))?.map(valuesOf);
    if (outer === undefined || !inner?.every((values) => values !== undefined)) return undefined;
    const known = new Set(outer.map(canonical));
    const lost = inner.flat().filter((value) => !known.has(canonical(value)));
    return {
      schema: without(schema, 'enum', 'const'),
      reason:
        lost.length > 0 ? `it forbids ${lost.map(canonical).join(', ')}` : 'it says what the branches say',
    };
  },
};

const valuesOf = (branch: JsonObject) => (isObject(branch) ? listedValues(branch) : undefined);
