// Turns a score into an RTTM reference of who spoke when, and a UEM file of the time that it can be scored on.
import type { Score } from '../score.ts';
import { apart, segmentsOf, us, VOICES } from './lanes.ts';
import type { OverlayFile } from './overlay.ts';
import { callName, isDoubtful } from './words.ts';

interface Speech {
  readonly voice: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly doubtful: boolean;
}

export function print(score: Score): OverlayFile[] {
  const file = idOf(callName(score));
  const speech = speechOf(score);
  const rttm = speech.map(
    ({ voice, startMs, endMs }) =>
      `SPEAKER ${file} 1 ${seconds(startMs)} ${seconds(endMs - startMs)} <NA> <NA> ${voice} <NA> <NA>\n`,
  );
  const uem = scoredOf(speech, Math.round(score.durationMs)).map(
    ([startMs, endMs]) => `${file} 1 ${seconds(startMs)} ${seconds(endMs)}\n`,
  );
  return [
    { suffix: '.rttm', text: rttm.join('') },
    { suffix: '.uem', text: uem.join('') },
  ];
}

/** What has a duration in whole ms, by time. */
function speechOf(score: Score): Speech[] {
  return VOICES.flatMap((voice) => apart(segmentsOf(score, voice), 0, us(score.durationMs)))
    .map(({ segment, startUs, endUs }) => ({
      voice: segment.voice,
      startMs: Math.round(startUs / 1000),
      endMs: Math.round(endUs / 1000),
      doubtful: isDoubtful(segment),
    }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .sort((one, other) => one.startMs - other.startMs);
}

/** The window without the time of segments whose ends were not observed: a guess is no reference. */
function scoredOf(speech: readonly Speech[], durationMs: number): [number, number][] {
  const scored: [number, number][] = [];
  let at = 0;
  for (const { startMs, endMs } of speech.filter(({ doubtful }) => doubtful)) {
    if (startMs > at) scored.push([at, startMs]);
    at = Math.max(at, endMs);
  }
  if (durationMs > at) scored.push([at, durationMs]);
  return scored;
}

/** One word of printable ASCII; a `;` would open a comment. */
function idOf(name: string): string {
  return name.replaceAll(/[^\x21-\x7e]|;/g, '_');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
