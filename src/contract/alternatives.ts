// Turns a compiled schema into answers about its parts: what they lead to, and how a value fails one of them.
import type { Ajv, AnySchemaObject } from 'ajv';
import { formatPointer } from '../json/pointer.ts';
import type { SchemaError } from './explain.ts';
import type { Alternatives } from './explain-union.ts';
import { lookup } from './import/pointer.ts';
import type { Json } from './import/schema.ts';

/** `key` is what Ajv knows the schema by. */
export function alternativesOf(schema: AnySchemaObject | boolean, ajv: Ajv, key: string): Alternatives {
  const pointers = new Map<unknown, string>();
  return {
    check(part, value) {
      if (pointers.size === 0) notePlaces(schema, '', pointers);
      const pointer = pointers.get(part);
      const validate = pointer === undefined ? undefined : ajv.getSchema(`${key}#${pointer}`);
      if (validate === undefined) return undefined;
      return validate(value) ? [] : ((validate.errors ?? []) as SchemaError[]);
    },
    reach(schemas) {
      const reached = new Set<unknown>();
      reachFrom(schemas, schema, reached);
      return reached;
    },
  };
}

/** Where in the schema each of its objects stands. Ajv's errors hold the very same objects. */
function notePlaces(part: unknown, pointer: string, pointers: Map<unknown, string>): void {
  if (typeof part !== 'object' || part === null) return;
  pointers.set(part, pointer);
  for (const [key, child] of Object.entries(part)) {
    notePlaces(child, pointer + formatPointer([encodeURIComponent(key)]), pointers);
  }
}

/** Adds a part of a schema, and what it leads to, by local references too. */
function reachFrom(part: unknown, root: unknown, reached: Set<unknown>): void {
  if (typeof part !== 'object' || part === null || reached.has(part)) return;
  reached.add(part);
  for (const [keyword, child] of Object.entries(part)) {
    if (keyword === '$ref' && typeof child === 'string' && child.startsWith('#')) {
      reachFrom(lookup(root as Json, decodeURIComponent(child.slice(1))), root, reached);
    } else reachFrom(child, root, reached);
  }
}
