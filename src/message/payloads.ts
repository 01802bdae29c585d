// Turns a pointer with wildcards into the places in a document that it names, each with the object around it.
import { OPEN_BRACE, OPEN_BRACKET } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import { formatPointer } from '../json/pointer.ts';
import { decodeString } from '../json/read.ts';

/** Bytes [start, end) of a value, and of the innermost object that it is a member of. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly around: { readonly start: number; readonly end: number };
  readonly pointer: string;
}

export const EVERY = '*';

/** The places that `steps` name in the whole JSON document of bytes [start, end), in their order. */
export function placesAt(bytes: Buffer, start: number, end: number, steps: readonly string[]): Place[] {
  let places: Place[] = [{ start, end, around: { start, end }, pointer: '' }];
  for (const step of steps) places = places.flatMap((place) => [...inside(bytes, place, step)]);
  return places;
}

function* inside(bytes: Buffer, place: Place, step: string): Generator<Place> {
  const cursor = new Cursor();
  cursor.reset(bytes, place.start, place.end);
  if (cursor.enter(OPEN_BRACE)) {
    while (cursor.nextKey()) {
      const name = decodeString(bytes, cursor.keyStart, cursor.keyEnd);
      cursor.peek();
      const start = cursor.at;
      if (!cursor.skipValue()) return;
      const pointer = place.pointer + formatPointer([name]);
      if (step === EVERY || name === step) yield { start, end: cursor.at, around: place, pointer };
    }
  } else if (cursor.enter(OPEN_BRACKET)) {
    for (let index = 0; cursor.nextItem(); index++) {
      cursor.peek();
      const start = cursor.at;
      if (!cursor.skipValue()) return;
      const pointer = `${place.pointer}/${index}`;
      if (step === EVERY || step === String(index))
        yield { start, end: cursor.at, around: place.around, pointer };
    }
  }
}
