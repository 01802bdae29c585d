// Turns a reader into one of what a program printed, where something wrote its own around each line of that.
import { lineEnd, skipFiller } from '../framings/opening.ts';
import { peeked } from '../head.ts';
import type { ByteReader } from '../source.ts';
import { TRANSPORTS } from './index.ts';
import type { Transport } from './transport.ts';
import { Unwrapped } from './unwrapped.ts';

/** A line of Docker's log is longer than what it carries, which is up to 16 KiB. */
const LONGEST_LINE = 256 << 10;
/** Other transports show in the first bytes of a line. */
const ENOUGH = 256;

const DOCKER = '{"log":"';
/** What docker compose up prints before the first line of a container. */
const ATTACHING = 'Attaching to ';

/** `limit` bounds the bytes of a line. */
export async function unwrapped(
  reader: ByteReader,
  limit: number,
): Promise<{ reader: ByteReader; stream: Unwrapped | undefined; transport: Transport | null }> {
  const { result: transport, whole } = await peeked<Transport | null>(
    reader,
    LONGEST_LINE,
    transportOf,
    null,
  );
  const stream = transport === null ? undefined : new Unwrapped(whole, transport, limit);
  return { reader: stream ?? whole, stream, transport };
}

function transportOf(head: Buffer, ended: boolean): Transport | null | undefined {
  let start = skipFiller(head, 0, head.length);
  if (!ended && head.length - start < DOCKER.length) return undefined;
  if (head.toString('latin1', start, start + ATTACHING.length) === ATTACHING)
    start = lineEnd(head, start, head.length) + 1;
  const opening = head.toString('latin1', start, start + DOCKER.length);
  if (opening.startsWith('{') && opening !== DOCKER) return null;
  const end = lineEnd(head, start, head.length);
  const shows = ended || end < head.length || (opening !== DOCKER && head.length - start >= ENOUGH);
  if (!shows) return undefined;
  return TRANSPORTS.find((transport) => transport.open(head, start, end) !== undefined) ?? null;
}
