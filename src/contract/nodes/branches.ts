// Turns the alternatives of a union into those that a value can be, by its kind and by its tag.
import type { Node, NodeRef } from './node.ts';

/** Alternatives, of which a value must fit one. `tag` names the property whose value tells them apart. */
export class Branches {
  readonly all: readonly NodeRef[];
  readonly tag: string | null;
  readonly #ofKind = new Map<number, readonly NodeRef[]>();
  /** Only known tags are remembered, so that strange ones do not pile up. */
  readonly #ofTag = new Map<unknown, readonly NodeRef[]>();

  constructor(all: readonly NodeRef[], tag: string | null) {
    this.all = all;
    this.tag = tag;
  }

  /** The branches that a value of this kind may be. */
  ofKind(kind: number): readonly NodeRef[] {
    const known = this.#ofKind.get(kind);
    if (known !== undefined) return known;
    const found = this.all.filter(({ node }) => (kindsOf(node) & kind) !== 0);
    this.#ofKind.set(kind, found);
    return found;
  }

  /** The branches whose tag may have this value. */
  ofTag(told: unknown): readonly NodeRef[] {
    const { tag } = this;
    if (tag === null) return [];
    const known = this.#ofTag.get(told);
    if (known !== undefined) return known;
    const found = this.all.filter(({ node }) => node.properties?.get(tag)?.node.values?.has(told) === true);
    if (found.length > 0) this.#ofTag.set(told, found);
    return found;
  }
}

/** The kinds that a node can accept; those of a union are those of its branches. */
export function kindsOf({ kinds, union }: Node): number {
  return union === null ? kinds : kinds & union.all.reduce((bits, { node }) => bits | kindsOf(node), 0);
}
