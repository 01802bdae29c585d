// Turns the artifacts of a batch into those that matter: of each call the latest with times, and the latest with figures.
import { hasFigures, hasTimes } from '../message/artifact.ts';
import type { Notice, Said } from '../message/notice.ts';

const PARTS = { times: hasTimes, figures: hasFigures } as const;

type Artifact = Extract<Said, { kind: 'artifact' }>;

/** Of artifacts of one call, in the order in which they came; each once. Where there is one, nobody need look into it here. */
export function latestOf(artifacts: readonly Artifact[]): Iterable<Artifact> {
  if (artifacts.length < 2) return artifacts;
  const byTime = artifacts.toSorted((a, b) => a.at - b.at);
  const latest = Object.values(PARTS).map((has) => byTime.findLast(({ bytes }) => has(bytes)));
  return new Set(latest.filter((one) => one !== undefined));
}

export class LatestArtifacts {
  readonly #held = new Map<string, { readonly at: number; readonly notice: Notice }>();

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
