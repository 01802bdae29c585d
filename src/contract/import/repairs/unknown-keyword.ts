// Removes keywords that draft-07 does not have, such as `example`, `deprecated`, `xml` and `x-...`.
import { LIST_KEYWORDS, MAP_KEYWORDS, SCHEMA_KEYWORDS, without } from '../schema.ts';
import { ANNOTATIONS, KEYWORD_TYPES } from '../shape.ts';
import type { RepairRule } from './repair.ts';

const KNOWN = new Set([
  ...ANNOTATIONS,
  ...KEYWORD_TYPES.keys(),
  ...LIST_KEYWORDS,
  ...MAP_KEYWORDS,
  ...SCHEMA_KEYWORDS,
  ...['$ref', 'type', 'enum', 'const', 'nullable', 'x-tag'],
]);

const LATER = ['prefixItems', 'dependentSchemas', 'definitions', '$defs'];

export const unknownKeyword: RepairRule = {
  explain: 'the keyword is not one of draft-07; it is removed',
  apply(schema) {
    const unknown = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword) || LATER.includes(keyword));
    if (unknown.length === 0) return undefined;
    return { schema: without(schema, unknown), reason: unknown.join(', ') };
  },
};
