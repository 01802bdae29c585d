// Names one call that has everything there is to draw, for the browser test and for looking at.
import type { Score, ScoreSegment, ScoreTurn } from '../../../src/report/score.ts';
import { clock, duration } from '../../../src/report/shown.ts';
import { segment } from './scores.ts';

const SEGMENTS: readonly ScoreSegment[] = [
  segment('assistant', '0', 420, 6_150, {
    text: 'Good morning, this is the bike workshop on Mill Street. How can I help you today?',
  }),
  segment('user', '1', 7_020, 11_380, {
    text: 'Hi, my rear wheel is bent and I wanted to ask whether you repair those.',
  }),
  segment('assistant', '1', 12_760, 21_240, {
    text: 'We do. A straightening usually takes one day. Shall I book you in for tomorrow at half past nine?',
  }),
  segment('user', '2', 15_900, 16_450, { text: 'mhm', flags: ['backchannel'] }),
  segment('user', '2', 22_080, 24_910, { text: 'Could I come a bit later?' }),
  segment('assistant', '2', 26_300, 33_400, {
    text: 'Of course. I have a quarter past eleven, two in the afternoon, or ten to five, and on Thursday',
  }),
  segment('user', '3', 31_750, 36_020, { text: 'Eleven fifteen is perfect.', flags: ['barge-in'] }),
  segment('assistant', '3', 41_300, 46_900, {
    text: 'Booked: tomorrow, a quarter past eleven. May I have a name for that?',
  }),
  segment('user', '4', 47_650, 51_900, {
    endKind: 'inferred',
    flags: ['missing-stop'],
    text: 'Yes, sure, it is',
  }),
  segment('assistant', '4', 52_300, 55_100, { text: 'Thank you, and a phone number?' }),
  segment('user', '5', 54_650, 62_300, {
    flags: ['late-stop'],
    text: 'Wait, I was not done with the name, it is spelled with a c.',
  }),
  segment('assistant', '5', 63_900, 72_480, {
    text: 'My apologies. With a c, noted. And which number can we reach you at, should anything come up?',
  }),
  segment('user', '6', 73_200, 79_640, { text: 'The one I am calling from.' }),
  segment('user', '7', 84_900, 87_310, { text: 'Hello? Are you still there?' }),
  segment('assistant', '6', 89_020, 98_700, {
    text: 'I am here, sorry for the wait. Then everything is set. See you tomorrow at a quarter past eleven. Anything else?',
  }),
  segment('user', '8', 99_540, 101_020, { text: 'No, thanks. Bye!' }),
  segment('assistant', '7', 102_240, 109_500, { endKind: 'unknown', flags: ['no-stop'] }),
  segment('user', '-', 105_800, 105_800, { startKind: 'unknown', flags: ['orphan-stop'] }),
];

export const DEMO: Score = {
  callId: '7c0e6a4e-5a2f-4f0e-9d0c-2f1f6f0b8e11',
  originEpochMs: 1_746_364_526_623,
  durationMs: 109_500,
  segments: SEGMENTS,
  silences: [
    { startMs: 0, endMs: 420, owedBy: 'assistant', dead: false },
    { startMs: 6_150, endMs: 7_020, owedBy: 'user', dead: false },
    { startMs: 11_380, endMs: 12_760, owedBy: 'assistant', dead: false },
    { startMs: 21_240, endMs: 22_080, owedBy: 'user', dead: false },
    { startMs: 24_910, endMs: 26_300, owedBy: 'assistant', dead: false },
    { startMs: 36_020, endMs: 41_300, owedBy: 'assistant', dead: true },
    { startMs: 46_900, endMs: 47_650, owedBy: 'user', dead: false },
    { startMs: 62_300, endMs: 63_900, owedBy: 'assistant', dead: false },
    { startMs: 72_480, endMs: 73_200, owedBy: 'user', dead: false },
    { startMs: 79_640, endMs: 84_900, owedBy: 'assistant', dead: true },
    { startMs: 87_310, endMs: 89_020, owedBy: 'assistant', dead: false },
    { startMs: 98_700, endMs: 99_540, owedBy: 'user', dead: false },
    { startMs: 101_020, endMs: 102_240, owedBy: 'assistant', dead: false },
  ],
  moments: [
    {
      atMs: 15_900,
      kind: 'backchannel',
      says: 'user spoke 0.55 s inside assistant (turn 1); assistant went on.',
    },
    {
      atMs: 31_750,
      kind: 'barge-in',
      says: 'user spoke over assistant (turn 2), which yielded after 1.65 s.',
    },
    { atMs: 36_020, kind: 'dead-air', says: '5.28 s of silence before assistant (turn 3).' },
    { atMs: 47_650, kind: 'no-stop', says: 'user (turn 4) never stopped in the log; its end is inferred.' },
    {
      atMs: 54_650,
      kind: 'barge-in',
      says: 'user spoke over assistant (turn 4), which yielded after 0.45 s.',
    },
    {
      atMs: 79_640,
      kind: 'unanswered',
      says: 'assistant did not answer turn 6; user spoke again after 5.26 s.',
    },
    { atMs: 79_640, kind: 'dead-air', says: '5.26 s of silence owed by assistant (turn 6).' },
    { atMs: 102_240, kind: 'no-stop', says: 'assistant (turn 7) was still speaking when the log ended.' },
  ],
  turns: ['0', '1', '2', '3', '4', '5', '6', '7', '8'].map(turnOf),
};

function turnOf(turn: string): ScoreTurn {
  const [users, assistants] = (['user', 'assistant'] as const).map((voice) =>
    SEGMENTS.filter((one) => one.turn === turn && one.voice === voice),
  );
  const at = (list: readonly ScoreSegment[]): string =>
    list[0] === undefined ? '-' : clock(list[0].startMs);
  const speaks = (list: readonly ScoreSegment[]): string =>
    list.length === 0 ? '-' : duration(list.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0));
  const text = (list: readonly ScoreSegment[]): string | null =>
    list.flatMap((one) => one.text ?? []).join(' ') || null;
  const cells = {
    userAt: at(users!),
    userSpeaks: speaks(users!),
    assistantAt: at(assistants!),
    assistantSpeaks: speaks(assistants!),
    wait: turn === '3' ? '5.28 s' : ['0', '6', '8'].includes(turn) ? '-' : '1.38 s',
    overlap: turn === '2' ? '1.65 s' : turn === '4' ? '0.45 s' : '-',
    notes: [...users!, ...assistants!]
      .flatMap(({ flags }) => flags.map((flag) => flag.replaceAll('-', ' ')))
      .join(', '),
  };
  const startMs = Math.min(...[...users!, ...assistants!].map((one) => one.startMs));
  return { turn, startMs, cells, userText: text(users!), assistantText: text(assistants!) };
}
