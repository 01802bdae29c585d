// Turns a union of several lists of values into one list.
import { canonical, without } from '../schema.ts';
import { ANNOTATIONS, branchesOf, declaredTypes, listedValues } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const splitEnum: RepairRule = {
  explain:
    'several branches only list values of one type, which oneOf rejects where they overlap; they become one list',
  apply(schema) {
    const branches = branchesOf(schema);
    const [first, second] = branches ?? [];
    if (branches === undefined || first === undefined || second === undefined) return undefined;
    const type = declaredTypes(first).join();
    const lists = branches.every(
      (branch) =>
        declaredTypes(branch).join() === type &&
        Object.keys(without(branch, ANNOTATIONS, 'type')).join() === 'enum',
    );
    if (type === '' || !lists) return undefined;
    const values = branches.flatMap((branch) => listedValues(branch) ?? []);
    return {
      schema: {
        ...without(schema, 'anyOf', 'oneOf', 'type'),
        type: first.type ?? null,
        enum: [...new Map(values.map((value) => [canonical(value), value])).values()],
      },
      reason: `${branches.length} lists of values of the type ${type}`,
    };
  },
};
