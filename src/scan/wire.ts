// Turns what threads tell each other into messages that can be copied between them, and back.
import { EventColumns } from '../message/columns.ts';
import type { Notice, Said } from '../message/notice.ts';
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
  readonly batch: Omit<Batch, 'events' | 'notices'>;
  readonly events: ReturnType<EventColumns['pack']>;
  readonly notices: readonly PackedNotice[];
}

/** Bytes of an artifact that lie in the chunk are told by where, and looked at there until the batch was taken. */
type PackedNotice = Omit<Notice, 'said'> & {
  readonly said:
    | Exclude<Said, Artifact>
    | (Omit<Artifact, 'bytes'> & { readonly bytes: Uint8Array | InChunk });
};
type Artifact = Extract<Said, { kind: 'artifact' }>;

interface InChunk {
  readonly start: number;
  readonly end: number;
}

export function pack({ batch, ...counts }: ChunkBatch, chunk: Buffer): PackedBatch {
  const { events, notices, ...others } = batch;
  return {
    ...counts,
    batch: others,
    events: events.pack(),
    notices: notices.map((one) => packed(one, chunk)),
  };
}

export function unpack({ batch, events, notices, ...counts }: PackedBatch, chunk: Buffer): ChunkBatch {
  const { kept } = batch;
  return {
    ...counts,
    batch: {
      ...batch,
      events: EventColumns.unpack(events),
      notices: notices.map((one) => unpacked(one, chunk)),
      kept: { valid: kept.valid.map(bufferOf), invalid: kept.invalid.map(bufferOf) },
    },
  };
}

function packed({ said, ...notice }: Notice, chunk: Buffer): PackedNotice {
  if (said.kind !== 'artifact') return { ...notice, said };
  const { bytes } = said;
  const start = bytes.byteOffset - chunk.byteOffset;
  // What was made of a string is not in the chunk; a view of other memory would be copied whole.
  const where = bytes.buffer === chunk.buffer ? { start, end: start + bytes.length } : Uint8Array.from(bytes);
  return { ...notice, said: { ...said, bytes: where } };
}

function unpacked({ said, ...notice }: PackedNotice, chunk: Buffer): Notice {
  if (said.kind !== 'artifact') return { ...notice, said };
  const { bytes } = said;
  const own = 'start' in bytes ? chunk.subarray(bytes.start, bytes.end) : bufferOf(bytes);
  return { ...notice, said: { ...said, bytes: own } };
}

/** On their way buffers become plain arrays of bytes. */
export function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
