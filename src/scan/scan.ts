// Turns sources into batches of what their records come to, in order.
import { systemReason, TurnlineError } from '../errors.ts';
import { DamagedInput } from '../input/ending.ts';
import { type Reading, readRecords } from '../input/records.ts';
import type { Source } from '../input/source.ts';
import { ROOM_BYTES } from '../input/stretch.ts';
import { Turns } from '../input/turns.ts';
import { Kernel } from '../json/kernel.ts';
import { type Batch, emptyBatch, type Work } from './batch.ts';
import { Batcher } from './batcher.ts';

/** How the work may be done. */
export interface Hands {
  /** How many threads may work at once. */
  readonly jobs: number;
  /** Whether nobody waits for what is found before the end, so that a pipe may be read ahead. */
  readonly patient: boolean;
}

const ALONE: Hands = { jobs: 1, patient: false };

/** Reads the sources one after another. A source that cannot be read is a finding, and the next one is read. */
export async function* scan(
  sources: readonly Source[],
  work: Work,
  interrupt: AbortSignal,
  hands: Hands = ALONE,
): AsyncGenerator<Batch> {
  const kernel = new Kernel(work.maxRecordBytes, work.contract?.tables);
  const batcher = new Batcher(work, kernel);
  const turns = new Turns();
  for (const source of sources) {
    await turns.pass();
    if (interrupt.aborted) return;
    try {
      if (await isForMany(source, work, hands)) {
        const { scanInParallel } = await import('./parallel.ts');
        yield* scanInParallel(source, work, hands.jobs, interrupt);
      } else yield* scanAlone(source, batcher, { ...work, kernel, interrupt });
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === null) throw error;
      yield unreadable(source, reason);
    }
  }
}

async function* scanAlone(
  source: Source,
  batcher: Batcher,
  { kernel, maxRecordBytes, interrupt }: Work & Pick<Reading, 'kernel' | 'interrupt'>,
): AsyncGenerator<Batch> {
  batcher.restart();
  try {
    for await (const _ of readRecords(source, batcher, { kernel, maxRecordBytes, interrupt }))
      yield batcher.take();
  } catch (error) {
    yield batcher.take();
    throw error;
  }
}

/**
 * Threads cost time to start, and only a contract of tables can be handed to them. Where one reads, a
 * line that finds room is never too long for a record.
 */
async function isForMany(
  source: Source,
  { contract, maxRecordBytes }: Work,
  { jobs, patient }: Hands,
): Promise<boolean> {
  if (jobs < 2 || (contract !== null && contract.tables === undefined) || maxRecordBytes < ROOM_BYTES)
    return false;
  const size = await source.size?.();
  return size === undefined ? patient : size >= LARGE_BYTES;
}

/** Less than this is read before threads have started. */
const LARGE_BYTES = 16 << 20;

/** Why a source cannot be read, or not to its end; null for a failure that is not the source's. */
export function reasonOf(error: unknown): string | null {
  if (error instanceof DamagedInput) return error.message;
  if (error instanceof TurnlineError) return error.exit === 'input' ? error.message : null;
  return error instanceof Error && 'syscall' in error ? systemReason(error) : null;
}

function unreadable({ name }: Source, reason: string): Batch {
  const place = { source: name, record: 0, line: null, column: null, pointer: '', callId: null };
  const facts = { reason };
  return { ...emptyBatch(), findings: [{ code: 'unreadable', facts, ...place }] };
}
