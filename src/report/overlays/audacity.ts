// Turns a score into Audacity label tracks: start, end and label between tabs, a file for each role.
import type { Score } from '../score.ts';
import { segmentsOf, VOICES } from './lanes.ts';
import type { OverlayFile } from './overlay.ts';
import { labelOf } from './words.ts';

export function print(score: Score): OverlayFile[] {
  return VOICES.map((voice) => {
    const lines = segmentsOf(score, voice).map(
      (segment) => `${seconds(segment.startMs)}\t${seconds(segment.endMs)}\t${labelOf(segment)}\n`,
    );
    return { suffix: `.${voice}.txt`, text: lines.join('') };
  });
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(6);
}
