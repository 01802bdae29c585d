// Turns a reader into one of what a program printed, where something wrote its own around each line of that.
import type { Kernel } from '../../json/kernel.ts';
import { lineEnd, openingsIn, opensDocument, skipFiller } from '../framings/opening.ts';
import { peeked } from '../head.ts';
import type { ByteReader } from '../source.ts';
import { TRANSPORTS } from './index.ts';
import type { Transport } from './transport.ts';
import { Unwrapped } from './unwrapped.ts';

/** A line of Docker's log is longer than what it carries, which is up to 16 KiB. */
const LONGEST_LINE = 256 << 10;
/** Other transports show in the first bytes of a line. */
const ENOUGH = 256;

/** So much text is looked through for the first line of a container: what docker compose up says before it, warnings. */
const MOST_TEXT = 16 << 10;

const DOCKER = '{"log":"';

/**
 * `limit` bounds the bytes of a line. The kernel is used to look at the first of them. `isCut` says whether the end of `reader` is
 * not the end of the log.
 */
export async function unwrapped(
  kernel: Kernel,
  reader: ByteReader,
  limit: number,
  isCut: () => boolean,
): Promise<{ reader: ByteReader; stream: Unwrapped | undefined; transport: Transport | null }> {
  const { result: transport, whole } = await peeked<Transport | null>(
    reader,
    LONGEST_LINE,
    (head, ended) => kernel.during(() => transportOf(kernel, head, ended)),
    null,
  );
  const stream = transport === null ? undefined : new Unwrapped(whole, transport, limit, isCut);
  return { reader: stream ?? whole, stream, transport };
}

/** The first line that carries something tells, or the first in which a document opens. */
function transportOf(kernel: Kernel, head: Buffer, ended: boolean): Transport | null | undefined {
  const at = kernel.kept(head)!.start;
  let start = skipFiller(head, 0, head.length);
  while (start < Math.min(head.length, MOST_TEXT)) {
    if (!ended && head.length - start < DOCKER.length) return undefined;
    const opening = head.toString('latin1', start, start + DOCKER.length);
    if (opening.startsWith('{') && opening !== DOCKER) return null;
    const end = lineEnd(head, start, head.length);
    const shows = ended || end < head.length || (opening !== DOCKER && head.length - start >= ENOUGH);
    if (!shows) return undefined;
    const transport = TRANSPORTS.find((one) => one.open(kernel, at + start, at + end) !== undefined);
    if (transport !== undefined) return transport;
    if (opensDocument(head[start]) || openingsIn(head, start, end).next().done === false) return null;
    start = skipFiller(head, end, head.length);
  }
  return ended || start >= MOST_TEXT ? null : undefined;
}
