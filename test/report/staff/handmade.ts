// Turns a few lines of script into the score of a call that has everything a staff can show.
import type { Certainty, Moment, Score, ScoreSegment, Silence, Voice } from '../../../src/report/score.ts';

function segment(
  voice: Voice,
  startMs: number,
  endMs: number,
  endKind: Certainty = 'observed',
  startKind: Certainty = 'observed',
): ScoreSegment {
  return { voice, turn: '-', startMs, endMs, startKind, endKind, flags: [], text: null };
}

function silence(owedBy: Voice, startMs: number, endMs: number): Silence {
  return { startMs, endMs, owedBy, dead: endMs - startMs >= 3_000 };
}

function moment(atMs: number, kind: string, says: string): Moment {
  return { atMs, kind, says };
}

export const HANDMADE: Score = {
  callId: 'call-1',
  originEpochMs: 1_760_000_000_000,
  durationMs: 156_400,
  segments: [
    segment('assistant', 600, 5_340),
    segment('user', 6_820, 9_410),
    segment('user', 9_480, 10_100),
    segment('assistant', 11_240, 19_800),
    segment('user', 15_900, 16_450),
    segment('user', 21_000, 24_100),
    segment('assistant', 25_380, 33_900),
    segment('user', 32_910, 37_420),
    segment('assistant', 37_900, 37_960),
    segment('assistant', 41_920, 46_800),
    segment('user', 48_000, 49_300),
    segment('user', 49_500, 50_400),
    segment('assistant', 51_700, 58_000, 'unknown'),
    segment('user', 57_000, 59_100),
    segment('user', 150_100, 153_000, 'observed', 'inferred'),
    segment('assistant', 154_000, 156_400),
  ],
  silences: [
    silence('assistant', 0, 600),
    silence('user', 5_340, 6_820),
    silence('assistant', 10_100, 11_240),
    silence('user', 19_800, 21_000),
    silence('assistant', 24_100, 25_380),
    silence('assistant', 37_420, 37_900),
    silence('assistant', 37_960, 41_920),
    silence('user', 46_800, 48_000),
    silence('assistant', 50_400, 51_700),
    silence('user', 59_100, 150_100),
    silence('assistant', 153_000, 154_000),
  ],
  moments: [
    moment(15_900, 'backchannel', 'user 0.55 s inside assistant (turn 2); assistant held'),
    moment(32_910, 'barge-in', 'user over assistant (turn 3); assistant stopped after 0.99 s'),
    moment(37_960, 'dead-air', '3.96 s before assistant (turn 4)'),
    moment(51_700, 'no-stop', 'assistant (turn 5) was never seen to stop'),
    moment(59_100, 'dead-air', '91.00 s before user (turn 6) — “naïve” 日本'),
  ],
  turns: [],
};
