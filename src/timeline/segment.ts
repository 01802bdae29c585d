// Names a segment, one stretch of one party's speech, and turns it into the spans of time it is known to cover.
import type { Role } from '../message/event.ts';
import type { Span } from './spans.ts';

/** How a time is known: from an event, from other evidence, or not at all. */
export type Certainty = 'observed' | 'inferred' | 'unknown';

/** One end of a segment. `at` is epoch ms, null where no event of the log tells it. */
export interface Edge {
  readonly at: number | null;
  readonly kind: Certainty;
}

/** What happened to a segment on its way from events. */
export type SegmentFlag =
  | 'dup-start'
  | 'missing-stop'
  | 'dup-stop'
  | 'orphan-stop'
  | 'no-stop'
  | 'turn-changed'
  | 'zero-length'
  | 'suspicious';

export interface Segment {
  readonly role: Role;
  readonly turn: number | null;
  readonly start: Edge;
  readonly end: Edge;
  /** Epoch ms from which and up to which it may reach where an end was not observed; nothing is ever measured with them. */
  readonly since: number | null;
  readonly until: number | null;
  readonly flags: readonly SegmentFlag[];
  /** Place of its first event in the order of the call; segments are ordered by it. */
  readonly order: number;
}

/** A segment whose two ends were observed: the only kind that enters a number. */
export interface MeasuredSegment extends Segment {
  readonly start: { readonly at: number; readonly kind: 'observed' };
  readonly end: { readonly at: number; readonly kind: 'observed' };
}

export function isMeasured(segment: Segment): segment is MeasuredSegment {
  return isObserved(segment.start) && isObserved(segment.end);
}

export function isObserved(edge: Edge): edge is { at: number; kind: 'observed' } {
  return edge.kind === 'observed' && edge.at !== null;
}

/** Milliseconds from start to end; null where either was not observed. */
export function durationOf(segment: Segment): number | null {
  return isMeasured(segment) ? segment.end.at - segment.start.at : null;
}

export function spanOf(segment: MeasuredSegment): Span {
  return { start: segment.start.at, end: segment.end.at };
}

/** All the time that a segment may cover, however its ends are known; null where the log has no time for it. */
export function reachOf(segment: Segment): Span | null {
  const { start: from, end: to, since, until } = segment;
  const start = (isObserved(from) ? from.at : (since ?? from.at)) ?? to.at;
  const end = (isObserved(to) ? to.at : (until ?? to.at)) ?? start;
  return start === null || end === null ? null : { start, end: Math.max(start, end) };
}
