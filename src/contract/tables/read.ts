// Turns the tables of a contract back into what a sentence about one of its nodes needs.

import { Candidates } from '../near.ts';
import { BOOLEAN, NULL, OBJECT, STRING } from '../nodes/kinds.ts';
import { type Rule, rulesIn } from '../nodes/rules.ts';
import {
  HEADER,
  IS_COMPOSED,
  MAGIC,
  NODE,
  RULE,
  RULE_BYTES,
  RULES,
  SLOT,
  SLOT_BYTES,
  UNION,
  UNLISTED,
  VALUES,
  WORD_TEXT,
} from './layout.ts';

/** What a contract says at one place. */
export interface Described {
  readonly kinds: number;
  readonly required: readonly string[];
  /** The names that are listed, in the order of the schema. */
  readonly names: Candidates;
  /** Whether unknown names are reported elsewhere. */
  readonly isComposed: boolean;
  readonly values: Values;
  readonly rules: readonly Rule[];
  readonly union: DescribedUnion | null;
}

/** Listed values, in the order of the schema too, and those that words may be slips of. */
export interface Values {
  readonly all: ReadonlySet<unknown>;
  readonly listed: readonly unknown[];
  readonly candidates: Candidates;
}

function valuesOf(values: readonly unknown[]): Values {
  const all = new Set(values);
  const listed = [...all];
  return { all, listed, candidates: new Candidates(listed.filter((value) => typeof value === 'string')) };
}

export interface DescribedUnion {
  readonly kinds: number;
  readonly tag: string;
  /** The values of the tag in all branches that are objects. */
  readonly tagKinds: number;
  readonly tagValues: Values;
}

/** Nodes are offsets in the tables. */
export class Tables {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #nodes = new Map<number, Described>();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (this.#number(HEADER.magic) !== MAGIC || this.#number(HEADER.size) !== bytes.length)
      throw new Error('these are no tables of a contract');
  }

  get root(): number {
    return this.#number(HEADER.root);
  }

  node(at: number): Described {
    let known = this.#nodes.get(at);
    if (known === undefined) {
      known = this.#describe(at);
      this.#nodes.set(at, known);
    }
    return known;
  }

  #describe(at: number): Described {
    const union = this.#number(at + NODE.union);
    return {
      kinds: this.bytes[at + NODE.kinds]!,
      required: this.#required(this.#number(at + NODE.required)),
      names: new Candidates(
        this.#slots(at)
          .filter(({ isListed }) => isListed)
          .map(({ name }) => name),
      ),
      isComposed: (this.bytes[at + NODE.flags]! & IS_COMPOSED) !== 0,
      values: valuesOf(this.#values(this.#number(at + NODE.values))),
      rules: this.#rules(this.#number(at + NODE.rules)),
      union: union === 0 ? null : this.#union(union),
    };
  }

  #slots(node: number): { name: string; node: number; isListed: boolean }[] {
    const from = this.#number(node + NODE.slots);
    return Array.from({ length: this.#number(node + NODE.slotCount) }, (_, index) => {
      const slot = from + SLOT_BYTES * index;
      return {
        name: this.#word(this.#number(slot + SLOT.word)),
        node: this.#number(slot + SLOT.node),
        isListed: (this.#number(slot + SLOT.required) & UNLISTED) === 0,
      };
    });
  }

  #required(at: number): string[] {
    const count = at === 0 ? 0 : this.#number(at);
    return Array.from({ length: count }, (_, index) => this.#word(this.#number(at + 4 + 4 * index)));
  }

  #values(at: number): unknown[] {
    const count = at === 0 ? 0 : this.#number(at + VALUES.count);
    return Array.from({ length: count }, (_, index) => {
      const value = at + VALUES.first + 8 * index;
      return listedValue(this.#word(this.#number(value)), this.#number(value + 4));
    });
  }

  #rules(at: number): Rule[] {
    const count = at === 0 ? 0 : this.#number(at);
    return Array.from({ length: count }, (_, index) => {
      const rule = at + 8 + RULE_BYTES * index;
      const pattern = this.#number(rule + RULE.pattern);
      const limit = pattern === 0 ? this.#view.getFloat64(rule + RULE.limit, true) : this.#word(pattern);
      return rulesIn({ [RULES[this.#number(rule + RULE.keyword)]!]: limit })[0]!;
    });
  }

  #union(at: number): DescribedUnion {
    const tagWord = this.#number(at + UNION.tag);
    const tag = tagWord === 0 ? '' : this.#word(tagWord);
    const branches = this.#number(at + UNION.branches);
    const tags = Array.from({ length: this.#number(branches) }, (_, index) => {
      const branch = branches + 4 + 8 * index;
      const isObject = (this.#number(branch + 4) & OBJECT) !== 0;
      const slots = isObject ? this.#slots(this.#number(branch)) : [];
      return slots.find(({ name, isListed }) => isListed && name === tag)?.node;
    }).filter((node) => node !== undefined);
    return {
      kinds: this.#number(at + UNION.kinds),
      tag,
      tagKinds: tags.reduce((bits, node) => bits | this.bytes[node + NODE.kinds]!, 0),
      tagValues: valuesOf(tags.flatMap((node) => this.#values(this.#number(node + NODE.values)))),
    };
  }

  #word(at: number): string {
    const start = at + WORD_TEXT;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset).toString(
      'utf8',
      start,
      start + this.#number(at),
    );
  }

  #number(at: number): number {
    return this.#view.getUint32(at, true);
  }
}

/** What a schema lists of objects and arrays is equal to no value. */
function listedValue(text: string, kind: number): unknown {
  if (kind === STRING) return text;
  if (kind === NULL) return null;
  if (kind === BOOLEAN) return text === 'true';
  return kind < STRING ? Number(text) : JSON.parse(text);
}
