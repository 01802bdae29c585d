// Turns the segments of a voice into stretches that follow each other, and two voices into what they share.
import type { Score, ScoreSegment, Voice } from '../score.ts';
import { isDoubtful } from './words.ts';

export const VOICES = ['assistant', 'user'] as const satisfies readonly Voice[];

/** A segment as a tier can hold it; in whole microseconds, so that sums are exact. */
export interface Stretch {
  readonly segment: ScoreSegment;
  readonly startUs: number;
  readonly endUs: number;
}

/** Where both speak. */
export interface Overlap {
  readonly startMs: number;
  readonly endMs: number;
  /** Whether both ends of both segments were observed. */
  readonly certain: boolean;
}

export function segmentsOf(score: Score, voice: Voice): ScoreSegment[] {
  return score.segments.filter((segment) => segment.voice === voice);
}

/**
 * The segments of one voice, none of them over another: a segment is cut where the next one starts. Each is at least
 * `leastUs` long, which moves a segment only where several would begin within that time.
 * Law: the last one ends by `untilUs`, if that has room for all of them.
 */
export function apart(segments: readonly ScoreSegment[], leastUs: number, untilUs: number): Stretch[] {
  const starts: number[] = [];
  for (const { startMs } of segments) {
    starts.push(Math.max(us(startMs), (starts.at(-1) ?? -leastUs) + leastUs));
  }
  for (let index = starts.length - 1, limit = untilUs; index >= 0; index--) {
    limit = Math.min(starts[index] ?? 0, limit - leastUs);
    starts[index] = limit;
  }
  return segments.map((segment, index) => {
    const startUs = starts[index] ?? 0;
    const endUs = Math.min(Math.max(us(segment.endMs), startUs + leastUs), starts[index + 1] ?? untilUs);
    return { segment, startUs, endUs };
  });
}

export function overlapsOf(score: Score): Overlap[] {
  const [assistant = [], user = []] = VOICES.map((voice) =>
    apart(segmentsOf(score, voice), 0, us(score.durationMs)),
  );
  const found: Overlap[] = [];
  for (let a = 0, u = 0; a < assistant.length && u < user.length; ) {
    const [one, other] = [assistant[a]!, user[u]!];
    const [startUs, endUs] = [Math.max(one.startUs, other.startUs), Math.min(one.endUs, other.endUs)];
    if (startUs < endUs) {
      const certain = !isDoubtful(one.segment) && !isDoubtful(other.segment);
      found.push({ startMs: startUs / 1000, endMs: endUs / 1000, certain });
    }
    if (one.endUs <= other.endUs) a++;
    else u++;
  }
  return found;
}

export function us(ms: number): number {
  return Math.round(ms * 1000);
}
