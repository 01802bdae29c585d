// Turns the nodes of a contract into the flat tables that the kernel judges by.
import { TurnlineError } from '../../errors.ts';
import { type Branches, kindsOf } from '../nodes/branches.ts';
import { kindOf, OBJECT, STRING } from '../nodes/kinds.ts';
import type { Node, NodeRef } from '../nodes/node.ts';
import type { Rule } from '../nodes/rules.ts';
import { NodeStore, type ReadSchema } from '../nodes/store.ts';
import { TableBytes } from './bytes.ts';
import { placeHash } from './hash.ts';
import {
  ATOM_BYTES,
  HAS_MEMBERS,
  HEADER,
  HEADER_BYTES,
  IS_COMPOSED,
  IS_LIST,
  MAGIC,
  MOST_OPEN,
  MOST_REQUIRED,
  NODE,
  NODE_BYTES,
  REPORTS_UNKNOWN,
  RULE,
  RULE_BYTES,
  RULES,
  SEVERAL,
  SLOT,
  SLOT_BYTES,
  TAG_IS_OPEN,
  TAG_IS_REQUIRED,
  UNION,
  UNION_BYTES,
  UNLISTED,
  VALUES,
} from './layout.ts';
import { atomsOf } from './pattern.ts';

/** The tables of the schema in `file` and of all that it leads to. */
export function tablesOf(file: string, read: ReadSchema): Uint8Array<ArrayBuffer> {
  const builder = new Builder();
  return builder.build(new NodeStore(read).ref(`${file}#`).node);
}

const KINDS = [1, 2, 4, 8, 16, 32, 64];

class Builder {
  readonly #bytes = new TableBytes(HEADER_BYTES);
  readonly #places = new Map<Node, number>();
  /** Nodes that have a place and no content yet. */
  readonly #waiting: Node[] = [];

  build(root: Node): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes;
    bytes.set(HEADER.magic, MAGIC);
    bytes.set(HEADER.root, this.#place(root));
    for (let node = this.#waiting.pop(); node !== undefined; node = this.#waiting.pop()) this.#write(node);
    const { at, mask } = placeHash(bytes);
    bytes.set(HEADER.words, at);
    bytes.set(HEADER.mask, mask);
    bytes.set(HEADER.size, bytes.size);
    return bytes.take();
  }

  #place(node: Node): number {
    let at = this.#places.get(node);
    if (at === undefined) {
      at = this.#bytes.place(NODE_BYTES);
      this.#places.set(node, at);
      this.#waiting.push(node);
    }
    return at;
  }

