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
  const said = call.evidence.words.filter(({ role }) => !told.has(role));
  for (const { words, segment } of withoutRepeats(
    said.map((words) => ({ words, segment: nearest(words, call.segments) })),
  )) {
    add(segment, words.text);
  }
  return new Map([...texts].map(([segment, parts]) => [segment, parts.join(' ')]));
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

/** The segment that contains the moment, else the one it is nearest to. */
function nearest({ role, at }: Words, segments: readonly Segment[]): Segment | undefined {
  let best: { segment: Segment; awayMs: number } | undefined;
  for (const segment of segments) {
    const reach = segment.role === role ? reachOf(segment) : null;
    if (reach === null) continue;
    const awayMs = Math.max(reach.start - at, at - reach.end, 0);
    if (awayMs <= NEAR_MS && (best === undefined || awayMs < best.awayMs)) best = { segment, awayMs };
  }
  return best?.segment;
}

interface Placed {
  readonly words: Words;
  readonly segment: Segment | undefined;
}

/** A text that grows is told again and again; its longest form says it all. */
function withoutRepeats(said: readonly Placed[]): Placed[] {
  return said.filter(
    ({ words, segment }, index) =>
      !said.some(
        (other, at) => at > index && other.segment === segment && other.words.text.startsWith(words.text),
      ),
  );
}
