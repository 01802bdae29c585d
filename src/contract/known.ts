// Turns the place of a value in a message into what the contract knows there: its listed values, its names, its items.
import { ANY, FRACTION, kindOf, OBJECT, WHOLE } from './nodes/kinds.ts';
import type { Node } from './nodes/node.ts';

/** What stands under a name. */
export interface KnownMember {
  /** Null where the contract says nothing of it. */
  readonly place: Known | null;
  /**
   * `known`: the contract lists the name. `unknown`: it lists others. `free`: it lists none, since names are data there, as
   * in a map of headers.
   */
  readonly name: 'known' | 'unknown' | 'free';
}

/** What the contract says of the value at one place: the nodes that describe it, of unions those of the branches that it may be. */
export class Known {
  readonly #nodes: readonly Node[];

  private constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
  }

  /** `nodes` describe `value` together. */
  static of(nodes: readonly Node[], value: unknown): Known {
    return new Known(nodes.flatMap((node) => [...settled(node, value)]));
  }

  /** Whether the contract lists this very value here. */
  lists(value: unknown): boolean {
    return this.#nodes.some(({ values }) => values?.has(value) === true);
  }

  /** The listed values. */
  *listed(): Generator<unknown> {
    for (const { values } of this.#nodes) yield* values ?? [];
  }

  /** Whether a number is expected here. */
  takesNumbers(): boolean {
    return this.#nodes.some(({ kinds }) => kinds !== ANY && (kinds & (WHOLE | FRACTION)) !== 0);
  }

  /** What every text that fits a pattern here begins with; empty where that is nothing. */
  opening(): string {
    const openings = this.#nodes.flatMap(({ rules }) => rules.flatMap(({ opening = '' }) => opening));
    return openings.find((opening) => opening !== '') ?? '';
  }

  member(name: string, value: unknown): KnownMember {
    const described = this.#nodes.flatMap(({ properties }) => properties?.get(name)?.node ?? []);
    if (described.length > 0) return { place: Known.of(described, value), name: 'known' };
    const additional = this.#nodes.flatMap(({ additional }) => additional?.node ?? []);
    if (additional.length > 0) return { place: Known.of(additional, value), name: 'free' };
    const some = this.#nodes.some(({ properties }) => properties !== null);
    return { place: null, name: some ? 'unknown' : 'free' };
  }

  item(value: unknown): Known | null {
    const items = this.#nodes.flatMap(({ items }) => items?.node ?? []);
    return items.length === 0 ? null : Known.of(items, value);
  }
}

function* settled(node: Node, value: unknown): Generator<Node> {
  yield node;
  for (const part of node.parts) yield* settled(part.node, value);
  if (node.union === null) return;
  const { union } = node;
  const kind = kindOf(value);
  const tagged =
    kind === OBJECT && union.tag !== null ? union.ofTag(Reflect.get(value as object, union.tag)) : [];
  const possible = tagged.length > 0 ? tagged : union.ofKind(kind);
  for (const branch of possible) yield* settled(branch.node, value);
}
