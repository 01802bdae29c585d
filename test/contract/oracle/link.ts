// Turns the references of schema files into absolute ones, and follows them.
import { BASE_ID, type SchemaFiles } from '../../../src/contract/import/layout.ts';
import { lookup } from '../../../src/contract/import/pointer.ts';
import { isObject, type JsonObject, rewrite } from '../../../src/contract/import/schema.ts';
import type { Resolve } from '../../../src/contract/import/shape.ts';

export interface LinkedFiles {
  /** The files with absolute references and an absolute `$id` each. */
  files: SchemaFiles;
  /** The schema at an absolute reference, or at a place. */
  resolve: Resolve;
}

/** Where a schema stands, in the form of an absolute reference. */
export const placeOf = (id: string, pointer: string): string => `${id}#${pointer}`;

export function link(files: SchemaFiles): LinkedFiles {
  const linked = new Map<string, JsonObject>();
  const byId = new Map<string, JsonObject>();
  for (const [file, schema] of files) {
    const id = new URL(typeof schema.$id === 'string' ? schema.$id : file, BASE_ID).href.replace(/#$/, '');
    const absolute = rewrite({ ...schema, $id: id }, (part) =>
      typeof part.$ref === 'string' ? { ...part, $ref: absoluteRef(part.$ref, id) } : part,
    ) as JsonObject;
    linked.set(file, absolute);
    byId.set(id, absolute);
  }
  const resolve: Resolve = (ref) => {
    const [id = '', pointer = ''] = ref.split('#', 2);
    const file = byId.get(id);
    const found = file && lookup(file, pointer);
    return isObject(found) ? found : undefined;
  };
  return { files: linked, resolve };
}

/** A reference with its pointer written as a URI fragment. */
export function writtenRef(ref: string): string {
  const [id = '', pointer = ''] = ref.split('#', 2);
  return `${id}#${encodeURI(pointer)}`;
}

function absoluteRef(ref: string, base: string): string {
  const url = new URL(ref, base);
  const pointer = decodeURIComponent(url.hash.replace(/^#/, ''));
  url.hash = '';
  return placeOf(url.href, pointer);
}
