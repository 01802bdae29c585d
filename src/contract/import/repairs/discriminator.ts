// Turns OpenAPI's `discriminator` into a hint at the tag of the union.
import { isObject, without } from '../schema.ts';
import type { RepairRule } from './repair.ts';

export const discriminator: RepairRule = {
  explain: 'discriminator is a keyword of OpenAPI only; the property it names is kept as the hint x-tag',
  apply(schema) {
    const hint = schema.discriminator;
    if (hint === undefined) return undefined;
    const name = isObject(hint) ? hint.propertyName : hint;
    const plain = without(schema, 'discriminator');
    const union = 'oneOf' in schema || 'anyOf' in schema;
    if (!union || typeof name !== 'string') return { schema: plain, reason: 'it tells no branches apart' };
    return { schema: { ...plain, 'x-tag': name }, reason: `the branches are told apart by ${name}` };
  },
};
