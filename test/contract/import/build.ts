// Turns schema files into payloads: the smallest instance of a schema, and one payload for each branch of each union.

import type { SchemaFiles } from '../../../src/contract/import/layout.ts';
import { join } from '../../../src/contract/import/pointer.ts';
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  stringsOf,
} from '../../../src/contract/import/schema.ts';
import { branchesOf, declaredTypes, listedValues, type Resolve } from '../../../src/contract/import/shape.ts';
import { link } from '../oracle/link.ts';

export interface BranchPayload {
  /** The union, as `<file>#<pointer>`, and which of its branches the payload takes. */
  union: string;
  branch: number;
  /** Where in the payload the branch stands. */
  pointer: string;
  payload: Json;
}

/** Everything a test asks of schema files. */
export class Payloads {
  readonly #resolve: Resolve;
  readonly #files: SchemaFiles;

  constructor(files: SchemaFiles) {
    const linked = link(files);
    this.#resolve = linked.resolve;
    this.#files = linked.files;
  }

  root(file: string): JsonObject {
    const schema = this.#files.get(file);
    if (schema === undefined) throw new Error(`no file ${file}`);
    return schema;
  }

  /** The schema behind any references. */
  target(schema: JsonObject): JsonObject {
    const next = typeof schema.$ref === 'string' ? this.#resolve(schema.$ref) : undefined;
    return next === undefined ? schema : this.target(next);
  }

  /** The smallest instance: required properties only, first branches, first values. */
  smallest(schema: JsonObject): Json {
    return this.#instance(schema, 0);
  }

  /** An instance with every property it may have, those within `levels` objects filled as well. */
  largest(schema: JsonObject, levels = 1): Json {
    return this.#instance(schema, levels);
  }

  #instance(schema: JsonObject, levels: number): Json {
    const here = this.target(schema);
    const values = listedValues(here);
    if (values !== undefined) return values[0] ?? null;
    const [branch] = branchesOf(here) ?? [];
    if (branch !== undefined) return this.#instance(branch, levels);
    const parts = isList(here.allOf) ? here.allOf.filter(isObject) : [];
    const [type] = declaredTypes(here);
    switch (type ?? (parts.length > 0 || here.properties ? 'object' : 'string')) {
      case 'object':
        return Object.assign(
          {},
          ...parts.map((part) => this.#instance(part, levels)),
          this.#object(here, levels),
        );
      case 'array':
        return levels > 0 && isObject(here.items) ? [this.#instance(here.items, levels - 1)] : [];
      case 'number':
      case 'integer':
        return Math.min(Number(here.maximum ?? Infinity), Math.max(0, Number(here.minimum ?? 0)));
      case 'boolean':
        return false;
      case 'null':
        return null;
      default:
        return textFor(here);
    }
  }

  #object(schema: JsonObject, levels: number): JsonObject {
    const required = stringsOf(schema.required);
    const properties = Object.entries(isObject(schema.properties) ? schema.properties : {});
    const wanted = properties.filter(([name]) => levels > 0 || required.includes(name));
    return Object.fromEntries(
      wanted.map(([name, property]) => [
        name,
        this.#instance(isObject(property) ? property : {}, Math.max(0, levels - 1)),
      ]),
    );
  }

  /** For each branch of each union that `file` reaches, a payload of `file` that takes it, by the shortest way. */
  *ofEveryBranch(file: string, levels = 1): Generator<BranchPayload> {
    type Visit = { schema: JsonObject; place: string; pointer: string; wrap: (inner: Json) => Json };
    const queue: Visit[] = [
      { schema: this.root(file), place: `${file}#`, pointer: '', wrap: (inner) => inner },
    ];
    const seen = new Set<string>();
    for (let visit = queue.shift(); visit !== undefined; visit = queue.shift()) {
      const { pointer, wrap } = visit;
      const place = typeof visit.schema.$ref === 'string' ? visit.schema.$ref : visit.place;
      const schema = this.target(visit.schema);
      if (seen.has(place)) continue;
      seen.add(place);
      const branches = branchesOf(schema) ?? [];
      for (const [branch, part] of branches.entries()) {
        yield { union: place, branch, pointer, payload: wrap(this.largest(part, levels)) };
        queue.push({ schema: part, place: join(place, 'anyOf', branch), pointer, wrap });
      }
      for (const [name, part] of Object.entries(isObject(schema.properties) ? schema.properties : {}))
        if (isObject(part))
          queue.push({
            schema: part,
            place: join(place, 'properties', name),
            pointer: join(pointer, name),
            wrap: (inner) => wrap({ ...(this.smallest(schema) as JsonObject), [name]: inner }),
          });
      if (isObject(schema.items))
        queue.push({
          schema: schema.items,
          place: join(place, 'items'),
          pointer: join(pointer, 0),
          wrap: (inner) => wrap([inner]),
        });
      if (isObject(schema.additionalProperties))
        queue.push({
          schema: schema.additionalProperties,
          place: join(place, 'additionalProperties'),
          pointer: join(pointer, 'any'),
          wrap: (inner) => wrap({ any: inner }),
        });
    }
  }
}

const TEXTS = [
  'text',
  'TEXT',
  '2025-05-04T13:15:26.623Z',
  '+15550100',
  'a:1',
  'customer.speech.timeout',
  'custom.event',
];

function textFor({ pattern, minLength = 0, maxLength = 4096 }: JsonObject): string {
  const fits = (text: string): boolean =>
    text.length <= Number(maxLength) && (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text));
  const texts = TEXTS.map((text) => text.padEnd(Number(minLength), 'x').slice(0, Number(maxLength)));
  const found = texts.find(fits);
  if (found === undefined) throw new Error(`no text for the pattern ${String(pattern)}`);
  return found;
}
