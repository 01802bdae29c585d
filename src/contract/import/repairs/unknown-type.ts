// Removes types that JSON Schema does not have, such as `any` or `file`.
import { isList, without } from '../schema.ts';
import { TYPES } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const unknownType: RepairRule = {
  explain: 'the type is none of the seven that JSON Schema has; it is removed, so that any value is accepted',
  apply(schema) {
    const { type } = schema;
    if (type === undefined) return undefined;
    const said = isList(type) ? type : [type];
    const known = [...new Set(said)].filter((name) => typeof name === 'string' && TYPES.includes(name));
    if (said.length > 0 && known.length === said.length) return undefined;
    const [only] = known;
    // With one unknown type among several the schema accepted more than the known ones.
    const dropped = said.some((name) => typeof name !== 'string' || !TYPES.includes(name));
    return {
      schema:
        dropped || only === undefined
          ? without(schema, 'type')
          : { ...schema, type: known.length === 1 ? only : known },
      reason: `${JSON.stringify(type)} is not a type of JSON Schema`,
    };
  },
};
