// Turns the events of a call that came as the protocol has it into segments, without an object for each; it refuses others.
import { ASSISTANT, NONE, STARTED } from '../message/columns.ts';
import { END, type EventStore, WITHIN } from './event-store.ts';
import { NO_FLAGS, SUSPICIOUS_MS } from './pair.ts';
import type { Edge, Segment } from './segment.ts';
import type { Span } from './spans.ts';

export interface PlainTalk {
  readonly callId: string | null;
  readonly source: string;
  /** How many events there are; each of them starts a segment or ends one. */
  readonly read: number;
  readonly seen: Span;
  readonly segments: readonly Segment[];
}

const NOBODY = -1;
/** Until it is told. */
const OPEN: Edge = { at: null, kind: 'unknown' };

type Draft = { -readonly [Key in keyof Segment]: Segment[Key] };

/** Who speaks: in which segment, since when, and in which turn. */
class Speaker {
  segment = NOBODY;
  at = 0;
  turn = 0;
}

/**
 * Null unless each event is later than the one before, and every start is followed by a stop of its role in the same turn, in
 * reasonable time. Of such events `pair` makes the same segments, and finds nothing.
 */
export function plainTalk(store: EventStore, first: number): PlainTalk | null {
  const [user, assistant] = [new Speaker(), new Speaker()];
  const segments: Draft[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  let read = 0;
  for (let event = first; event !== END; event = store.after(event)) {
    const columns = store.blockOf(event);
    const place = event & WITHIN;
    const at = columns.at[place]!;
    // What has no time is not later either.
    if (!(at > latest)) return null;
    latest = at;
    const what = columns.what[place]!;
    const turn = columns.turn[place]!;
    const speaker = (what & ASSISTANT) === 0 ? user : assistant;
    if ((what & STARTED) !== 0) {
      if (speaker.segment !== NOBODY) return null;
      speaker.segment = segments.length;
      speaker.at = at;
      speaker.turn = turn;
      segments.push({
        role: speaker === user ? 'user' : 'assistant',
        turn: turn === NONE ? null : turn,
        start: { at, kind: 'observed' },
        end: OPEN,
        since: null,
        until: null,
        flags: NO_FLAGS,
        order: read,
      });
    } else {
      if (speaker.segment === NOBODY || speaker.turn !== turn) return null;
      if (at - speaker.at > SUSPICIOUS_MS) return null;
      segments[speaker.segment]!.end = { at, kind: 'observed' };
      speaker.segment = NOBODY;
    }
    read++;
  }
  if (user.segment !== NOBODY || assistant.segment !== NOBODY) return null;
  const { callId, source, at } = store.get(first);
  return at === null ? null : { callId, source, read, seen: { start: at, end: latest }, segments };
}
