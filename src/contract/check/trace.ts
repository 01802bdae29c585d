// Turns faults found deep inside a value into defects with the way to them.
import { formatPointer, type Token } from '../../json/pointer.ts';
import type { Defect, Fault } from '../defect.ts';

/** A fault on its way out of the value. The way to it is kept from its end, since each level adds its step last. */
export interface Trace {
  readonly fault: Fault;
  readonly at: Defect['at'];
  readonly wayBack: Token[];
}

/** The fault is that of the value at hand; with `key`, that of its member of that name. */
export function traceOf(fault: Fault, key?: string): Trace {
  return key === undefined ? { fault, at: 'value', wayBack: [] } : { fault, at: 'key', wayBack: [key] };
}

export function defectOf({ fault, at, wayBack }: Trace): Defect {
  return { ...fault, at, pointer: formatPointer(wayBack.toReversed()) };
}
