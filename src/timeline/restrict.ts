// Turns a call into the part of it that was asked for: some of its turns, or a stretch of time, with a window to match.
import { isInTime, isInTurns, type Selection } from '../message/selection.ts';
import type { Call } from './call.ts';
import { floorOf } from './floor.ts';
import { reachOf, type Segment } from './segment.ts';
import { intersection, type Span } from './spans.ts';

/** A segment belongs to the time in which it starts. Null where nothing of the call was asked for. */
export function restricted(call: Call, { turns, since, until }: Selection): Call | null {
  if (turns === undefined && since === undefined && until === undefined) return call;
  const ofTurns = new Set(
    call.turns
      .filter(({ number }) => turns === undefined || isInTurns(turns, number))
      .flatMap((turn) => [...turn.user, ...turn.assistant]),
  );
  const segments = call.segments.filter(
    (segment) => ofTurns.has(segment) && isInTime({ since, until }, reachOf(segment)?.start ?? null),
  );
  if (segments.length === 0) return null;
  const floor = floorOf(segments);
  const kept = new Set(segments);
  const keptOf = (members: readonly Segment[]): Segment[] => members.filter((segment) => kept.has(segment));
  const window = windowOf(call, segments, turns === undefined ? { since, until } : {});
  return {
    ...call,
    segments,
    floor,
    window,
    unseen:
      call.unseen === null || window === null ? null : (intersection([call.unseen], [window])[0] ?? null),
    // Numbers that are ours were counted in the whole call.
    turns: call.turns
      .map((turn) => ({ ...turn, user: keptOf(turn.user), assistant: keptOf(turn.assistant) }))
      .filter((turn) => turn.user.length + turn.assistant.length > 0),
  };
}

/** Some turns reach as far as their segments, a stretch of time as far as itself. */
function windowOf(
  { window }: Call,
  segments: readonly Segment[],
  { since, until }: Pick<Selection, 'since' | 'until'>,
): Span | null {
  if (window === null) return null;
  const reaches = segments.map(reachOf).filter((reach) => reach !== null);
  if (reaches.length === 0) return null;
  const spoken = {
    start: Math.min(...reaches.map(({ start }) => start)),
    end: Math.max(...reaches.map(({ end }) => end)),
  };
  if (since === undefined && until === undefined) return spoken;
  return {
    start: Math.min(spoken.start, Math.max(window.start, since ?? window.start)),
    end: Math.max(spoken.end, Math.min(window.end, until ?? window.end)),
  };
}
