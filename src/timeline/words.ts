// Turns what was said in a call into the words of each segment.
import type { ArtifactRow } from '../message/artifact.ts';
import type { Call } from './call.ts';
import type { Words } from './evidence.ts';
import { reachOf, type Segment } from './segment.ts';

/** A transcript arrives within this of the speech that it tells of. */
const NEAR_MS = 1_500;

/** The text of every segment of which words are known: from the artifact, else from transcripts. Each word stands once. */
export function wordsBySegment(call: Call): ReadonlyMap<Segment, string> {
  const texts = new Map<Segment, string[]>();
  const add = (segment: Segment | undefined, text: string): void => {
    if (segment !== undefined && text.trim() !== '')
      texts.set(segment, [...(texts.get(segment) ?? []), text.trim()]);
  };
  const told = new Set(call.evidence.rows.map(({ role }) => role));
  for (const [row, segment] of homesOf(call)) add(segment, row.text);
  for (const words of call.evidence.words) {
    if (!told.has(words.role)) add(nearest(words, call.segments), words.text);
  }
  return new Map([...texts].map(([segment, parts]) => [segment, withoutRepeats(parts).join(' ')]));
}

/** Each row with the segment that it overlaps most. */
function homesOf({ rows }: Call): Map<ArtifactRow, Segment> {
  const homes = new Map<ArtifactRow, { segment: Segment; overlapMs: number }>();
  for (const [segment, own] of rows) {
    const reach = reachOf(segment);
    if (reach === null) continue;
    for (const row of own) {
      const overlapMs = Math.min(reach.end, row.endMs ?? row.startMs) - Math.max(reach.start, row.startMs);
      const known = homes.get(row);
      if (known === undefined || overlapMs > known.overlapMs) homes.set(row, { segment, overlapMs });
    }
  }
  return new Map([...homes].map(([row, { segment }]) => [row, segment]));
}

function nearest({ role, at }: Words, segments: readonly Segment[]): Segment | undefined {
  return segments.findLast((segment) => {
    const reach = segment.role === role ? reachOf(segment) : null;
    return reach !== null && reach.start - NEAR_MS <= at && at <= reach.end + NEAR_MS;
  });
}

/** A text that grows is told again and again; its longest form says it all. */
function withoutRepeats(parts: readonly string[]): string[] {
  return parts.filter((part, index) => !parts.some((other, at) => at > index && other.startsWith(part)));
}
