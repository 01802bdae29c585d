// Turns `allOf` with a single reference into that reference.
import { isList, isObject, without } from '../schema.ts';
import { ANNOTATIONS } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const singleAllOf: RepairRule = {
  explain: 'allOf around a single reference says no more than the reference; it is unwrapped',
  apply(schema) {
    const parts = schema.allOf;
    const [only, second] = isList(parts) ? parts : [];
    if (second !== undefined || !isObject(only) || typeof only.$ref !== 'string') return undefined;
    const beside = Object.keys(without(schema, 'allOf', 'nullable', ANNOTATIONS));
    if (beside.some((keyword) => !/^(x-|example|deprecated|discriminator$)/.test(keyword))) return undefined;
    return {
      schema: { ...without(schema, 'allOf'), ...only },
      reason: `allOf holds only ${only.$ref.replace('#/definitions/', '')}`,
    };
  },
};
