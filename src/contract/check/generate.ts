// Turns a node into a function written for it, which only says whether a value is faultless, and says so fast.
import { kindsOf } from './branches.ts';
import { ANY, ARRAY, BOOLEAN, FRACTION, NULL, OBJECT, STRING, WHOLE } from './kinds.ts';
import type { Node, NodeRef, Property } from './node.ts';

/** True where `check` finds nothing. False tells nothing: the value has to be checked. */
export type IsFaultless = (value: unknown) => boolean;

/** As many values are compared one by one; more are looked up. */
const FEW_VALUES = 4;

/**
 * Writes functions for nodes when a value first reaches them. Where `check` walks from the value's names to the schema's,
 * a written function reads each property that the schema names and counts whether others are left, which the engine makes
 * machine code of. What a schema says gets into the code only as JSON literals.
 */
export class Generator {
  readonly #numbers = new Map<Node, number>();
  readonly #functions: IsFaultless[] = [];

  for(node: Node): IsFaultless {
    const number = this.#number(node);
    return (value) => this.#functions[number]!(value);
  }

  #number(node: Node): number {
    const known = this.#numbers.get(node);
    if (known !== undefined) return known;
    const number = this.#functions.length;
    this.#numbers.set(node, number);
    this.#functions.push((value) => {
      const written = this.#write(node);
      this.#functions[number] = written;
      return written(value);
    });
    return number;
  }

  #write(node: Node): IsFaultless {
    const constants: unknown[] = [];
    const body = isPlain(node) ? this.#body(node, constants) : 'return false;';
    const make = new Function('f', 'k', `"use strict"; return (x) => {\n${body}\n};`);
    return make(this.#functions, constants) as IsFaultless;
  }

  #body(node: Node, constants: unknown[]): string {
    const lines = [`if (!${isOfKind(node.kinds)}) return false;`];
    if (node.values !== null) lines.push(`if (!${isListed(node.values, constants)}) return false;`);
    for (const rule of node.rules) {
      lines.push(`if (${isOfKind(rule.kinds)} && !k[${constants.push(rule) - 1}].keeps(x)) return false;`);
    }
    if (node.union !== null) return [...lines, ...this.#unionLines(node, constants)].join('\n');
    const below = [...this.#memberLines(node, constants), ...this.#itemLines(node, constants)];
    return [...lines, ...below, 'return true;'].join('\n');
  }

  #unionLines({ union }: Node, constants: unknown[]): string[] {
    const lines: string[] = [];
    const { tag = null, all = [] } = union ?? {};
    if (union !== null && tag !== null) {
      lines.push(`if (${isOfKind(OBJECT)}) switch (x[${JSON.stringify(tag)}]) {`);
      for (const [value, branch] of branchesByTag(union.ofKind(OBJECT), tag)) {
        lines.push(`case ${JSON.stringify(value)}: return ${this.#faultless(branch.node, constants)};`);
      }
      lines.push('default: return false; }');
    }
    for (const { node } of all)
      lines.push(`if (${isOfKind(kindsOf(node))} && ${this.#faultless(node, constants)}) return true;`);
    return [...lines, 'return false;'];
  }

  #memberLines({ properties, additional, required }: Node, constants: unknown[]): string[] {
    if (properties === null && additional === null) {
      const missing = required.map((name) => `!Object.hasOwn(x, ${JSON.stringify(name)})`);
      return missing.length === 0
        ? []
        : [`if (${isOfKind(OBJECT)} && (${missing.join(' || ')})) return false;`];
    }
    const lines = [`if (${isOfKind(OBJECT)}) {`, 'const v = x;'];
    if (additional === null) {
      lines.push('let n = 0;');
      for (const [name, property] of properties ?? [])
        lines.push(this.#propertyLine(name, property, constants));
      lines.push('for (const name in v) n--;', 'if (n !== 0) return false; }');
      return lines;
    }
    const known = [...(properties ?? [])].map(
      ([name, { node }]) =>
        `case ${JSON.stringify(name)}: if (!${this.#faultless(node, constants)}) return false; break;`,
    );
    lines.push('for (const name in v) { const x = v[name]; switch (name) {', known.join('\n'));
    lines.push(`default: if (!${this.#faultless(additional.node, constants)}) return false; } }`);
    for (const name of required) lines.push(`if (!Object.hasOwn(v, ${JSON.stringify(name)})) return false;`);
    return [...lines, '}'];
  }

  #propertyLine(name: string, { node, required }: Property, constants: unknown[]): string {
    const otherwise = required ? ' else return false;' : '';
    return `{ const x = v[${JSON.stringify(name)}]; if (x !== undefined) { n++; if (!${this.#faultless(node, constants)}) return false; }${otherwise} }`;
  }

  #itemLines({ items }: Node, constants: unknown[]): string[] {
    if (items === null) return [];
    const test = this.#faultless(items.node, constants);
    return [
      `if (${isOfKind(ARRAY)}) { const a = x; for (let i = 0; i < a.length; i++) { const x = a[i]; if (!${test}) return false; } }`,
    ];
  }

  /** An expression that tells whether `x` is faultless: in place where that is short, else a call. */
  #faultless(node: Node, constants: unknown[]): string {
    if (node.freeKinds === node.kinds) return isOfKind(node.kinds);
    const onlyValues =
      node.values !== null && node.rules.length === 0 && node.union === null && node.parts.length === 0;
    if (onlyValues && node.values !== null) return isListed(node.values, constants);
    return `f[${this.#number(node)}](x)`;
  }
}

/** Nothing that written code would get wrong: compositions, and names that every object inherits. */
function isPlain({ parts, properties, required, union, additional, items }: Node): boolean {
  const names = [...(properties?.keys() ?? []), ...required, ...(union?.tag == null ? [] : [union.tag])];
  if (parts.length > 0 || names.some((name) => name in Object.prototype)) return false;
  const declared = properties === null || required.every((name) => properties.has(name));
  return declared && (union === null || (properties === null && additional === null && items === null));
}

function branchesByTag(branches: readonly NodeRef[], tag: string): Map<unknown, NodeRef> {
  const byTag = new Map<unknown, NodeRef>();
  for (const branch of branches) {
    for (const value of branch.node.properties?.get(tag)?.node.values ?? [])
      if (!byTag.has(value)) byTag.set(value, branch);
  }
  return byTag;
}

function isListed(values: ReadonlySet<unknown>, constants: unknown[]): string {
  const scalars = [...values].every((value) => typeof value !== 'object' || value === null);
  if (!scalars || values.size > FEW_VALUES) return `k[${constants.push(values) - 1}].has(x)`;
  return `(${[...values].map((value) => `x === ${JSON.stringify(value)}`).join(' || ') || 'false'})`;
}

const TESTS: readonly (readonly [bits: number, test: string])[] = [
  [STRING, "typeof x === 'string'"],
  [FRACTION | WHOLE, "typeof x === 'number'"],
  [WHOLE, 'Number.isInteger(x)'],
  [BOOLEAN, "typeof x === 'boolean'"],
  [NULL, 'x === null'],
  [ARRAY, 'Array.isArray(x)'],
  [OBJECT, "(typeof x === 'object' && x !== null && !Array.isArray(x))"],
];

/** An expression that tells whether `x` is of one of the kinds. */
function isOfKind(kinds: number): string {
  if (kinds === ANY) return 'true';
  let left = kinds;
  const tests: string[] = [];
  for (const [bits, test] of TESTS) {
    if ((left & bits) !== bits) continue;
    tests.push(test);
    left &= ~bits;
  }
  return tests.length === 0 ? 'false' : `(${tests.join(' || ')})`;
}
