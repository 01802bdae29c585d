// Turns the transfers of the floor into how long each party waited for the other.
import type { Call } from '../timeline/call.ts';
import type { Transfer } from '../timeline/floor.ts';
import { isObserved, type Segment } from '../timeline/segment.ts';

/** Which clock a number was read from. */
export type Clock = 'artifact' | 'event';

/** The assistant takes the floor from the user. */
export interface Response {
  /** The segment with which the assistant takes it. */
  readonly segment: Segment;
  /** Response latency in ms; null where it cannot be measured. Never negative. */
  readonly waitMs: number | null;
  readonly clock: Clock;
  /**
   * `late-stop`: the user's stop was reported after the assistant's start, which is how endpointing works, and hides the
   * wait. `cut-in`: the assistant spoke over the user for longer than that explains.
   */
  readonly kind: 'answer' | 'late-stop' | 'cut-in';
}

/** The user's stop is reported up to this much after the user fell silent (event clock). */
const LATE_STOP_MS = 1_000;

/** In order. */
export function responsesOf({ floor }: Call): Response[] {
  return floor.transfers.filter(({ to }) => to.role === 'assistant').map(responseOf);
}

/** The last segments of the user's runs that no assistant answered: the user went on, or the events end. */
export function unansweredOf({ floor: { runs } }: Call): Segment[] {
  return runs
    .filter((run, index) => run.role === 'user' && runs[index + 1]?.role !== 'assistant')
    .map((run) => run.segments.at(-1)!);
}

/** How long the call went on before the assistant first spoke, in ms from its origin; null where nothing tells. */
export function firstWordMs({ origin, segments }: Call): number | null {
  const first = segments.find(({ role }) => role === 'assistant');
  if (origin === null || first === undefined || !isObserved(first.start)) return null;
  return first.start.at - origin.at;
}

function responseOf({ from, to }: Transfer): Response {
  const [before, segment] = [from.segments.at(-1)!, to.segments[0]!];
  const measurable = isObserved(before.end) && isObserved(segment.start);
  const offset = measurable ? segment.start.at! - before.end.at! : null;
  if (offset === null || offset >= 0) return { segment, waitMs: offset, clock: 'event', kind: 'answer' };
  return { segment, waitMs: null, clock: 'event', kind: -offset <= LATE_STOP_MS ? 'late-stop' : 'cut-in' };
}
