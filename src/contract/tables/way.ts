// Turns entries of a value on the tape into their pointers, in a time that grows with the value where they come in order.
import { formatStep } from '../../json/pointer.ts';
import type { Tape } from '../../json/tape.ts';

export interface Step {
  readonly entry: number;
  /** Its place among its siblings. */
  readonly index: number;
  /** The last step to it, and the whole way. */
  readonly token: string;
  readonly pointer: string;
}

export class Way {
  readonly #tape: Tape;
  readonly #steps: Step[];

  constructor(tape: Tape, root: number) {
    this.#tape = tape;
    this.#steps = [{ entry: root, index: 0, token: '', pointer: '' }];
  }

  /** The values around an entry, the outermost first, and itself. */
  to(entry: number): readonly Step[] {
    const steps = this.#steps;
    let left: Step | undefined;
    while (!this.#holds(steps.at(-1)!, entry)) left = steps.pop();
    for (let around = steps.at(-1)!; around.entry !== entry; around = steps.at(-1)!) {
      steps.push(this.#towards(around, entry, left));
      left = undefined;
    }
    return steps;
  }

  #holds(step: Step, entry: number): boolean {
    return step.entry <= entry && entry < this.#tape.next(step.entry);
  }

  /** The member or item that holds the entry. `left` is one of them, from where the search goes on. */
  #towards({ entry: around, pointer }: Step, entry: number, left: Step | undefined): Step {
    const tape = this.#tape;
    const goesOn = left !== undefined && left.entry < entry;
    let child = goesOn ? left.entry : around + 1;
    let index = goesOn ? left.index : 0;
    for (let next = tape.next(child); next <= entry; next = tape.next(child)) {
      child = next;
      index++;
    }
    const token = formatStep(tape.isObject(around) ? tape.name(child) : index);
    return { entry: child, index, token, pointer: pointer + token };
  }
}
