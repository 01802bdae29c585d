// Turns messages that were read into the shapes of those to come: which one fits, and what is learnt where none does.
import type { CallTable } from './call-table.ts';
import { type MessageAt, type Part, type PartAt, Shape, type ShapeFields } from './shape.ts';

/** Of so many shapes at most, the one that fitted last is tried first. */
const MOST_KNOWN = 4;
/** Where so many did not last, messages have no shape. */
const MOST_LEARNT = 64;
/** A message has each part once; of more, as where keys stand twice, a shape would cost more than it gives. */
const MOST_PARTS = 8;
const NOTHING = -1;

export class Shapes {
  readonly #calls: CallTable;
  readonly #known: Shape[] = [];
  #learnt = 0;
  /** Of the message at hand, as far as it was read. */
  #parts: PartAt[] = [];
  #isPlain = true;

  constructor(calls: CallTable) {
    this.#calls = calls;
  }

  /** As Shape.read, of the first shape that fits. */
  read(bytes: Buffer, view: DataView, start: number, end: number, into: ShapeFields): number {
    const known = this.#known;
    for (let index = 0; index < known.length; index++) {
      const shape = known[index]!;
      const stop = shape.read(bytes, view, start, end, this.#calls, into);
      if (stop < 0) continue;
      if (index > 0) {
        known.copyWithin(1, 0, index);
        known[0] = shape;
      }
      return stop;
    }
    return NOTHING;
  }

  /** Begins with another message. */
  clear(): void {
    this.#isPlain = this.#learnt < MOST_LEARNT;
    if (this.#parts.length > 0) this.#parts = [];
  }

  note(part: Part, start: number, end: number): void {
    if (this.#parts.length === MOST_PARTS) this.giveUp();
    if (this.#isPlain) this.#parts.push({ part, start, end });
  }

  /** There is more in the message at hand than a shape has. */
  giveUp(): void {
    this.#isPlain = false;
  }

  /** Of the message at hand, in the document of bytes [start, end). */
  learn(bytes: Buffer, start: number, end: number, message: MessageAt): void {
    if (!this.#isPlain) return;
    this.#learnt++;
    this.#known.unshift(new Shape(bytes, start, end, message, this.#parts));
    if (this.#known.length > MOST_KNOWN) this.#known.pop();
  }
}
