// Turns schema files into the Contract that they are, checked by walking values beside their schemas.

import { check } from './check/check.ts';
import { NodeStore, type ReadSchema } from './check/store.ts';
import { defectOf, type Trace } from './check/trace.ts';
import type { Contract } from './contract.ts';

/** `file` is the schema of the message; `read` is asked for it, and for others only when a value reaches them. */
export function contractOf(file: string, read: ReadSchema): Contract {
  const root = new NodeStore(read).ref(`${file}#`);
  return {
    describes: 'message',
    builtIn: true,
    check(value) {
      const traces: Trace[] = [];
      check(value, root.node, 'message', traces);
      return traces.map(defectOf);
    },
  };
}
