// Turns a reference that leads nowhere into a schema that accepts anything.
import { type JsonObject, mapSubschemas, without } from '../schema.ts';
import type { Resolve } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const danglingRef: RepairRule = {
  explain:
    'the reference reaches nothing in the document, or only itself, and nothing is fetched; anything is accepted there',
  apply(schema, { resolve }) {
    const ref = schema.$ref;
    if (typeof ref !== 'string') return undefined;
    const target = resolve(ref);
    if (target !== undefined && !isEndless(ref, resolve)) return undefined;
    const reason =
      target === undefined ? `nothing in the document is called ${ref}` : `${ref} only leads to itself`;
    return { schema: without(schema, '$ref'), reason };
  },
};

/** Whether a schema refers to itself for the same value: no validator could ever finish. */
function isEndless(ref: string, resolve: Resolve): boolean {
  const seen = new Set<string>();
  const queue = refsInPlace(resolve(ref));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === ref) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const inner of refsInPlace(resolve(next))) queue.push(inner);
  }
  return false;
}

const IN_PLACE = new Set('allOf anyOf oneOf not if then else dependencies dependentSchemas'.split(' '));

/** The references of a schema that hold for the very value that it describes. */
function refsInPlace(schema: JsonObject | undefined): string[] {
  if (schema === undefined) return [];
  const refs = typeof schema.$ref === 'string' ? [schema.$ref] : [];
  const inPlace = Object.entries(schema).filter(([keyword]) => IN_PLACE.has(keyword));
  mapSubschemas(Object.fromEntries(inPlace), (part) => {
    for (const ref of refsInPlace(part)) refs.push(ref);
    return part;
  });
  return refs;
}
