// Turns the alternatives of a union into those that a value can be, by its kind and by its tag.
import type { Node, NodeRef } from './node.ts';

/** Alternatives, of which a value must fit one. `tag` names the property whose value tells them apart. */
export class Branches {
  readonly all: readonly NodeRef[];
  readonly tag: string | null;
  readonly #byKind = new Map<number, readonly NodeRef[]>();
  readonly #byTag = new Map<unknown, readonly NodeRef[]>();

  constructor(all: readonly NodeRef[], tag: string | null) {
    this.all = all;
    this.tag = tag;
  }

  /** The branches that a value of this kind may be. */
  ofKind(kind: number): readonly NodeRef[] {
    return remembered(this.#byKind, kind, () => this.all.filter(({ node }) => (kindsOf(node) & kind) !== 0));
  }

  /** The branches whose tag may have this value; only known tags are remembered. */
  ofTag(told: unknown): readonly NodeRef[] {
    const { tag } = this;
    if (tag === null) return [];
    const known = this.#byTag.get(told);
    if (known !== undefined) return known;
    const found = this.all.filter(({ node }) => node.properties?.get(tag)?.node.values?.has(told) === true);
    if (found.length > 0) this.#byTag.set(told, found);
    return found;
  }
}

/** The kinds that a node can accept; those of a union are those of its branches. */
export function kindsOf({ kinds, union }: Node): number {
  return union === null ? kinds : kinds & union.all.reduce((bits, { node }) => bits | kindsOf(node), 0);
}

function remembered<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}
