// Turns the artifacts of a batch into the few that can matter: for each call the latest with times, and the latest with figures.
import type { Notice, Said } from '../message/notice.ts';
import { TextMap } from '../text-map.ts';

type Artifact = Extract<Said, { kind: 'artifact' }>;
type Told = Notice & { readonly said: Artifact };

const PARTS = ['hasRows', 'hasFigures'] as const;

/** A call keeps at most this many artifacts; then those that cannot matter are dropped. */
const MOST_KEPT = 64;

/** Takes artifacts in the order of the log, however their messages were read, and returns them in that order. */
export class LatestArtifacts {
  readonly #byCall = new TextMap<Told[]>();
  /** Artifacts of messages without a call id. */
  readonly #bySource = new TextMap<Told[]>();

  add(callId: string | null, source: string, said: Artifact): void {
    const calls = callId === null ? this.#bySource : this.#byCall;
    const key = callId ?? source;
    const told = calls.get(key);
    if (told === undefined) calls.set(key, [{ callId, source, said }]);
    else {
      told.push({ callId, source, said });
      if (told.length > MOST_KEPT) calls.set(key, latestOf(told));
    }
  }

  take(): Notice[] {
    const latest = [...this.#byCall.values(), ...this.#bySource.values()].flatMap(latestOf);
    this.#byCall.clear();
    this.#bySource.clear();
    return latest;
  }
}

/**
 * The batch before may have told a later time, and then an artifact without a time counts although one with a time stands
 * behind it. So both are kept, with times and with figures.
 */
function latestOf(told: Told[]): Told[] {
  if (told.length < 2) return told;
  const timed = told.filter(({ said }) => said.at !== null).sort((a, b) => a.said.at! - b.said.at!);
  const untimed = told.filter(({ said }) => said.at === null);
  const latest = new Set(
    [timed, untimed].flatMap((some) => PARTS.map((part) => some.findLast(({ said }) => said[part]))),
  );
  return told.filter((one) => latest.has(one));
}
