// Turns a document and the names of its messages into every named schema that they reach, with all references in one form.
import { parsePointer } from '../../json/pointer.ts';
import { type SourceDocument, UnusableDocument } from './document.ts';
import { join, lookup } from './pointer.ts';
import { isObject, isSchema, type Json, type JsonObject, rewrite } from './schema.ts';

export interface NamedSchema {
  schema: JsonObject;
  /** Where the schema stands in the source document. */
  pointer: string;
}

/** Named schemas in the order of their names; they refer to each other by `refTo(name)`. */
export type NamedSchemas = ReadonlyMap<string, NamedSchema>;

export const refTo = (name: string): string => `#${join('/definitions', name)}`;

/** The name in a reference made by `refTo`; of any other reference, nothing. */
export function refName(ref: Json | undefined): string | undefined {
  if (typeof ref !== 'string' || !ref.startsWith('#/definitions/')) return undefined;
  const segments = parsePointer(ref.slice(1));
  return segments.length === 2 ? segments[1] : undefined;
}

export function closureOf(source: SourceDocument, roots: readonly string[]): NamedSchemas {
  const names = new Names(source);
  const found = new Map<string, NamedSchema>();
  const queue = [...roots];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (found.has(name)) continue;
    const pointer = names.pointerOf(name);
    const schema = withoutDefinitions(lookup(source.root, pointer));
    if (schema === undefined) throw new UnusableDocument(`the schema ${name} is not an object`);
    const reached = (part: JsonObject): JsonObject => {
      const target = typeof part.$ref === 'string' ? names.ofRef(part.$ref) : undefined;
      if (target === undefined) return part;
      queue.push(target);
      return { ...part, $ref: refTo(target) };
    };
    found.set(name, { schema: rewrite(schema, reached) as JsonObject, pointer });
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Definitions inside a schema are reached by name or not at all, so the schema itself need not hold them. */
function withoutDefinitions(value: Json | undefined): JsonObject | undefined {
  if (value === false) return { not: {} };
  if (!isSchema(value)) return undefined;
  if (!isObject(value)) return {};
  const kept = Object.entries(value).filter(([keyword]) => keyword !== 'definitions' && keyword !== '$defs');
  return Object.fromEntries(kept);
}

/** Names for everything a reference can reach: the document's own, and new ones for places deep inside a schema. */
class Names {
  readonly #source: SourceDocument;
  readonly #pointers: Map<string, string>;
  readonly #names: Map<string, string>;
  readonly #ids = new Map<string, string>();

  constructor(source: SourceDocument) {
    this.#source = source;
    this.#pointers = new Map(source.pointers);
    this.#names = new Map([...source.pointers].map(([name, pointer]) => [pointer, name]));
    for (const pointer of source.pointers.values()) {
      const schema = lookup(source.root, pointer);
      const id = isObject(schema) ? schema.$id : undefined;
      if (typeof id === 'string' && id !== '') this.#ids.set(id.replace(/#$/, ''), pointer);
    }
  }

  pointerOf(name: string): string {
    const pointer = this.#pointers.get(name);
    if (pointer === undefined) throw new UnusableDocument(`the document has no schema named ${name}`);
    return pointer;
  }

  /** The name of what `ref` reaches in this document, or nothing when it dangles. */
  ofRef(ref: string): string | undefined {
    const pointer = this.#pointerOfRef(ref);
    if (pointer === undefined) return undefined;
    const known = this.#names.get(pointer);
    if (known !== undefined) return known;
    if (!isSchema(lookup(this.#source.root, pointer))) return undefined;
    const name = this.#newName(pointer);
    this.#names.set(pointer, name);
    this.#pointers.set(name, pointer);
    return name;
  }

  #pointerOfRef(ref: string): string | undefined {
    const exact = this.#ids.get(ref.replace(/#$/, ''));
    if (exact !== undefined) return exact;
    const [id = '', fragment = ''] = ref.split('#', 2);
    const base = id === '' ? '' : this.#ids.get(id);
    const path = decoded(fragment);
    if (base === undefined || path === undefined || (path !== '' && !path.startsWith('/'))) return undefined;
    return base + path;
  }

  #newName(pointer: string): string {
    const deep = parsePointer(pointer).filter(
      (segment) => !/^(components|schemas|definitions|\$defs|properties)$/.test(segment),
    );
    const name = deep.join('_').replace(/[^\w.-]+/g, '_') || 'Part';
    let free = name;
    for (let count = 2; this.#pointers.has(free); count++) free = `${name}_${count}`;
    return free;
  }
}

function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}
