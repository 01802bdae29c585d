// Turns the alternatives of a union into those that a value can be, by its kind and by its tag.
import type { Node, NodeRef } from './node.ts';

const NONE: readonly NodeRef[] = [];

/**
 * Alternatives, of which a value must fit one. `tag` names the property whose value tells them apart. What was asked last
 * is answered at once, since a list holds one kind of thing again and again.
 */
export class Branches {
  readonly all: readonly NodeRef[];
  readonly tag: string | null;
  #kind = 0;
  #ofKind = NONE;
  #told: unknown;
  #ofTag = NONE;
  readonly #byTag = new Map<unknown, readonly NodeRef[]>();

  constructor(all: readonly NodeRef[], tag: string | null) {
    this.all = all;
    this.tag = tag;
  }

  /** The branches that a value of this kind may be. */
  ofKind(kind: number): readonly NodeRef[] {
    if (this.#kind !== kind) {
      this.#kind = kind;
      this.#ofKind = this.all.filter(({ node }) => (kindsOf(node) & kind) !== 0);
    }
    return this.#ofKind;
  }

  /** The branches whose tag may have this value. */
  ofTag(told: unknown): readonly NodeRef[] {
    if (this.#told !== told) {
      this.#told = told;
      this.#ofTag = this.#byTag.get(told) ?? this.#findTag(told);
    }
    return this.#ofTag;
  }

  /** Only known tags are remembered, so that strange ones do not pile up. */
  #findTag(told: unknown): readonly NodeRef[] {
    const { tag } = this;
    if (tag === null) return NONE;
    const found = this.all.filter(({ node }) => node.properties?.get(tag)?.node.values?.has(told) === true);
    if (found.length > 0) this.#byTag.set(told, found);
    return found;
  }
}

/** The kinds that a node can accept; those of a union are those of its branches. */
export function kindsOf({ kinds, union }: Node): number {
  return union === null ? kinds : kinds & union.all.reduce((bits, { node }) => bits | kindsOf(node), 0);
}