  #write(node: Node): void {
    refuseCircle(node, new Set());
    const bytes = this.#bytes;
    const at = this.#places.get(node)!;
    const { kinds, freeKinds, properties, additional, items, union, values, rules, parts, required } = node;
    bytes.setByte(at + NODE.kinds, kinds);
    bytes.setByte(at + NODE.free, freeKinds);
    bytes.setByte(at + NODE.flags, flagsOf(node));
    if (flagsOf(node) & HAS_MEMBERS) this.#writeSlots(node, at);
    if (additional !== null) bytes.set(at + NODE.additional, this.#place(additional.node));
    if (items !== null) bytes.set(at + NODE.items, this.#place(items.node));
    if (union !== null) bytes.set(at + NODE.union, this.#union(union));
    if (values !== null) bytes.set(at + NODE.values, this.#values(values));
    if (rules.length > 0) bytes.set(at + NODE.rules, this.#rules(rules));
    if (parts.length > 0) bytes.set(at + NODE.parts, this.#nodes(parts));
    if (required.length > 0) bytes.set(at + NODE.required, this.#required(required));
    if (properties !== null && properties.size > 0xffff) throw tooLarge('properties');
  }

  #required(required: readonly string[]): number {
    return this.#bytes.list([required.length, ...required.map((name) => this.#bytes.word(name))]);
  }

  #writeSlots({ properties, required }: Node, at: number): void {
    const bytes = this.#bytes;
    if (required.length > MOST_REQUIRED) throw tooLarge('required names');
    const listed = [...(properties ?? [])];
    const unlisted = required.filter((name) => properties?.has(name) !== true);
    const slots = bytes.place(SLOT_BYTES * (listed.length + unlisted.length));
    const placed: { slot: number; word: number }[] = [];
    const write = (name: string, node: number, flags: number): void => {
      const slot = slots + SLOT_BYTES * placed.length;
      const word = bytes.word(name);
      bytes.set(slot + SLOT.word, word);
      bytes.set(slot + SLOT.node, node);
      bytes.set(slot + SLOT.required, (required.indexOf(name) + 1) | flags);
      placed.push({ slot, word });
    };
    for (const [name, property] of listed) write(name, this.#place(property.node), 0);
    for (const name of unlisted) write(name, 0, UNLISTED);
    bytes.set(at + NODE.slots, slots);
    bytes.set(at + NODE.slotCount, placed.length);
    bytes.setWide(at + NODE.mask, (1n << BigInt(required.length)) - 1n);
    const sorted = placed.toSorted((a, b) => a.word - b.word).map(({ slot }) => slot);
    bytes.set(at + NODE.sorted, bytes.list(sorted));
  }

  #nodes(refs: readonly NodeRef[]): number {
    return this.#bytes.list([refs.length, ...refs.map(({ node }) => this.#place(node))]);
  }

  #values(values: ReadonlySet<unknown>): number {
    const bytes = this.#bytes;
    const listed = [...values].map((value) => ({ word: bytes.word(textOf(value)), kind: kindOf(value) }));
    const strings = listed.filter(({ kind }) => kind === STRING).map(({ word }) => word);
    const head = new Array<number>(VALUES.first / 4).fill(0);
    head[VALUES.count / 4] = listed.length;
    head[VALUES.strings / 4] = strings.length;
    return bytes.list([
      ...head,
      ...listed.flatMap(({ word, kind }) => [word, kind]),
      ...strings.toSorted((a, b) => a - b),
    ]);
  }

  #rules(rules: readonly Rule[]): number {
    const bytes = this.#bytes;
    const at = bytes.place(8 + RULE_BYTES * rules.length);
    bytes.set(at, rules.length);
    for (const [index, { keyword, limit, kinds }] of rules.entries()) {
      const rule = at + 8 + RULE_BYTES * index;
      bytes.set(rule + RULE.keyword, RULES.indexOf(keyword as (typeof RULES)[number]));
      bytes.set(rule + RULE.kinds, kinds);
      if (typeof limit === 'number') bytes.setFloat(rule + RULE.limit, limit);
      else if (keyword !== 'pattern') throw beyond(`limit of ${keyword}`);
      else {
        bytes.set(rule + RULE.pattern, bytes.word(limit));
        bytes.set(rule + RULE.atoms, this.#atoms(limit));
      }
    }
    return at;
  }

  /** 0 where the pattern is not simple. */
  #atoms(pattern: string): number {
    const bytes = this.#bytes;
    const atoms = atomsOf(pattern);
    if (atoms === null) return 0;
    const at = bytes.place(8 + ATOM_BYTES * atoms.length);
    bytes.set(at, atoms.length);
    for (const [index, { low, high, least, most }] of atoms.entries()) {
      const atom = at + 8 + ATOM_BYTES * index;
      bytes.setWide(atom, low);
      bytes.setWide(atom + 8, high);
      bytes.set(atom + 16, least);
      bytes.set(atom + 20, most);
    }
    return at;
  }

  #union(union: Branches): number {
    const bytes = this.#bytes;
    const at = bytes.place(UNION_BYTES);
    bytes.set(
      at + UNION.kinds,
      union.all.reduce((bits, { node }) => bits | kindsOf(node), 0),
    );
    bytes.set(at + UNION.branches, this.#branches(union.all));
    for (const [index, kind] of KINDS.entries()) {
      const [only, second] = union.ofKind(kind);
      const place = only === undefined ? 0 : second === undefined ? this.#place(only.node) : SEVERAL;
      bytes.set(at + UNION.only + 4 * index, place);
    }
    if (union.tag !== null) this.#writeTags(union, union.tag, at);
    return at;
  }

  #branches(refs: readonly NodeRef[]): number {
    return this.#bytes.list([refs.length, ...refs.flatMap(({ node }) => [this.#place(node), kindsOf(node)])]);
  }

  #writeTags(union: Branches, tag: string, at: number): void {
    const bytes = this.#bytes;
    const objects = union.ofKind(OBJECT).map(({ node }) => node);
    const tagNodes = union.all.map(({ node }) => node.properties?.get(tag)?.node);
    const values = new Set(tagNodes.flatMap((node) => [...(node?.values ?? [])]));
    const tags = [...values].map((value) => {
      if (typeof value !== 'string') throw beyond(`tag ${JSON.stringify(value)}`);
      const branches = union.ofTag(value);
      const [only, second] = branches;
      const place = second === undefined ? this.#place(only!.node) : this.#branches(branches) | IS_LIST;
      return { word: bytes.word(value), place };
    });
    tags.sort((a, b) => a.word - b.word);
    const isRequired = objects.every(({ required }) => required.includes(tag));
    const isOpen = objects.some((node) => node.properties?.get(tag)?.node.values == null);
    if (isOpen && union.all.length > MOST_OPEN) throw tooLarge('branches without a tag');
    bytes.set(at + UNION.tag, bytes.word(tag));
    bytes.set(at + UNION.flags, (isRequired ? TAG_IS_REQUIRED : 0) | (isOpen ? TAG_IS_OPEN : 0));
    bytes.set(at + UNION.tags, bytes.list(tags.flatMap(({ word, place }) => [word, place])));
    bytes.set(at + UNION.tagCount, tags.length);
  }
}

/** A listed value as a word. */
function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function flagsOf({ properties, additional, required, parts, union }: Node): number {
  const isListed = properties !== null;
  return (
    (isListed && additional === null ? REPORTS_UNKNOWN : 0) |
    (isListed || additional !== null || required.length > 0 ? HAS_MEMBERS : 0) |
    (parts.length > 0 || union !== null ? IS_COMPOSED : 0)
  );
}

/** A node that asks itself of the same value would be asked without end. */
function refuseCircle(node: Node, around: Set<Node>): void {
  if (around.has(node)) throw beyond('reference of a schema to itself');
  around.add(node);
  for (const { node: inner } of [...node.parts, ...(node.union?.all ?? [])]) refuseCircle(inner, around);
  around.delete(node);
}

function tooLarge(what: string): TurnlineError {
  return new TurnlineError(
    'schema',
    `the contract has more ${what} in one place than this contract may have`,
  );
}

function beyond(what: string): TurnlineError {
  return new TurnlineError('schema', `the ${what} is beyond what this contract may use`);
}
