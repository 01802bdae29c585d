// Removes an `enum` that lists nothing.
import { isList, without } from '../schema.ts';
import type { RepairRule } from './repair.ts';

export const emptyEnum: RepairRule = {
  explain: 'enum without values accepts nothing and does not compile; it is removed',
  apply(schema) {
    const values = schema.enum;
    if (!isList(values) || values.length > 0) return undefined;
    return { schema: without(schema, 'enum'), reason: 'enum lists no value' };
  },
};
