// Names a node: what a schema asks of a value, in the form in which values are held against it.
import type { Branches } from './branches.ts';
import { ANY, ARRAY, OBJECT } from './kinds.ts';
import type { Rule } from './rules.ts';

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
  readonly union: Branches | null;
  /** Further schemas that the same value must fit. */
  readonly parts: readonly NodeRef[];
}

/** Equal to no value. */
const UNASKED = Symbol('unasked');

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
  /** Where properties stood, and the listed value that was there, when they were last looked up. */
  readonly #names: string[] = [];
  readonly #members: Property[] = [];
  #value: unknown = UNASKED;

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

  /** Whether the value is one of those listed, or none are. */
  lists(value: unknown): boolean {
    if (this.values === null || value === this.#value) return true;
    if (!this.values.has(value)) return false;
    this.#value = value;
    return true;
  }

  /**
   * What the property `name` must be, which stands at place `at` in its object; null where it is not known. Objects of
   * one kind are written with their keys in one order, so that place is looked at first.
   */
  member(name: string, at: number): Property | null {
    return this.#names[at] === name ? this.#members[at]! : this.#look(name, at);
  }

  #look(name: string, at: number): Property | null {
    const known = this.properties?.get(name);
    if (known === undefined) return this.additional;
    if (at <= this.#names.length) {
      this.#names[at] = name;
      this.#members[at] = known;
    }
    return known;
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
