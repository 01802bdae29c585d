// Turns keywords beside `$ref` into what they mean in their dialect: a second constraint, or nothing.
import { without } from '../schema.ts';
import { ANNOTATIONS } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const refSiblings: RepairRule = {
  explain:
    'draft-07 ignores keywords beside $ref; they are joined with it by allOf where the document counts them (OpenAPI 3.1), and removed where it does not',
  apply(schema, { refSiblings: count }) {
    if (typeof schema.$ref !== 'string') return undefined;
    const siblings = Object.keys(without(schema, '$ref', 'nullable', 'x-tag', ANNOTATIONS));
    if (siblings.length === 0) return undefined;
    const kept = without(schema, '$ref', siblings);
    const reason = `beside $ref: ${siblings.join(', ')}`;
    if (!count) return { schema: { ...kept, $ref: schema.$ref }, reason };
    const beside = Object.fromEntries(
      Object.entries(schema).filter(([keyword]) => siblings.includes(keyword)),
    );
    return { schema: { ...kept, allOf: [{ $ref: schema.$ref }, beside] }, reason };
  },
};
