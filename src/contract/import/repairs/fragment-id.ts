// Removes `$id`, `id` and `$schema` inside a document: there they name places that do not exist.
import { without } from '../schema.ts';
import type { RepairRule } from './repair.ts';

const IDENTITIES = ['$id', 'id', '$schema', '$anchor'];

export const fragmentId: RepairRule = {
  explain: 'an identifier inside the document moves the base of every reference below it; it is removed',
  apply(schema) {
    const found = IDENTITIES.filter((keyword) => typeof schema[keyword] === 'string');
    if (found.length === 0) return undefined;
    const shown = found.map((keyword) => `${keyword} ${JSON.stringify(schema[keyword])}`);
    return { schema: without(schema, found), reason: `identifier removed: ${shown.join(', ')}` };
  },
};
