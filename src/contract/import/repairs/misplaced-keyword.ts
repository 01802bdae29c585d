// Removes keywords that speak of another type than the one the schema declares.
import { without } from '../schema.ts';
import { declaredTypes, KEYWORD_TYPES } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const misplacedKeyword: RepairRule = {
  explain: 'a keyword for another type than the declared one has no effect; it is removed',
  apply(schema) {
    const types = declaredTypes(schema);
    if (types.length === 0) return undefined;
    const misplaced = Object.keys(schema).filter(
      (keyword) => KEYWORD_TYPES.get(keyword)?.some((type) => types.includes(type)) === false,
    );
    if (misplaced.length === 0) return undefined;
    return {
      schema: without(schema, misplaced),
      reason: `${misplaced.join(', ')} on the type ${types.join(' or ')}`,
    };
  },
};
