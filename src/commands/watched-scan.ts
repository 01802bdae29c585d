// Turns a scan into the same scan, watched: how far it has come is shown where a person waits.
import type { Source } from '../input/source.ts';
import { Progress, type Reading } from '../report/progress.ts';
import type { Batch, Work } from '../scan/batch.ts';
import { scanFollowed } from '../scan/follow.ts';
import { scan } from '../scan/scan.ts';
import type { Invocation } from './command.ts';

export function progressFor({ options, host }: Invocation): Progress {
  return new Progress(host, options.quiet !== true && options.follow !== true);
}

/** One thread deals the work, and can feed no more than so many. */
const MOST_JOBS = 8;

/** The batches of a scan; `patient` is whether nothing is printed before the last. `progress` is ended with it, or before by whoever prints. */
export async function* watchedScan(
  sources: readonly Source[],
  work: Work,
  { host, options }: Invocation,
  progress: Progress,
  patient: boolean,
): AsyncGenerator<Batch> {
  let records = 0;
  let size: Promise<number | undefined> | undefined;
  const reading = async (): Promise<Reading> => {
    size ??= sizeOf(sources);
    const bytes = sources.reduce((sum, { bytesRead = 0 }) => sum + bytesRead, 0);
    return { records, bytes, size: await size };
  };
  try {
    const batches =
      options.follow === true
        ? scanFollowed(sources, work, host.interrupt)
        : scan(sources, work, host.interrupt, {
            jobs: options.jobs ?? Math.min(host.cores, MOST_JOBS),
            patient,
          });
    for await (const batch of batches) {
      records += batch.tally.records;
      await progress.tell(reading);
      yield batch;
    }
  } finally {
    await progress.end();
  }
}

/** Of all sources together; undefined where one of them does not know. */
async function sizeOf(sources: readonly Source[]): Promise<number | undefined> {
  const sizes = await Promise.all(sources.map(async (source) => source.size?.()));
  return sizes.reduce<number | undefined>(
    (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
    0,
  );
}
