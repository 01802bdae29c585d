// Turns bytes that are not all UTF-8 into the offset of the first that is not.
import { isUtf8 } from 'node:buffer';

const STRIDE = 4_096;

/** The offset of the first byte in [start, end) that begins no character; `end` where every one does. */
export function firstInvalid(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const next = characterStart(bytes, Math.min(end, at + STRIDE), at, end);
    if (!isUtf8(bytes.subarray(at, next))) break;
    at = next;
  }
  while (at < end) {
    const next = Math.min(end, at + lengthOf(bytes[at]!));
    if (!isUtf8(bytes.subarray(at, next))) return at;
    at = next;
  }
  return end;
}

/** Whether half of a pair of UTF-16 stands at `at`, in the three bytes that it would have. */
export function isSurrogate(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0xed && bytes[at + 1]! >= 0xa0 && bytes[at + 1]! <= 0xbf;
}

/** `at`, or the start of the character that it would cut. */
function characterStart(bytes: Buffer, at: number, from: number, end: number): number {
  let start = at;
  for (let back = 0; start < end && back < 3 && start > from + 1 && (bytes[start]! & 0xc0) === 0x80; back++)
    start--;
  return start;
}

/** How many bytes the character has that begins with this one. */
function lengthOf(lead: number): number {
  if (lead < 0xc0) return 1;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
