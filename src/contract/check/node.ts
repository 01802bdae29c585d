// Turns schemas into nodes that values are checked against; each is made when a value first reaches it.
import { TurnlineError } from '../../errors.ts';
import { parsePointer } from '../../json/pointer.ts';
import { ANY, ARRAY, kindsIn, OBJECT } from './kinds.ts';
import { type Rule, rulesIn } from './rules.ts';

/** What a schema says of a value, one field for each kind of keyword. */
interface Asks {
  readonly kinds: number;
  readonly values: ReadonlySet<unknown> | null;
  readonly required: readonly string[];
  /** Null where the schema names no properties: then it knows nothing of them. */
  readonly properties: ReadonlyMap<string, Property> | null;
  /** What properties that are not named must be; null where they are drift, or anything. */
  readonly additional: Property | null;
  readonly items: NodeRef | null;
  readonly rules: readonly Rule[];
  readonly union: Union | null;
  /** Further schemas that the same value must fit. */
  readonly parts: readonly NodeRef[];
}

/** What a schema asks of a value. All nodes have one shape, which is what makes reading them fast. */
export class Node implements Asks {
  readonly kinds: number;
  /** Of those, the kinds of which any value will do. */
  readonly freeKinds: number;
  readonly values: Asks['values'];
  readonly required: Asks['required'];
  readonly properties: Asks['properties'];
  readonly additional: Asks['additional'];
  readonly items: Asks['items'];
  readonly rules: Asks['rules'];
  readonly union: Asks['union'];
  readonly parts: Asks['parts'];

  constructor(asks: Partial<Asks>) {
    this.kinds = asks.kinds ?? ANY;
    this.values = asks.values ?? null;
    this.required = asks.required ?? [];
    this.properties = asks.properties ?? null;
    this.additional = asks.additional ?? null;
    this.items = asks.items ?? null;
    this.rules = asks.rules ?? [];
    this.union = asks.union ?? null;
    this.parts = asks.parts ?? [];
    this.freeKinds = freeKinds(this);
  }
}

/** Kinds that are allowed, and of whose values nothing more is asked. */
function freeKinds({
  kinds,
  values,
  required,
  properties,
  additional,
  items,
  rules,
  union,
  parts,
}: Asks): number {
  if (values !== null || union !== null || parts.length > 0) return 0;
  const open = properties === null && additional === null && required.length === 0;
  const judged = (open ? 0 : OBJECT) | (items === null ? 0 : ARRAY);
  return kinds & ~rules.reduce((bits, rule) => bits | rule.kinds, judged);
}

/** Alternatives, of which a value must fit one. `tag` names the property whose value tells them apart. */
export class Union {
  readonly branches: readonly NodeRef[];
  readonly tag: string | null;
  readonly #byKind = new Map<number, readonly NodeRef[]>();
  readonly #byTag = new Map<unknown, readonly NodeRef[]>();

  constructor(branches: readonly NodeRef[], tag: string | null) {
    this.branches = branches;
    this.tag = tag;
  }

  /** The branches that a value of this kind may be. */
  ofKind(kind: number): readonly NodeRef[] {
    return remembered(this.#byKind, kind, () =>
      this.branches.filter(({ node }) => (kindsOf(node) & kind) !== 0),
    );
  }

  /** The branches whose tag may have this value; only known tags are remembered. */
  ofTag(told: unknown): readonly NodeRef[] {
    const { tag } = this;
    if (tag === null) return [];
    const known = this.#byTag.get(told);
    if (known !== undefined) return known;
    const found = this.branches.filter(
      ({ node }) => node.properties?.get(tag)?.node.values?.has(told) === true,
    );
    if (found.length > 0) this.#byTag.set(told, found);
    return found;
  }
}

/** The kinds that a node can accept; those of a union are those of its branches. */
export function kindsOf({ kinds, union }: Node): number {
  return union === null ? kinds : kinds & union.branches.reduce((bits, { node }) => bits | kindsOf(node), 0);
}

function remembered<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}

/** What an object's property must be, and whether it must be there. */
export class Property {
  readonly required: boolean;
  readonly #ref: NodeRef;
  #node: Node | undefined;

  constructor(ref: NodeRef, required: boolean) {
    this.#ref = ref;
    this.required = required;
  }

  get node(): Node {
    const known = this.#node;
    return known === undefined ? this.#reach() : known;
  }

  #reach(): Node {
    this.#node = this.#ref.node;
    return this.#node;
  }
}

/** A node that is made when it is first asked for. */
export class NodeRef {
  #node: Node | undefined;
  readonly #make: () => Node;

  constructor(make: () => Node) {
    this.#make = make;
  }

  get node(): Node {
    this.#node ??= this.#make();
    return this.#node;
  }
}

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
      properties: isObject(properties) ? propertiesIn(properties, names, part) : null,
      additional: additionalIn(additionalProperties, part),
      items: isObject(items) ? part(items) : null,
      rules: rulesIn(schema),
      union: Array.isArray(branches)
        ? new Union(branches.map(part), typeof schema['x-tag'] === 'string' ? schema['x-tag'] : null)
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

function additionalIn(schema: unknown, part: (schema: unknown) => NodeRef): Property | null {
  return isObject(schema) || schema === true ? new Property(part(schema), false) : null;
}

function valuesIn(schema: Readonly<Record<string, unknown>>): ReadonlySet<unknown> | null {
  if (Array.isArray(schema.enum)) return new Set<unknown>(schema.enum);
  return 'const' in schema ? new Set([schema.const]) : null;
}

function propertiesIn(
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[],
  part: (schema: unknown) => NodeRef,
): Map<string, Property> {
  const names = new Set(required);
  return new Map(
    Object.entries(properties).map(([name, schema]) => [name, new Property(part(schema), names.has(name))]),
  );
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
