// Turns a score into WebVTT captions, one cue for each segment, spoken by its role.
import type { Score, ScoreSegment } from '../score.ts';
import type { OverlayFile } from './overlay.ts';
import { labelOf } from './words.ts';

export function print(score: Score): OverlayFile[] {
  return [{ suffix: '.vtt', text: ['WEBVTT\n', ...score.segments.map(cueOf)].join('\n') }];
}

function cueOf(segment: ScoreSegment): string {
  const start = Math.round(segment.startMs);
  // A cue that does not end after its start is an error of the format.
  const end = Math.max(Math.round(segment.endMs), start + 1);
  const { voice } = segment;
  return `${stamp(start)} --> ${stamp(end)}\n<v.${voice} ${voice}>${escaped(labelOf(segment))}</v>\n`;
}

/** Whole ms as hh:mm:ss.mmm, with as many digits of hours as it takes. */
function stamp(ms: number): string {
  const [h, m, s] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  const [hh, mm, ss] = [h, m, s].map((part) => String(part).padStart(2, '0'));
  return `${hh}:${mm}:${ss}.${String(ms % 1000).padStart(3, '0')}`;
}

/** With `>` escaped too, no text holds the arrow of a cue's times. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
