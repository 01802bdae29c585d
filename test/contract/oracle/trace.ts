// Turns faults found deep inside a value into defects with the way to them, a bounded number of each code.
import { bounded } from '../../../src/contract/bounds.ts';
import { type Defect, type Fault, HIDDEN } from '../../../src/contract/defect.ts';
import { NodeStore, type ReadSchema } from '../../../src/contract/nodes/store.ts';
import type { FindingCode } from '../../../src/finding.ts';
import { formatPointer, type Token } from '../../../src/json/pointer.ts';
import { MOST_OF_A_KIND } from '../../../src/limits.ts';
import { check } from './check.ts';

/** A step into a value; a name that is data is followed, and not shown. */
export type Step = Token | { readonly hidden: string };

/** A fault on its way out of the value. The way to it is kept from its end, since each level adds its step last. */
interface Trace {
  readonly fault: Fault;
  readonly at: Defect['at'];
  readonly wayBack: Step[];
}

/** The faults of a value: the first of each code are kept, the others only counted. */
export class Traces {
  readonly #kept: Trace[] = [];
  readonly #counts = new Map<FindingCode, number>();

  /** How many are kept; 0 only where nothing is wrong. */
  get length(): number {
    return this.#kept.length;
  }

  /** How many were found. */
  get total(): number {
    return sum(this.#counts.values());
  }

  count(isCounted: (code: FindingCode) => boolean): number {
    return sum([...this.#counts].map(([code, count]) => (isCounted(code) ? count : 0)));
  }

  /** Whether another fault of this code is only counted. */
  isFull(code: FindingCode): boolean {
    return this.#countOf(code) >= MOST_OF_A_KIND;
  }

  /** A fault of the value itself; with `key`, of its member of that name. `make` is called only if the fault is kept. */
  add<Code extends FindingCode>(
    code: Code,
    make: () => Extract<Fault, { code: Code }>['facts'],
    key?: string,
  ): void {
    if (!this.isFull(code)) {
      const fault = { code, facts: make() } as Fault;
      this.#kept.push(
        key === undefined ? { fault, at: 'value', wayBack: [] } : { fault, at: 'key', wayBack: [key] },
      );
    }
    this.#counts.set(code, this.#countOf(code) + 1);
  }

  addAll(others: Traces): void {
    const room = new Map<FindingCode, number>();
    for (const trace of others.#kept) {
      const { code } = trace.fault;
      const left = room.get(code) ?? MOST_OF_A_KIND - this.#countOf(code);
      room.set(code, left - 1);
      if (left > 0) this.#kept.push(trace);
    }
    for (const [code, count] of others.#counts) this.#counts.set(code, this.#countOf(code) + count);
  }

  /** Adds a step to the way to every fault from this one on. */
  step(from: number, step: Step): void {
    for (let index = from; index < this.#kept.length; index++) this.#kept[index]!.wayBack.push(step);
  }

  /** Each code with its last kept defect saying how many more there are. */
  defects(): Defect[] {
    return bounded(this.#withCounts());
  }

  *#withCounts(): Generator<Defect> {
    const left = new Map(this.#counts);
    for (const trace of this.#kept) left.set(trace.fault.code, left.get(trace.fault.code)! - 1);
    for (const trace of this.#kept) {
      const more = left.get(trace.fault.code)!;
      left.set(trace.fault.code, 0);
      yield more === 0 ? defectOf(trace) : { ...defectOf(trace), more };
    }
  }

  #countOf(code: FindingCode): number {
    return this.#counts.get(code) ?? 0;
  }
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

function defectOf({ fault, at, wayBack }: Trace): Defect {
  const way = wayBack.toReversed();
  const pointer = formatPointer(way.map((step) => (typeof step === 'object' ? step.hidden : step)));
  if (!way.some((step) => typeof step === 'object')) return { ...fault, at, pointer };
  const shown = formatPointer(way.map((step) => (typeof step === 'object' ? HIDDEN : step)));
  return { ...fault, at, pointer, shown };
}

/** What is wrong with a value by the schema in `file`. */
export function walker(file: string, read: ReadSchema): (value: unknown) => Defect[] {
  const { node } = new NodeStore(read).ref(`${file}#`);
  return (value) => {
    const traces = new Traces();
    check(value, node, 'message', traces);
    return traces.defects();
  };
}
