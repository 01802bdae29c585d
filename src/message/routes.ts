// Turns a wrapper into the ways into it: the places in which a payload may stand, in the order in which they are tried.
import type { Kernel } from '../json/kernel.ts';
import { parsePointer } from '../json/pointer.ts';
import { EVERY, type Place, placesAt } from './payloads.ts';
import { WRAPPERS } from './wrappers/index.ts';
import type { Wrapper } from './wrappers/wrapper.ts';

/** The pointers of all wrappers. */
const ROUTES = WRAPPERS.flatMap(({ name, payloads, beside }: Wrapper) =>
  payloads.map((pointer) => ({ layer: `${name}, ${pointer}`, steps: parsePointer(pointer), beside })),
);

/** What a document spells that holds a message of ours, wherever it does. */
export const MESSAGE = Buffer.from('speech-update');

export interface Way {
  /** What was taken off to get there. */
  readonly layer: string;
  readonly places: Generator<Place>;
}

/** The ways into an object; the next is to be asked for only where the one before led to no message. */
export function* waysInto(kernel: Kernel, object: number): Generator<Way> {
  const { tape, bytes } = kernel;
  const names = new Set(Array.from(tape.children(object), (member) => tape.name(member)));
  if (names.size === 0) return;
  for (const { layer, steps, beside } of ROUTES) {
    const [name = '', ...deeper] = steps;
    if (!names.has(name) || (beside !== undefined && !names.has(beside))) continue;
    yield { layer, places: placesAt(tape, object, steps) };
    // What was looked into as a whole need not be looked into again.
    if (deeper.length === 0) names.delete(name);
  }
  if (!bytes.subarray(tape.start(object), tape.end(object)).includes(MESSAGE)) return;
  // A body that is written twice, parsed and as it came, is one message.
  for (const isString of [false, true])
    yield { layer: 'some other document', places: left(kernel, object, names, isString) };
}

/** The members of these names that are strings, or those that are not. */
function* left(
  { tape }: Kernel,
  object: number,
  names: ReadonlySet<string>,
  isString: boolean,
): Generator<Place> {
  for (const place of placesAt(tape, object, [EVERY]))
    if (tape.isString(place.entry) === isString && names.has(tape.name(place.entry))) yield place;
}
