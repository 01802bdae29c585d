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
  const ready: (() => { readonly stream: AsyncGenerator<Item>; readonly result: IteratorResult<Item> })[] =
    [];
  // A race of promises would hold on to whatever won while one of them is never settled.
  let wake = (): void => {};
  const ask = (stream: AsyncGenerator<Item>): void => {
    stream
      .next()
      .then(
        (result) => ready.push(() => ({ stream, result })),
        (error) =>
          ready.push(() => {
            throw error;
          }),
      )
      .then(() => wake());
  };
  streams.forEach(ask);
  for (let open = streams.length; open > 0; ) {
    const next = ready.shift();
    if (next === undefined) {
      await new Promise<void>((resume) => {
        wake = resume;
      });
      continue;
    }
    const { stream, result } = next();
    if (result.done === true) open--;
    else {
      // What a batch has a view of is good until its stream reads on.
      yield result.value;
      ask(stream);
    }
  }
}
