// Declares properties that are required and described nowhere.
import { isObject, stringsOf } from '../schema.ts';
import { declaredTypes } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const undeclaredRequired: RepairRule = {
  explain: 'a required property is not among the properties; it is declared as anything',
  apply(schema) {
    const properties = isObject(schema.properties) ? schema.properties : {};
    const missing = stringsOf(schema.required).filter((name) => !Object.hasOwn(properties, name));
    if (missing.length === 0 || declaredTypes(schema).join() !== 'object' || 'allOf' in schema)
      return undefined;
    const declared = Object.fromEntries(missing.map((name) => [name, {}]));
    return {
      schema: { ...schema, properties: { ...properties, ...declared } },
      reason: `required and not described: ${missing.join(', ')}`,
    };
  },
};
