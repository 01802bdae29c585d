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

/** A chunk, in memory that both threads see: nobody writes to it until there is a reply. */
export interface Task {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** What a thread says first. */
export const READY = 'ready';

/** What a chunk came to; null where it could not be read alone. */
export type Reply = PackedBatch | null;

interface PackedBatch extends Omit<ChunkBatch, 'batch'> {
  readonly batch: Omit<Batch, 'events'>;
  readonly events: ReturnType<EventColumns['pack']>;
}

export function pack({ batch, ...counts }: ChunkBatch): PackedBatch {
  const { events, notices, ...others } = batch;
  // A view of a chunk is no copy, and the chunk goes back by itself.
  const copied = notices.map((notice) => withBytes(notice, (bytes) => Buffer.from(bytes)));
  return { ...counts, batch: { ...others, notices: copied }, events: events.pack() };
}

export function unpack({ batch, events, ...counts }: PackedBatch): ChunkBatch {
  const { notices, kept } = batch;
  return {
    ...counts,
    batch: {
      ...batch,
      events: EventColumns.unpack(events),
      notices: notices.map((notice) => withBytes(notice, bufferOf)),
      kept: { valid: kept.valid.map(bufferOf), invalid: kept.invalid.map(bufferOf) },
    },
  };
}

function withBytes(notice: Notice, change: (bytes: Buffer) => Buffer): Notice {
  const { said } = notice;
  return said.kind === 'artifact' ? { ...notice, said: { ...said, bytes: change(said.bytes) } } : notice;
}

/** On their way buffers become plain arrays of bytes. */
export function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
