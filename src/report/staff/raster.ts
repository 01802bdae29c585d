// Turns a score into lanes of inked units.
import type { Score, ScoreSegment, Silence, Voice } from '../score.ts';
import { type Grid, type Span, spanKept, spanOf } from './grid.ts';

export type Ink = 'blank' | 'waiting' | 'dead' | 'unknown' | 'speech';

export const LANES = ['assistant', 'user', 'both'] as const;

export type Lane = (typeof LANES)[number];

export type Lanes = Readonly<Record<Lane, readonly Ink[]>>;

/**
 * The lanes over the units of `part`. Each unit is decided by itself, so parts laid end to end are the whole.
 * Speech hides what is not known, and both hide silence.
 */
export function rasterise(score: Score, grid: Grid, part: Span): Lanes {
  const near = score.segments.filter((segment) => meet(spanKept(segment, grid), part));
  const silences = score.silences.filter((silence) => meet(spanOf(silence, grid), part));
  const assistant = voiceLane('assistant', near, silences, grid, part);
  const user = voiceLane('user', near, silences, grid, part);
  return { assistant, user, both: bothLane(near, assistant, user, grid, part) };
}

function voiceLane(
  voice: Voice,
  segments: readonly ScoreSegment[],
  silences: readonly Silence[],
  grid: Grid,
  part: Span,
): Ink[] {
  const lane = blankLane(part);
  const owed = silences.filter(({ owedBy }) => owedBy === voice);
  const own = segments.filter((segment) => segment.voice === voice);
  for (const silence of owed) if (!silence.dead) ink(lane, spanOf(silence, grid), 'waiting', part);
  for (const silence of owed) if (silence.dead) ink(lane, spanOf(silence, grid), 'dead', part);
  for (const segment of own) if (!isCertain(segment)) ink(lane, spanKept(segment, grid), 'unknown', part);
  for (const segment of own) for (const span of knownSpans(segment, grid)) ink(lane, span, 'speech', part);
  return lane;
}

/** All of a segment that was observed whole; of another the one unit at an end that was observed. */
function knownSpans(segment: ScoreSegment, grid: Grid): Span[] {
  const span = spanKept(segment, grid);
  if (isCertain(segment)) return [span];
  const spans: Span[] = [];
  if (segment.startKind === 'observed') spans.push({ from: span.from, to: span.from + 1 });
  if (segment.endKind === 'observed') spans.push({ from: span.to - 1, to: span.to });
  return spans;
}

/** Of two segments that overlap, the units which both are drawn in. What was only rounded into one unit is no overlap. */
function bothLane(
  segments: readonly ScoreSegment[],
  assistant: readonly Ink[],
  user: readonly Ink[],
  grid: Grid,
  part: Span,
): Ink[] {
  const overlaps = blankLane(part);
  const users = segments.filter(({ voice }) => voice === 'user');
  for (const one of segments) {
    if (one.voice === 'user') continue;
    for (const other of users)
      if (overlap(one, other)) ink(overlaps, shared(one, other, grid), 'speech', part);
  }
  return overlaps.map((inked, unit) => {
    if (inked === 'blank') return 'blank';
    return assistant[unit] === 'speech' && user[unit] === 'speech' ? 'speech' : 'unknown';
  });
}

function shared(one: ScoreSegment, other: ScoreSegment, grid: Grid): Span | null {
  const [a, b] = [spanKept(one, grid), spanKept(other, grid)];
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
  return from < to ? { from, to } : null;
}

/** A point may lie within a segment; to touch is not to overlap. */
function overlap(one: ScoreSegment, other: ScoreSegment): boolean {
  const [startMs, endMs] = [Math.max(one.startMs, other.startMs), Math.min(one.endMs, other.endMs)];
  return startMs < endMs || (startMs === endMs && (isInside(startMs, one) || isInside(startMs, other)));
}

function isCertain({ startKind, endKind }: ScoreSegment): boolean {
  return startKind === 'observed' && endKind === 'observed';
}

function isInside(ms: number, { startMs, endMs }: ScoreSegment): boolean {
  return startMs < ms && ms < endMs;
}

function blankLane({ from, to }: Span): Ink[] {
  return new Array<Ink>(to - from).fill('blank');
}

function ink(lane: Ink[], span: Span | null, what: Ink, part: Span): void {
  if (span !== null) lane.fill(what, Math.max(0, span.from - part.from), Math.max(0, span.to - part.from));
}

function meet(span: Span | null, part: Span): boolean {
  return span !== null && span.from < part.to && part.from < span.to;
}
