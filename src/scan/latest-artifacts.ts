// Turns the artifacts of a batch into those that matter: of each call the latest with times, and the latest with figures.
import { hasTooManyValues } from '../json/size.ts';
import { hasFigures, hasTimes } from '../message/artifact.ts';
import type { Notice, Said } from '../message/notice.ts';
import { TextMap } from '../text-map.ts';

const PARTS = { times: hasTimes, figures: hasFigures } as const;

type Artifact = Extract<Said, { kind: 'artifact' }>;

/**
 * Of artifacts of one call, in the order in which they came; each once. Where there is one, nobody need look for its parts here. Those
 * with too many values count as not there, and counting takes so long that only the latest are counted.
 */
export function latestOf(artifacts: readonly Artifact[]): Iterable<Artifact> {
  if (artifacts.length < 2) return artifacts.filter(isReadable);
  const byTime = artifacts.toSorted((a, b) => a.at - b.at);
  const latest = Object.values(PARTS).map((has) =>
    byTime.findLast((artifact) => has(artifact.bytes) && isReadable(artifact)),
  );
  return new Set(latest.filter((one) => one !== undefined));
}

function isReadable({ bytes }: Artifact): boolean {
  return !hasTooManyValues(bytes, 0, bytes.length);
}

export class LatestArtifacts {
  readonly #held = new TextMap<{ readonly at: number; readonly notice: Notice }>();

  hold({ at, bytes }: Artifact, notice: Notice): void {
    for (const [part, has] of Object.entries(PARTS)) {
      const key = `${part} ${notice.callId ?? `source ${notice.source}`}`;
      const known = this.#held.get(key);
      if (has(bytes) && at >= (known?.at ?? at)) this.#held.set(key, { at, notice });
    }
  }

  /** Each once. */
  take(): Set<Notice> {
    const latest = new Set(Array.from(this.#held.values(), ({ notice }) => notice));
    this.#held.clear();
    return latest;
  }
}
