// Turns what threads tell each other into messages that can be copied between them, and back.
import { EventColumns } from '../message/columns.ts';
import type { Notice } from '../message/notice.ts';
import type { Batch, Work } from './batch.ts';
import type { ChunkBatch } from './chunk-batch.ts';

/** What a worker must know: the contract it makes itself. */
export interface Assignment {
  readonly work: Omit<Work, 'contract'>;
  /** Whether messages are held against the built-in contract. */
  readonly judged: boolean;
  readonly source: string;
}

/**
 * A chunk, in memory that both threads see: nobody writes to it until there is a reply. Memory is handed over once, since that
 * costs as much as to read a chunk, and is called by its number from then on.
 */
export interface Task {
  readonly memory: number;
  readonly bytes?: Uint8Array;
  readonly length: number;
}

/** The number of memory that does not come again. */
export const ONCE = -1;

/** What a thread says first. */
export const READY = 'ready';

/** What a chunk came to; null where it could not be read alone. */
export type Reply = PackedBatch | null;

interface PackedBatch extends Omit<ChunkBatch, 'batch'> {
  readonly batch: Omit<Batch, 'events'>;
  readonly events: ReturnType<EventColumns['pack']>;
  readonly artifacts: InChunk;
}

/**
 * Artifacts that lie in the chunk are told by where, and looked at there until the batch was taken: three numbers each, its
 * time and bounds, in one list, since many small objects cost more to copy than their bytes to read.
 */
interface InChunk {
  readonly calls: (string | null)[];
  readonly numbers: number[];
}

export function pack({ batch, ...counts }: ChunkBatch, chunk: Buffer): PackedBatch {
  const { events, notices: all, ...others } = batch;
  const artifacts: InChunk = { calls: [], numbers: [] };
  const notices = all.flatMap((notice) => (tellWhere(notice, chunk, artifacts) ? [] : [copied(notice)]));
  return { ...counts, batch: { ...others, notices }, events: events.pack(), artifacts };
}

/** `source` is that of the chunk. */
export function unpack(
  { batch, events, artifacts: { calls, numbers }, ...counts }: PackedBatch,
  chunk: Buffer,
  source: string,
): ChunkBatch {
  const { kept, notices } = batch;
  const artifacts = calls.map((callId, index): Notice => {
    const [at = 0, start, end] = numbers.slice(index * 3, index * 3 + 3);
    return { callId, source, said: { kind: 'artifact', at, bytes: chunk.subarray(start, end) } };
  });
  return {
    ...counts,
    batch: {
      ...batch,
      events: EventColumns.unpack(events),
      notices: [...notices.map(revived), ...artifacts],
      kept: { valid: kept.valid.map(bufferOf), invalid: kept.invalid.map(bufferOf) },
    },
  };
}

/** False where the notice is no artifact, or one that was made of a string. */
function tellWhere({ callId, said }: Notice, chunk: Buffer, artifacts: InChunk): boolean {
  if (said.kind !== 'artifact' || said.bytes.buffer !== chunk.buffer) return false;
  const start = said.bytes.byteOffset - chunk.byteOffset;
  artifacts.calls.push(callId);
  artifacts.numbers.push(said.at, start, start + said.bytes.length);
  return true;
}

/** A view of other memory would be copied with all that is around it. */
function copied(notice: Notice): Notice {
  const { said } = notice;
  return said.kind === 'artifact' ? { ...notice, said: { ...said, bytes: Buffer.from(said.bytes) } } : notice;
}

function revived(notice: Notice): Notice {
  const { said } = notice;
  return said.kind === 'artifact' ? { ...notice, said: { ...said, bytes: bufferOf(said.bytes) } } : notice;
}

/** On their way buffers become plain arrays of bytes. */
export function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
