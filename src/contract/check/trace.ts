// Turns faults found deep inside a value into defects with the way to them.
import { formatPointer, type Token } from '../../json/pointer.ts';
import { type Defect, type Fault, HIDDEN } from '../defect.ts';

/** A step into a value; a name that is data is followed, and not shown. */
export type Step = Token | { readonly hidden: string };

/** A fault on its way out of the value. The way to it is kept from its end, since each level adds its step last. */
export interface Trace {
  readonly fault: Fault;
  readonly at: Defect['at'];
  readonly wayBack: Step[];
}

/** The fault is that of the value at hand; with `key`, that of its member of that name. */
export function traceOf(fault: Fault, key?: string): Trace {
  return key === undefined ? { fault, at: 'value', wayBack: [] } : { fault, at: 'key', wayBack: [key] };
}

export function defectOf({ fault, at, wayBack }: Trace): Defect {
  const way = wayBack.toReversed();
  const pointer = formatPointer(way.map((step) => (typeof step === 'object' ? step.hidden : step)));
  if (!way.some((step) => typeof step === 'object')) return { ...fault, at, pointer };
  const shown = formatPointer(way.map((step) => (typeof step === 'object' ? HIDDEN : step)));
  return { ...fault, at, pointer, shown };
}
