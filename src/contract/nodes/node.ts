// Names a node: what a schema asks of a value, in the form from which the tables are built.
import type { Branches } from './branches.ts';
import { ANY, ARRAY, OBJECT } from './kinds.ts';
import type { Rule } from './rules.ts';

/** What a schema says of a value, one field for each kind of keyword. */
interface Asks {
  readonly kinds: number;
  readonly values: ReadonlySet<unknown> | null;
  readonly required: readonly string[];
  /** Null where the schema names no properties: then it knows nothing of them. */
  readonly properties: ReadonlyMap<string, NodeRef> | null;
  /** What properties that are not named must be; null where they are drift, or anything. */
  readonly additional: NodeRef | null;
  readonly items: NodeRef | null;
  readonly rules: readonly Rule[];
  readonly union: Branches | null;
  /** Further schemas that the same value must fit. */
  readonly parts: readonly NodeRef[];
}

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
