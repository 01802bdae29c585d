// Turns the transfers of the floor into how long each party waited for the other.
import type { Call } from '../timeline/call.ts';
import type { Transfer } from '../timeline/floor.ts';
import { isObserved, type Segment } from '../timeline/segment.ts';
import type { Clock } from './clock.ts';

/** The assistant takes the floor from the user. */
export interface Response {
  /** The segment with which the assistant takes it. */
  readonly segment: Segment;
  /** Response latency in ms; null where it cannot be measured. Never negative. */
  readonly waitMs: number | null;
  /** The same on the event clock alone. */
  readonly eventWaitMs: number | null;
  readonly clock: Clock;
  /** The user's stop was reported after the assistant's start, which is how endpointing works: the event clock hides the wait. */
  readonly lateStop: boolean;
  /** The assistant spoke over the user, for longer than the clock is off. */
  readonly cutIn: boolean;
}

/** The user's stop is reported up to this much after the user fell silent (event clock). */
const LATE_STOP_MS = 1_000;
/** The times of an artifact are off by less than this. */
const ARTIFACT_SLACK_MS = 50;

/** An edge of a row and the event of the same are never further apart. */
const SAME_MS = 1_500;

/** In order. */
export function responsesOf(call: Call): Response[] {
  return call.floor.transfers
    .filter(({ to }) => to.role === 'assistant')
    .map((transfer) => responseOf(transfer, call));
}

function responseOf(transfer: Transfer, call: Call): Response {
  const segment = transfer.to.segments[0]!;
  const byEvent = eventOffset(transfer);
  const byArtifact = artifactOffset(transfer, call);
  const eventWaitMs = byEvent !== null && byEvent >= 0 ? byEvent : null;
  const late = byEvent !== null && byEvent < 0 && -byEvent <= LATE_STOP_MS;
  if (byArtifact === null) {
    const cutIn = byEvent !== null && -byEvent > LATE_STOP_MS;
    return { segment, waitMs: eventWaitMs, eventWaitMs, clock: 'event', lateStop: late, cutIn };
  }
  const cutIn = -byArtifact > ARTIFACT_SLACK_MS;
  const waitMs = cutIn ? null : Math.max(0, byArtifact);
  return { segment, waitMs, eventWaitMs, clock: 'artifact', lateStop: late && !cutIn, cutIn };
}

/** The user takes the floor from the assistant. */
export interface UserStart {
  readonly segment: Segment;
  /** Floor-transfer offset in ms, negative where the user starts over the assistant; null where it cannot be measured. */
  readonly offsetMs: number | null;
  /** The same on the event clock alone. */
  readonly eventOffsetMs: number | null;
  readonly clock: Clock;
}

/** In order. */
export function userStartsOf(call: Call): UserStart[] {
  return call.floor.transfers
    .filter(({ to }) => to.role === 'user')
    .map((transfer) => {
      const eventOffsetMs = eventOffset(transfer);
      const byArtifact = artifactOffset(transfer, call);
      const clock = byArtifact === null ? 'event' : 'artifact';
      return {
        segment: transfer.to.segments[0]!,
        offsetMs: byArtifact ?? eventOffsetMs,
        eventOffsetMs,
        clock,
      };
    });
}

/** On the event clock; null where an end was not observed. */
function eventOffset({ from, to }: Transfer): number | null {
  const [before, after] = [from.segments.at(-1)!, to.segments[0]!];
  return isObserved(before.end) && isObserved(after.start) ? after.start.at - before.end.at : null;
}

/** On the artifact's clock; null unless both sides have rows of their own. */
function artifactOffset({ from, to }: Transfer, { rows }: Call): number | null {
  const before = rows.get(from.segments.at(-1)!)?.at(-1);
  const after = rows
    .get(to.segments[0]!)
    ?.find((row) => before !== undefined && row.startMs > before.startMs);
  if (before?.endMs == null || after === undefined) return null;
  // A row that goes on over several segments tells nothing of where one of them ends or starts.
  const { end } = from.segments.at(-1)!;
  const { start } = to.segments[0]!;
  if (isObserved(end) && Math.abs(end.at - before.endMs) > SAME_MS) return null;
  if (isObserved(start) && Math.abs(start.at - after.startMs) > SAME_MS) return null;
  return Math.round(after.startMs - before.endMs);
}

/** The last segments of the user's runs that no assistant answered: the user went on, or the events end. */
export function unansweredOf({ floor: { runs } }: Call): Segment[] {
  return runs
    .filter((run, index) => {
      if (run.role !== 'user' || runs[index + 1]?.role === 'assistant') return false;
      // Somebody who has not stopped speaking waits for no answer, nor for one who may be speaking still.
      const speaks = index === runs.length - 1 && run.segments.at(-1)!.flags.includes('no-stop');
      return !speaks && runs[index - 1]?.segments.at(-1)?.flags.includes('no-stop') !== true;
    })
    .map((run) => run.segments.at(-1)!);
}

/**
 * How long after the call's origin the assistant first spoke, in ms. Null where nothing tells: a log that begins with the
 * first word does not.
 */
export function firstWordMs({ origin, segments, unseen }: Call): number | null {
  const first = segments.find(({ role }) => role === 'assistant');
  if (
    origin === null ||
    unseen !== null ||
    origin.source === 'first-event' ||
    first === undefined ||
    !isObserved(first.start)
  )
    return null;
  return first.start.at - origin.at;
}
