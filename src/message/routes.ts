// Turns the wrappers into routes: one for each place in which a payload may stand, in the order in which they are tried.
import { parsePointer } from '../json/pointer.ts';
import { WRAPPERS } from './wrappers/index.ts';
import type { Wrapper } from './wrappers/wrapper.ts';

/** The pointers of all wrappers, by the first key that they need. */
export const ROUTES = WRAPPERS.flatMap(({ name, payloads, beside }: Wrapper) =>
  payloads.map((pointer) => ({ name, pointer, steps: parsePointer(pointer), beside })),
);
