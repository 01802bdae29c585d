// Turns captures into the same captures with filler for everything private, to be shown to others.
import { createHash, randomBytes } from 'node:crypto';
import { builtInPlaces } from '../contract/load/places.ts';
import { type Exit, systemReason, TurnlineError } from '../errors.ts';
import { interruptionOf } from '../host.ts';
import { DamagedInput } from '../input/ending.ts';
import { MAX_RECORD_BYTES } from '../limits.ts';
import { type Redaction, type RedactionCounts, redactedCapture } from '../redact/capture.ts';
import { Filler } from '../redact/filler.ts';
import { OutputFile } from '../report/file.ts';
import type { Invocation } from './command.ts';
import { sourcesFor } from './gather.ts';
import { count, interruptionNotes } from './outcome.ts';
import { note } from './present.ts';
import { forSink } from './raw.ts';

const SECRET_BYTES = 32;
const NEWLINE = Buffer.from('\n');

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { options, host } = invocation;
  const { out, seed, at, maxRecord } = options;
  const file = out === undefined || out === '-' ? undefined : new OutputFile(out, host);
  const redaction: Redaction = {
    filler: new Filler(secretOf(seed)),
    places: builtInPlaces(),
    maxRecordBytes: maxRecord ?? MAX_RECORD_BYTES,
    at,
    interrupt: host.interrupt,
  };
  const counts: RedactionCounts = { messages: 0, others: 0, dropped: 0, unwrapped: 0 };
  const unreadable: string[] = [];
  let last: number | undefined;
  const write = async (bytes: Buffer): Promise<void> => {
    if (bytes.length === 0) return;
    last = bytes.at(-1);
    await (file === undefined ? host.stdout.write(forSink(bytes, host.stdout)) : file.write(bytes));
  };
  try {
    for (const source of await sourcesFor(invocation)) {
      if (host.interrupt.aborted) break;
      if (last !== undefined && last !== NEWLINE[0]) await write(NEWLINE);
      for await (const bytes of readable(redactedCapture(source, redaction, counts), source.name, unreadable))
        await write(bytes);
    }
    await file?.finish();
  } catch (error) {
    await file?.abandon();
    throw error;
  }
  // A file that was finished is whole, whenever the interruption came.
  const isCut = file === undefined;
  await note([...unreadable, ...notesOn(counts), ...(isCut ? interruptionNotes(host) : [])], invocation);
  return [
    'ok',
    ...(unreadable.length > 0 || counts.messages + counts.others === 0 ? (['input'] as const) : []),
    ...(isCut ? interruptionOf(host) : []),
  ];
}

/** Without a seed nobody can make the same filler again, nor tell from it what it stands for. */
function secretOf(seed: string | undefined): Uint8Array {
  return seed === undefined ? randomBytes(SECRET_BYTES) : createHash('sha256').update(seed).digest();
}

function notesOn({ messages, others, dropped, unwrapped }: RedactionCounts): string[] {
  return [
    ...(messages + others === 0 ? ['no JSON document found: nothing was written'] : []),
    ...(dropped > 0
      ? [`${count(dropped, 'record')} left out: no JSON, so that anything may stand there`]
      : []),
    ...(unwrapped > 0
      ? [`${count(unwrapped, 'document')} written without what was wrapped around, one a line`]
      : []),
  ];
}

/** The bytes as far as the source can be read; why it cannot be read to its end is added to `unreadable`. */
async function* readable(
  bytes: AsyncIterable<Buffer>,
  name: string,
  unreadable: string[],
): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    const reason = reasonOf(error, name);
    if (reason === null) throw error;
    unreadable.push(reason);
  }
}

/** Why a source cannot be read, or not to its end; null for a failure that is not the source's. */
function reasonOf(error: unknown, name: string): string | null {
  if (error instanceof DamagedInput) return `${name}: ${error.message}`;
  if (error instanceof TurnlineError && error.exit === 'input') return error.message;
  return error instanceof Error && 'syscall' in error
    ? `${name}: cannot be read: ${systemReason(error)}`
    : null;
}
