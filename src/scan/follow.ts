// Turns sources that grow into batches of what comes, from all of them as it comes.
import type { Source } from '../input/source.ts';
import type { Batch, Work } from './batch.ts';
import { scan } from './scan.ts';

/** Ends when all sources do, or when `interrupt` fires. */
export async function* scanFollowed(
  sources: readonly Source[],
  work: Work,
  interrupt: AbortSignal,
): AsyncGenerator<Batch> {
  yield* merged(sources.map((source) => scanGrowing(source, work, interrupt)));
}

async function* scanGrowing(source: Source, work: Work, interrupt: AbortSignal): AsyncGenerator<Batch> {
  for await (const current of source.follow?.(interrupt) ?? [source]) {
    for await (const batch of scan([current], work, interrupt)) {
      yield batch;
      // What cannot be read now is not waited for.
      if (batch.findings.some(({ code }) => code === 'unreadable')) return;
    }
  }
}

/** What several streams give, whichever has something first. */
async function* merged<Item>(streams: readonly AsyncGenerator<Item>[]): AsyncGenerator<Item> {
  type Turn = { readonly stream: AsyncGenerator<Item>; readonly result: IteratorResult<Item> };
  const next = async (stream: AsyncGenerator<Item>): Promise<Turn> => ({
    stream,
    result: await stream.next(),
  });
  const waiting = new Map(streams.map((stream) => [stream, next(stream)]));
  while (waiting.size > 0) {
    const { stream, result } = await Promise.race(waiting.values());
    if (result.done === true) waiting.delete(stream);
    else {
      // What a batch has a view of is good until its stream reads on.
      yield result.value;
      waiting.set(stream, next(stream));
    }
  }
}
