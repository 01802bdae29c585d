// Gives a schema the type of the values it lists when the type it declares fits none of them.
import { declaredTypes, listedValues, typeOfValue } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const enumType: RepairRule = {
  explain: 'no listed value has the declared type, so nothing is accepted; the type follows the values',
  apply(schema) {
    const values = listedValues(schema);
    const types = declaredTypes(schema).map((type) => (type === 'integer' ? 'number' : type));
    if (values === undefined || values.length === 0 || types.length === 0) return undefined;
    const found = [...new Set(values.map(typeOfValue))];
    const [only] = found;
    if (only === undefined || found.some((type) => types.includes(type))) return undefined;
    return {
      schema: { ...schema, type: found.length === 1 ? only : found },
      reason: `declared ${types.join(' or ')}, listed ${found.join(' and ')}`,
    };
  },
};
