// Turns sources into batches of what their records come to, in order.
import { systemReason } from '../errors.ts';
import { readRecords } from '../input/records.ts';
import type { Source } from '../input/source.ts';
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
      if (!isSystemError(error)) throw error;
      yield batcher.take();
      yield unreadable(source, error);
    }
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function unreadable({ name }: Source, error: unknown): Batch {
  const place = { source: name, record: 0, line: null, column: null, pointer: '', callId: null };
  const facts = { reason: systemReason(error) };
  return { ...emptyBatch(), findings: [{ code: 'unreadable', facts, ...place }] };
}
