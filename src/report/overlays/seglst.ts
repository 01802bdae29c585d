// Turns a score into SegLST: a JSON list of segments with their words, as speech recognition is scored by.
import type { Score } from '../score.ts';
import type { OverlayFile } from './overlay.ts';
import { callName, doubtIn, spokenIn } from './words.ts';

export function print(score: Score): OverlayFile[] {
  const list = score.segments.map((segment) => ({
    session_id: callName(score),
    speaker: segment.voice,
    start_time: seconds(segment.startMs),
    end_time: seconds(segment.endMs),
    // Only what was said: words that stand for speech would be scored as words.
    words: spokenIn(segment) ?? '',
    ...(doubtIn(segment) === '' ? {} : { comment: doubtIn(segment) }),
  }));
  return [{ suffix: '.seglst.json', text: `${JSON.stringify(list, null, 2)}\n` }];
}

function seconds(ms: number): number {
  return Number((ms / 1000).toFixed(6));
}
