// Turns schema files into the Contract that they are, checked by walking values beside their schemas.
import { check, checkNames } from './check/check.ts';
import { OBJECT } from './check/kinds.ts';
import type { Node } from './check/node.ts';
import { NodeStore, type ReadSchema } from './check/store.ts';
import { defectOf, type Trace } from './check/trace.ts';
import type { Apart, Contract } from './contract.ts';
import type { Defect } from './defect.ts';

/** `file` is the schema of the message; `read` is asked for it, and for others only when a value reaches them. */
export function contractOf(file: string, read: ReadSchema): Contract {
  const root = new NodeStore(read).ref(`${file}#`);
  return {
    describes: 'message',
    builtIn: true,
    check: (value) => defectsBy((traces) => check(value, root.node, 'message', traces)),
    ...(isDecomposable(root.node) && { apart: apartOf(root.node) }),
  };
}

/** Nothing is asked of the whole but its type, its names and its members. */
function isDecomposable({ kinds, values, rules, union, parts }: Node): boolean {
  return kinds === OBJECT && values === null && rules.length === 0 && union === null && parts.length === 0;
}

function apartOf(root: Node): Apart {
  return {
    names: (names) => defectsBy((traces) => checkNames(names, root, traces)),
    member: (name, value) =>
      defectsBy((traces) => {
        const member = root.properties?.get(name) ?? root.additional;
        if (member === null) return;
        check(value, member.node, 'own', traces);
        for (const { wayBack } of traces) wayBack.push(name);
      }),
  };
}

function defectsBy(find: (traces: Trace[]) => void): Defect[] {
  const traces: Trace[] = [];
  find(traces);
  return traces.map(defectOf);
}
