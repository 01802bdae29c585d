// Turns the last bytes of an input that was cut off into whether they are a record that is not whole.

import { boundsOf } from '../json/bounds.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, isBlank } from '../json/bytes.ts';
import type { Kernel } from '../json/kernel.ts';
import { openingsIn } from './framings/opening.ts';

/** Text counts as not whole; what carries a document is whole if its first document is. */
export function isOpen(kernel: Kernel, start: number, end: number): boolean {
  const { bytes } = kernel;
  let behind = end;
  while (behind > start && isBlank(bytes[behind - 1])) behind--;
  const last = bytes[behind - 1];
  if (last !== CLOSE_BRACE && last !== CLOSE_BRACKET) return true;
  for (const at of openingsIn(bytes, start, end))
    return boundsOf(kernel, at, end).problem?.reason === 'ends-early';
  return false;
}
