// Turns the rows of an artifact into those that tell of each segment, on the artifact's own clock.
import type { ArtifactRow } from '../message/artifact.ts';
import type { Role } from '../message/event.ts';
import { reachOf, type Segment } from './segment.ts';

/**
 * How far events lie behind what they tell of, in ms: a user's start and stop are noticed late, an assistant's start is
 * told a little early. A row belongs to the segments whose span, moved back by this, it overlaps.
 */
const LAG: Readonly<Record<Role, { readonly before: number; readonly after: number }>> = {
  user: { before: 1_000, after: 100 },
  assistant: { before: 300, after: 300 },
};

const NOTHING: ReadonlyMap<Segment, readonly ArtifactRow[]> = new Map();

/** The rows of each segment, in order. A row may tell of several segments, a segment of several rows. */
export function rowsBySegment(
  segments: readonly Segment[],
  rows: readonly ArtifactRow[],
): ReadonlyMap<Segment, readonly ArtifactRow[]> {
  if (rows.length === 0) return NOTHING;
  const matched = new Map<Segment, ArtifactRow[]>();
  for (const role of ['assistant', 'user'] as const) {
    const own = rows.filter((row) => row.role === role);
    let first = 0;
    for (const segment of segments) {
      const reach = segment.role === role ? reachOf(segment) : null;
      if (reach === null) continue;
      const [from, to] = [reach.start - LAG[role].before, reach.end + LAG[role].after];
      while (first < own.length && endOf(own[first]!) < from) first++;
      const found: ArtifactRow[] = [];
      for (let index = first; index < own.length && own[index]!.startMs <= to; index++) {
        if (endOf(own[index]!) >= from) found.push(own[index]!);
      }
      if (found.length > 0) matched.set(segment, found);
    }
  }
  return matched;
}

function endOf({ startMs, endMs }: ArtifactRow): number {
  return endMs ?? startMs;
}
