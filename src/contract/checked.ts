// Turns schema files into the Contract that they are, checked by walking values beside their schemas.
import { check, checkNames, type Level } from './check/check.ts';
import { Generator } from './check/generate.ts';
import { ARRAY, OBJECT } from './check/kinds.ts';
import type { Node } from './check/node.ts';
import { NodeStore, type ReadSchema } from './check/store.ts';
import { Traces } from './check/trace.ts';
import type { Contract, Members, Place } from './contract.ts';
import { type Defect, outward } from './defect.ts';

/** After so many checks it pays to write functions for what is checked; a single payload is judged sooner without. */
const WARM = 100;

/**
 * `file` is the schema of the message; `read` is asked for it, and for others only when a value reaches them. `warm` is
 * after how many checks functions are written.
 */
export function contractOf(file: string, read: ReadSchema, warm = WARM): Contract {
  const root = new NodeStore(read).ref(`${file}#`);
  const checker = new Checker(warm);
  return {
    describes: 'message',
    builtIn: true,
    check: (value) => checker.defectsOf(value, root.node, 'message'),
    ...(isDecomposable(root.node) &&
      root.node.kinds === OBJECT && { apart: membersOf(root.node, checker, 'own') }),
  };
}

/** Most values are faultless: once it is warm, it asks a written function first. */
class Checker {
  readonly #generator = new Generator();
  readonly #warm: number;
  #checks = 0;

  constructor(warm: number) {
    this.#warm = warm;
  }

  defectsOf(value: unknown, node: Node, level: Level): Defect[] {
    if (this.#checks++ >= this.#warm && this.#generator.for(node)(value)) return [];
    const traces = new Traces();
    check(value, node, level, traces);
    return traces.defects();
  }
}

/** Nothing is asked of the whole but its type, and what is asked of its names and parts. */
function isDecomposable({ values, rules, union, parts }: Node): boolean {
  return values === null && rules.length === 0 && union === null && parts.length === 0;
}

function membersOf(node: Node, checker: Checker, below: Level): Members {
  const places = new Map<string, Place | null>();
  return {
    names(names) {
      const traces = new Traces();
      checkNames(names, node, traces);
      return traces.defects();
    },
    member(name) {
      let place = places.get(name);
      if (place === undefined) {
        const property = node.properties?.get(name) ?? node.additional;
        place = property === null ? null : placeOf(property.node, checker, below);
        // Names that are data are without number.
        if (node.properties?.has(name) === true) places.set(name, place);
      }
      return place;
    },
    outward: (defect, name) => outward(defect, name, node.properties?.has(name) !== true),
  };
}

function placeOf(node: Node, checker: Checker, level: Level): Place {
  const whole = isDecomposable(node);
  let items: Place | null | undefined;
  return {
    judge: (value) => checker.defectsOf(value, node, level),
    members: whole && (node.kinds & OBJECT) !== 0 ? membersOf(node, checker, 'nested') : null,
    get items() {
      items ??=
        whole && (node.kinds & ARRAY) !== 0 && node.items !== null
          ? placeOf(node.items.node, checker, 'nested')
          : null;
      return items;
    },
  };
}
