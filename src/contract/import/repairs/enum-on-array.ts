// Moves an `enum` of item values from an array to its items.
import { isList, isObject, without } from '../schema.ts';
import { declaredTypes } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const enumOnArray: RepairRule = {
  explain:
    'enum on an array lists what its items may be, so no array can equal one of them; it moves to the items',
  apply(schema) {
    const values = schema.enum;
    if (!isList(values) || values.length === 0 || values.some((value) => isList(value))) return undefined;
    if (declaredTypes(schema).join() !== 'array') return undefined;
    const items = isObject(schema.items) ? schema.items : {};
    const listed = isList(items.enum) ? items : { ...items, enum: values };
    return {
      schema: { ...without(schema, 'enum'), items: listed },
      reason: `${values.length} values stand on the array, not on its items`,
    };
  },
};
