// Turns a union of known strings and any string into one string that keeps the known ones as examples.
import { canonical, isList, type JsonObject, without } from '../schema.ts';
import { ANNOTATIONS, branchesOf, declaredTypes, listedValues } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const openEnum: RepairRule = {
  explain:
    'a known string fits both "one of these" and "any string", so oneOf rejects it; the branches become one string, the known values its examples',
  apply(schema) {
    const branches = branchesOf(schema);
    const strings = branches?.filter((branch) => declaredTypes(branch).join() === 'string') ?? [];
    const open = strings.find((branch) => Object.keys(without(branch, ANNOTATIONS)).join() === 'type');
    if (branches === undefined || open === undefined || strings.length < 2) return undefined;
    const known = strings.flatMap(
      (branch) => listedValues(branch) ?? (isList(branch.examples) ? branch.examples : []),
    );
    const examples = [...new Map(known.map((value) => [canonical(value), value])).values()];
    const merged: JsonObject = {
      ...without(open, 'title'),
      type: 'string',
      ...(examples.length > 0 && { examples }),
    };
    const others = branches.filter((branch) => !strings.includes(branch));
    const outer = without(schema, 'anyOf', 'oneOf', 'discriminator');
    return {
      schema: others.length === 0 ? { ...outer, ...merged } : { ...outer, anyOf: [merged, ...others] },
      reason: `${known.length} known values beside any string`,
    };
  },
};
