// Turns a pointer with wildcards into the places in a document that it names, each with the object around it.
import { formatPointer } from '../json/pointer.ts';
import type { Tape } from '../json/tape.ts';
import { Receipt } from './received.ts';

export interface Place {
  /** On the tape. */
  readonly entry: number;
  /** What the innermost object says of which it is a member. */
  readonly receipt: Receipt;
  readonly pointer: string;
}

export const EVERY = '*';

/** The places that `steps` name in a document, in their order; the entry of each is good until the next is asked for. */
export function placesAt(tape: Tape, document: number, steps: readonly string[]): Generator<Place> {
  return inside(tape, { entry: document, receipt: new Receipt(tape, document), pointer: '' }, steps);
}

function* inside(tape: Tape, place: Place, [step, ...rest]: readonly string[]): Generator<Place> {
  if (step === undefined) {
    yield place;
    return;
  }
  const { entry } = place;
  const isObject = tape.isObject(entry);
  const receipt = isObject ? new Receipt(tape, entry) : place.receipt;
  let index = 0;
  for (const child of tape.children(entry)) {
    const token = isObject ? tape.name(child) : index++;
    if (step !== EVERY && String(token) !== step) continue;
    yield* inside(tape, { entry: child, receipt, pointer: place.pointer + formatPointer([token]) }, rest);
  }
}
