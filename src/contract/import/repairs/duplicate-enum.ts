// Removes values that an `enum` lists twice.
import { canonical, isList } from '../schema.ts';
import type { RepairRule } from './repair.ts';

export const duplicateEnum: RepairRule = {
  explain: 'enum lists a value twice, which does not compile; the repetition is removed',
  apply(schema) {
    const values = schema.enum;
    if (!isList(values)) return undefined;
    const once = [...new Map(values.map((value) => [canonical(value), value])).values()];
    if (once.length === values.length) return undefined;
    const seen = new Set<string>();
    const twice = values.map(canonical).filter((value) => seen.has(value) || !seen.add(value));
    return { schema: { ...schema, enum: once }, reason: `listed twice: ${[...new Set(twice)].join(', ')}` };
  },
};
