// Turns a reader into its first bytes and a reader that still gives them.
import type { ByteReader } from './source.ts';

/** What was read so far decides, or asks for more by giving undefined; `ended` says that there is no more. */
export type Decide<Result> = (head: Buffer, ended: boolean) => Result | undefined;

/** Reads until `decide` gives a result, and never more than `most` bytes: then the result is `otherwise`. */
export async function peeked<Result>(
  reader: ByteReader,
  most: number,
  decide: Decide<Result>,
  otherwise: Result,
): Promise<{ result: Result; whole: ByteReader }> {
  let head: Buffer = Buffer.allocUnsafe(Math.min(FIRST, most));
  let length = 0;
  let ended = false;
  let result: Result | undefined;
  for (;;) {
    result = decide(head.subarray(0, length), ended);
    if (result !== undefined || ended || length === most) break;
    if (length === head.length) head = grown(head, Math.min(length * GROWTH, most));
    const read = await reader.read(head, length, head.length - length);
    length += read;
    ended = read === 0;
  }
  return { result: result ?? otherwise, whole: behind(head.subarray(0, length), reader) };
}

const FIRST = 1 << 10;
/** What is not written to takes no memory, and what is left behind takes it for a while. */
const GROWTH = 64;
const NOTHING = Buffer.alloc(0);

function grown(head: Buffer, length: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(length);
  head.copy(larger);
  return larger;
}

/** The bytes of `head`, then those of `reader`. */
function behind(head: Buffer, reader: ByteReader): ByteReader {
  let rest = head;
  return {
    async read(target, at, length) {
      if (rest.length === 0) return reader.read(target, at, length);
      const taken = rest.copy(target, at, 0, Math.min(length, rest.length));
      rest = taken === rest.length ? NOTHING : rest.subarray(taken);
      return taken;
    },
    close: () => reader.close(),
  };
}
