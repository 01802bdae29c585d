// Turns sources into batches of what their records come to, in order.
import { systemReason, TurnlineError } from '../errors.ts';
import { readRecords } from '../input/records.ts';
import type { Source } from '../input/source.ts';
import { DamagedInput } from '../input/unpack.ts';
import { type Batch, Batcher, emptyBatch, type Work } from './batch.ts';

/** Reads the sources one after another. A source that cannot be read is a finding, and the next one is read. */
export async function* scan(
  sources: readonly Source[],
  work: Work,
  interrupt: AbortSignal,
): AsyncGenerator<Batch> {
  for (const source of sources) {
    const batcher = new Batcher(work);
    const { maxRecordBytes } = work;
    try {
      for await (const _ of readRecords(source, batcher, { maxRecordBytes, interrupt })) yield batcher.take();
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === null) throw error;
      yield batcher.take();
      yield unreadable(source, reason);
    }
  }
}

/** Why a source cannot be read, or not to its end; null for a failure that is not the source's. */
export function reasonOf(error: unknown): string | null {
  if (error instanceof DamagedInput || error instanceof TurnlineError) return error.message;
  return error instanceof Error && 'syscall' in error ? systemReason(error) : null;
}

function unreadable({ name }: Source, reason: string): Batch {
  const place = { source: name, record: 0, line: null, column: null, pointer: '', callId: null };
  const facts = { reason };
  return { ...emptyBatch(), findings: [{ code: 'unreadable', facts, ...place }] };
}
