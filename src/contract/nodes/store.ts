// Turns schema files into nodes; each is made when it is first asked for.
import { TurnlineError } from '../../errors.ts';
import { parsePointer } from '../../json/pointer.ts';
import { Branches } from './branches.ts';
import { kindsIn } from './kinds.ts';
import { Node, NodeRef } from './node.ts';
import { rulesIn } from './rules.ts';

/** Gives the schema document of a file name. */
export type ReadSchema = (file: string) => unknown;

/** The nodes of a set of schema files that refer to each other by relative references. */
export class NodeStore {
  readonly #read: ReadSchema;
  readonly #files = new Map<string, unknown>();
  readonly #refs = new Map<string, NodeRef>();

  constructor(read: ReadSchema) {
    this.#read = read;
  }

  /** The node of `file#/pointer`. */
  ref(target: string): NodeRef {
    const known = this.#refs.get(target);
    if (known !== undefined) return known;
    const [file = '', pointer = ''] = target.split('#');
    const made = new NodeRef(() => this.#make(this.#lookUp(file, pointer), file));
    this.#refs.set(target, made);
    return made;
  }

  #lookUp(file: string, pointer: string): unknown {
    let schema = this.#files.get(file);
    if (schema === undefined) {
      schema = this.#read(file);
      this.#files.set(file, schema);
    }
    for (const name of parsePointer(decodeURIComponent(pointer))) {
      schema = isObject(schema) ? schema[name] : undefined;
    }
    return schema;
  }

  #make(schema: unknown, file: string): Node {
    if (!isObject(schema)) return new Node(schema === false ? { kinds: 0 } : {});
    if (typeof schema.$ref === 'string') {
      const { $ref } = schema;
      return this.ref($ref.startsWith('#') ? `${file}${$ref}` : $ref).node;
    }
    const part = (child: unknown): NodeRef => this.#part(child, file);
    const { properties, additionalProperties, items, required } = schema;
    const branches = schema.anyOf ?? schema.oneOf;
    for (const keyword of BEYOND) {
      if (keyword in schema)
        throw new TurnlineError('schema', `the keyword ${keyword} is beyond what this contract may use`);
    }
    const names = Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
    return new Node({
      kinds: kindsIn(schema.type),
      values: valuesIn(schema),
      required: names,
      properties: isObject(properties) ? propertiesIn(properties, part) : null,
      additional: additionalIn(additionalProperties, part),
      items: isObject(items) ? part(items) : null,
      rules: rulesIn(schema),
      union: Array.isArray(branches)
        ? new Branches(branches.map(part), typeof schema['x-tag'] === 'string' ? schema['x-tag'] : null)
        : null,
      parts: Array.isArray(schema.allOf) ? schema.allOf.map(part) : [],
    });
  }

  /** A child schema: a reference is shared, anything else belongs to its place. */
  #part(schema: unknown, file: string): NodeRef {
    if (isObject(schema) && typeof schema.$ref === 'string') {
      return this.ref(schema.$ref.startsWith('#') ? `${file}${schema.$ref}` : schema.$ref);
    }
    return new NodeRef(() => this.#make(schema, file));
  }
}

function additionalIn(schema: unknown, part: (schema: unknown) => NodeRef): NodeRef | null {
  return isObject(schema) || schema === true ? part(schema) : null;
}

function valuesIn(schema: Readonly<Record<string, unknown>>): ReadonlySet<unknown> | null {
  if (Array.isArray(schema.enum)) return new Set<unknown>(schema.enum);
  return 'const' in schema ? new Set([schema.const]) : null;
}

function propertiesIn(
  properties: Readonly<Record<string, unknown>>,
  part: (schema: unknown) => NodeRef,
): Map<string, NodeRef> {
  return new Map(Object.entries(properties).map(([name, schema]) => [name, part(schema)]));
}

/** Keywords of draft-07 that judge, and that no description of a message has used yet. */
const BEYOND = [
  'not',
  'if',
  'patternProperties',
  'propertyNames',
  'dependencies',
  'contains',
  'additionalItems',
  'uniqueItems',
  'multipleOf',
];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
