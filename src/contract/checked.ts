// Turns schema files into the Contract that they are, checked by walking values beside their schemas.
import { formatPointer } from '../json/pointer.ts';
import { check, checkNames, type Level } from './check/check.ts';
import { Generator } from './check/generate.ts';
import { OBJECT } from './check/kinds.ts';
import type { Node } from './check/node.ts';
import { NodeStore, type ReadSchema } from './check/store.ts';
import { defectOf, type Trace } from './check/trace.ts';
import type { Apart, Contract } from './contract.ts';
import type { Defect } from './defect.ts';

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
    ...(isDecomposable(root.node) && { apart: apartOf(root.node, checker) }),
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
    const traces: Trace[] = [];
    check(value, node, level, traces);
    return traces.map(defectOf);
  }
}

/** Nothing is asked of the whole but its type, its names and its members. */
function isDecomposable({ kinds, values, rules, union, parts }: Node): boolean {
  return kinds === OBJECT && values === null && rules.length === 0 && union === null && parts.length === 0;
}

function apartOf(root: Node, checker: Checker): Apart {
  return {
    names(names) {
      const traces: Trace[] = [];
      checkNames(names, root, traces);
      return traces.map(defectOf);
    },
    member(name, value) {
      const member = root.properties?.get(name) ?? root.additional;
      if (member === null) return [];
      const defects = checker.defectsOf(value, member.node, 'own');
      const way = formatPointer([name]);
      return defects.map((defect) => ({
        ...defect,
        pointer: way + defect.pointer,
        ...(defect.shown !== undefined && { shown: way + defect.shown }),
      }));
    },
  };
}
