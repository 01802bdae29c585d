// Turns what threads tell each other into messages that can be copied between them, and back.
import type { Chunk } from '../input/chunks.ts';
import type { Stretch } from '../input/stretch.ts';
import { EventColumns } from '../message/columns.ts';
import type { Notice } from '../message/notice.ts';
import type { Batch, Work } from './batch.ts';
import type { PieceBatch } from './piece-batch.ts';

/** What a worker must know: of the contract it gets the tables. */
export interface Assignment {
  readonly work: Omit<Work, 'contract'>;
  /** The tables of the contract that messages are validated against. */
  readonly tables: Uint8Array | null;
  readonly source: string;
}

/**
 * A stretch, or a chunk in memory that both threads see: nobody writes to it until there is a reply. Memory is handed over once,
 * since that costs as much as to read a chunk, and is called by its number from then on.
 */
export type Task = Stretch | (Omit<Chunk, 'bytes'> & { readonly bytes?: Uint8Array });

/** What a thread says first. */
export const READY = 'ready';

/** What a piece came to; null where it could not be read alone. */
export type Reply = PackedBatch | null;

interface PackedBatch extends Omit<PieceBatch, 'batch'> {
  readonly batch: Omit<Batch, 'events'>;
  readonly events: ReturnType<EventColumns['pack']>;
  readonly artifacts: Artifacts;
}

/**
 * The bytes of all artifacts, one behind the other, and of each its time (NaN for null), length and parts: three numbers in one list, since many small
 * objects cost more to copy than their bytes to read.
 */
interface Artifacts {
  readonly calls: (string | null)[];
  readonly numbers: number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A copy: nothing of it lies in what was read. */
export function pack({ batch, ...counts }: PieceBatch): PackedBatch {
  const { events, notices: all, ...others } = batch;
  const notices = all.filter(({ said }) => said.kind !== 'artifact');
  return { ...counts, batch: { ...others, notices }, events: events.pack(), artifacts: packed(all) };
}

/** `source` is that of the piece. */
export function unpack({ batch, events, artifacts, ...counts }: PackedBatch, source: string): PieceBatch {
  const { kept, notices } = batch;
  return {
    ...counts,
    batch: {
      ...batch,
      events: EventColumns.unpack(events),
      notices: [...notices, ...unpacked(artifacts, source)],
      kept: { valid: kept.valid.map(bufferOf), invalid: kept.invalid.map(bufferOf) },
    },
  };
}

/** What is not copied on the way to another thread, but changes hands. */
export function transferable({ events, artifacts }: PackedBatch): ArrayBuffer[] {
  return [...events.columns.map(({ buffer }) => buffer), artifacts.bytes.buffer];
}

/** Other notices are passed over. */
function packed(notices: readonly Notice[]): Artifacts {
  const artifacts = notices.flatMap(({ callId, said }) =>
    said.kind === 'artifact' ? [{ callId, ...said }] : [],
  );
  const bytes = new Uint8Array(artifacts.reduce((sum, one) => sum + one.bytes.length, 0));
  let end = 0;
  for (const one of artifacts) {
    bytes.set(one.bytes, end);
    end += one.bytes.length;
  }
  const numbers = artifacts.flatMap((one) => [one.at ?? Number.NaN, one.bytes.length, partsOf(one)]);
  return { calls: artifacts.map(({ callId }) => callId), numbers, bytes };
}

const ROWS = 1;
const FIGURES = 2;

function partsOf({
  hasRows,
  hasFigures,
}: {
  readonly hasRows: boolean;
  readonly hasFigures: boolean;
}): number {
  return (hasRows ? ROWS : 0) | (hasFigures ? FIGURES : 0);
}

function unpacked({ calls, numbers, bytes }: Artifacts, source: string): Notice[] {
  const all = bufferOf(bytes);
  let start = 0;
  return calls.map((callId, index) => {
    const [time = Number.NaN, length = 0, parts = 0] = numbers.slice(index * 3, index * 3 + 3);
    const at = Number.isNaN(time) ? null : time;
    start += length;
    const bytes = all.subarray(start - length, start);
    const [hasRows, hasFigures] = [(parts & ROWS) !== 0, (parts & FIGURES) !== 0];
    return { callId, source, said: { kind: 'artifact', at, bytes, hasRows, hasFigures } };
  });
}

/** On their way buffers become plain arrays of bytes. */
export function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
