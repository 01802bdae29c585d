// Turns a walk over values into a list of them, each with its place and what is known of its bytes, for whoever looks again.
/** Something that somebody else may write upon; nothing is on what is new. */
export interface Noted {
  note: unknown;
}

/** What knows the bytes of a value, or of an array those up to the end of its last item. */
export interface KnownBytes extends Noted {
  readonly length: number;
  /** How often it has taken up other bytes. */
  readonly times: number;
}

/** A value that was stepped over. */
export interface Step {
  /** Bounds of its key between the quotes, and of itself. */
  keyStart: number;
  keyEnd: number;
  start: number;
  end: number;
  known: KnownBytes | undefined;
  /** The `times` of `known` by then. */
  times: number;
  /** The step behind those within it. */
  next: number;
}

/** A message has some hundred; of more, the first are kept, and nobody should look at them. */
const MOST = 1 << 14;

/** The steps of one document; those within a value follow it. The objects are used again. */
export class Steps {
  readonly #all: Step[] = [];
  count = 0;

  clear(): void {
    this.count = 0;
  }

  at(index: number): Step {
    return this.#all[index]!;
  }

  /** Whether every step is here. */
  get isWhole(): boolean {
    return this.count < MOST;
  }

  /** Begins the step over a value; gives its index. */
  open(keyStart: number, keyEnd: number): number {
    if (!this.isWhole) return MOST;
    const index = this.count++;
    let step = this.#all[index];
    if (step === undefined) {
      step = { keyStart, keyEnd, start: 0, end: 0, known: undefined, times: 0, next: 0 };
      this.#all.push(step);
    }
    step.keyStart = keyStart;
    step.keyEnd = keyEnd;
    return index;
  }

  close(index: number, start: number, end: number, known: KnownBytes | undefined): void {
    const step = this.#all[index];
    if (step === undefined) return;
    step.start = start;
    step.end = end;
    step.known = known;
    step.times = known?.times ?? 0;
    step.next = this.count;
  }

  /** What knows the bytes of a step, if it still does. */
  knownAt(index: number): KnownBytes | undefined {
    const { known, times } = this.#all[index]!;
    return known?.times === times ? known : undefined;
  }
}
