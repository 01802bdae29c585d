// Turns a call into the part of it that was asked for: some of its turns, or a stretch of time, with a window to match.
import { isInTime, isInTurns, type Selection } from '../message/selection.ts';
import { type Call, callWith } from './call.ts';
import type { Floor } from './floor.ts';
import { reachOf, type Segment } from './segment.ts';
import { intersection, type Span, union } from './spans.ts';
import type { Turn } from './turns.ts';

/** Some segments of a call, all of them where nothing less was asked for. */
export interface Part {
  /** With these segments only. Who held the floor when is as it was in the whole. */
  readonly call: Call;
  /** The time that was asked for, within the window. */
  readonly times: readonly Span[];
}

/** A segment belongs to the time in which it starts. Null where nothing of the call was asked for. */
export function partOf(call: Call, { turns, since, until }: Selection): Part | null {
  const { window } = call;
  if (turns === undefined && since === undefined && until === undefined)
    return { call, times: window === null ? [] : [window] };
  const time = { since, until };
  const isKept = (segment: Segment): boolean => isInTime(time, reachOf(segment)?.start ?? null);
  // Numbers that are ours were counted in the whole call.
  const parts = call.turns.map((turn) =>
    turns === undefined || isInTurns(turns, turn.number) ? keptOf(turn, isKept) : { ...turn, ...NOBODY },
  );
  const kept = new Set(parts.flatMap(segmentsOf));
  if (kept.size === 0) return null;
  const times =
    window === null ? [] : turns === undefined ? [stretchOf(window, kept, time)] : stretchesOf(parts);
  const hull = hullOf(times);
  return {
    call: callWith(call, {
      segments: call.segments.filter((segment) => kept.has(segment)),
      turns: parts.filter((turn) => segmentsOf(turn).length > 0),
      floor: floorWithin(call.floor, kept),
      window: hull,
      unseen: intersection(call.unseen === null ? [] : [call.unseen], times)[0] ?? null,
    }),
    times,
  };
}

const NOBODY = { user: [], assistant: [] };

function keptOf(turn: Turn, isKept: (segment: Segment) => boolean): Turn {
  return { ...turn, user: turn.user.filter(isKept), assistant: turn.assistant.filter(isKept) };
}

function segmentsOf({ user, assistant }: Turn): Segment[] {
  return [...user, ...assistant];
}

function floorWithin({ runs, transfers, secondary }: Floor, kept: ReadonlySet<Segment>): Floor {
  return {
    runs: runs
      .map(({ role, segments }) => ({ role, segments: segments.filter((segment) => kept.has(segment)) }))
      .filter(({ segments }) => segments.length > 0),
    // Whoever takes it may take it from somebody outside.
    transfers: transfers.filter(({ to }) => kept.has(to.segments[0]!)),
    secondary: secondary.filter((segment) => kept.has(segment)),
  };
}

/** A stretch of time reaches as far as itself, and as what begins in it. */
function stretchOf(
  window: Span,
  segments: Iterable<Segment>,
  { since, until }: Pick<Selection, 'since' | 'until'>,
): Span {
  const asked = {
    start: Math.max(window.start, since ?? window.start),
    end: Math.min(window.end, until ?? window.end),
  };
  return hullOf([asked, ...reachesOf(segments)]) ?? asked;
}

/** Turns in a row reach from the first word of the first to the last word of any. */
function stretchesOf(turns: readonly Turn[]): readonly Span[] {
  const stretches: Span[] = [];
  let reaches: Span[] = [];
  for (const turn of turns) {
    const segments = segmentsOf(turn);
    if (segments.length > 0) {
      for (const reach of reachesOf(segments)) reaches.push(reach);
      continue;
    }
    stretches.push(hullOf(reaches) ?? NO_TIME);
    reaches = [];
  }
  return union([...stretches, hullOf(reaches) ?? NO_TIME]);
}

const NO_TIME: Span = { start: 0, end: 0 };

function reachesOf(segments: Iterable<Segment>): Span[] {
  return Array.from(segments, reachOf).filter((reach) => reach !== null);
}

function hullOf(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null;
  return {
    start: spans.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY),
    end: spans.reduce((most, { end }) => Math.max(most, end), Number.NEGATIVE_INFINITY),
  };
}
