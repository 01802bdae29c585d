// Holds pairing to what each breach of the protocol must come to, one by one.
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../src/measures/facts.ts';
import { responsesOf, unansweredOf } from '../../src/measures/waits.ts';
import type { Role, SpeechEvent, Status } from '../../src/message/event.ts';
import { assembleCall, type Call } from '../../src/timeline/call.ts';
import { NO_EVIDENCE } from '../../src/timeline/evidence.ts';
import { durationOf } from '../../src/timeline/segment.ts';
import { event, ORIGIN } from './streams.ts';

type Line = readonly [seconds: number | null, status: Status, role: Role, turn: number | null];

function call(...lines: Line[]): Call {
  const events: SpeechEvent[] = lines.map(([seconds, status, role, turn], index) =>
    event(status, role, turn, seconds === null ? null : ORIGIN + seconds * 1000, index + 1),
  );
  return assembleCall({ events });
}

/** Segments as role, turn, seconds, end kind and flags. */
function drawn({ segments }: Call): string[] {
  const seconds = (at: number | null): string => (at === null ? '?' : String((at - ORIGIN) / 1000));
  return segments.map(({ role, turn, start, end, flags }) =>
    `${role} ${turn} ${seconds(start.at)}-${seconds(end.at)} ${end.kind} ${flags.join(' ')}`.trimEnd(),
  );
}

describe('pairing', () => {
  test.each<[string, Line[], string[]]>([
    [
      'a pair',
      [
        [0, 'started', 'user', 0],
        [1, 'stopped', 'user', 0],
      ],
      ['user 0 0-1 observed'],
    ],
    [
      'dup-start',
      [
        [0, 'started', 'user', 0],
        [1, 'started', 'user', 0],
        [2, 'stopped', 'user', 0],
      ],
      ['user 0 0-2 observed dup-start'],
    ],
    [
      'missing-stop',
      [
        [0, 'started', 'user', 0],
        [4, 'started', 'user', 1],
        [5, 'stopped', 'user', 1],
      ],
      ['user 0 0-4 inferred missing-stop', 'user 1 4-5 observed'],
    ],
    [
      'dup-stop',
      [
        [0, 'started', 'user', 0],
        [1, 'stopped', 'user', 0],
        [2, 'stopped', 'user', 0],
      ],
      ['user 0 0-1 observed dup-stop'],
    ],
    [
      'a second stop after more than a second',
      [
        [0, 'started', 'user', 0],
        [1, 'stopped', 'user', 0],
        [2.001, 'stopped', 'user', 0],
      ],
      ['user 0 0-1 observed', 'user 0 ?-2.001 observed orphan-stop'],
    ],
    ['orphan-stop', [[3, 'stopped', 'assistant', 2]], ['assistant 2 ?-3 observed orphan-stop']],
    ['no-stop', [[0, 'started', 'assistant', 0]], ['assistant 0 0-? unknown no-stop']],
    [
      'turn-changed',
      [
        [0, 'started', 'user', 0],
        [1, 'stopped', 'user', 1],
      ],
      ['user 0 0-1 observed turn-changed'],
    ],
    [
      'zero-length',
      [
        [0, 'started', 'user', 0],
        [0, 'stopped', 'user', 0],
      ],
      ['user 0 0-0 observed zero-length'],
    ],
    [
      'zero-length, stop first',
      [
        [0, 'stopped', 'user', 0],
        [0, 'started', 'user', 0],
      ],
      ['user 0 0-0 observed zero-length'],
    ],
    [
      'suspicious',
      [
        [0, 'started', 'user', 0],
        [301, 'stopped', 'user', 0],
      ],
      ['user 0 0-301 observed suspicious'],
    ],
    [
      'a stop and the next start at once',
      [
        [0, 'started', 'user', 0],
        [2, 'started', 'user', 1],
        [2, 'stopped', 'user', 0],
        [3, 'stopped', 'user', 1],
      ],
      ['user 0 0-2 observed', 'user 1 2-3 observed'],
    ],
    [
      'no timestamps',
      [
        [null, 'started', 'user', 0],
        [null, 'stopped', 'user', 0],
      ],
      ['user 0 ?-? unknown'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(drawn(call(...lines))).toEqual(expected);
  });

  test('an end that is unknown reaches to the next start of the other role', () => {
    const { segments } = call(
      [0, 'started', 'user', 0],
      [2, 'started', 'assistant', 0],
      [9, 'stopped', 'assistant', 0],
    );
    expect(segments[0]).toMatchObject({ until: ORIGIN + 2000, end: { at: null } });
    expect(segments.map(durationOf)).toEqual([null, 7000]);
  });
});

describe('order', () => {
  test('a clock that steps back by more than a minute is named', () => {
    const { findings, events } = call(
      [100, 'started', 'user', 0],
      [101, 'stopped', 'user', 0],
      [2, 'started', 'user', 1],
    );
    expect(findings.map(({ code }) => code)).toContain('clock-jump');
    expect(events.reordered).toBe(1);
  });

  test('an event without a time stays behind the one it arrived after', () => {
    const one = call(
      [5, 'started', 'user', 1],
      [null, 'stopped', 'user', 1],
      [1, 'started', 'user', 0],
      [2, 'stopped', 'user', 0],
    );
    expect(drawn(one)).toEqual(['user 0 1-2 observed', 'user 1 5-? unknown']);
  });
});

describe('numbering', () => {
  const talk = (...turns: [Role, number | null][]): Call =>
    call(
      ...turns.flatMap(([role, turn], i): Line[] => [
        [i * 4, 'started', role, turn],
        [i * 4 + 3, 'stopped', role, turn],
      ]),
    );
  test.each<[string, [Role, number | null][]]>([
    [
      'shared',
      [
        ['user', 0],
        ['assistant', 0],
        ['user', 1],
        ['assistant', 1],
      ],
    ],
    [
      'shared',
      [
        ['assistant', 0],
        ['user', 1],
        ['assistant', 1],
        ['assistant', 1],
        ['user', 2],
      ],
    ],
    [
      'alternating',
      [
        ['assistant', 0],
        ['user', 1],
        ['assistant', 2],
        ['user', 3],
      ],
    ],
    [
      'per-role',
      [
        ['assistant', 0],
        ['assistant', 1],
        ['user', 0],
        ['assistant', 2],
        ['user', 1],
      ],
    ],
    [
      'mixed',
      [
        ['user', 0],
        ['assistant', null],
        ['user', 1],
      ],
    ],
    [
      'none',
      [
        ['user', null],
        ['assistant', null],
      ],
    ],
  ])('%s', (expected, turns) => {
    expect(talk(...turns).numbering).toBe(expected);
  });

  test('without numbers a turn is an exchange, and waits are the same under every numbering', () => {
    const numbered = talk(['assistant', 0], ['user', 1], ['assistant', 1], ['user', 2], ['assistant', 2]);
    const bare = talk(
      ['assistant', null],
      ['user', null],
      ['assistant', null],
      ['user', null],
      ['assistant', null],
    );
    expect(
      bare.turns.map(({ number, derived, user, assistant }) => [
        number,
        derived,
        user.length,
        assistant.length,
      ]),
    ).toEqual([
      [0, true, 0, 1],
      [1, true, 1, 1],
      [2, true, 1, 1],
    ]);
    expect(responsesOf(bare).map(({ waitMs }) => waitMs)).toEqual(
      responsesOf(numbered).map(({ waitMs }) => waitMs),
    );
  });
});

describe('the wait', () => {
  test('the live trace: a late stop is no interruption, and no negative wait', () => {
    const live = call(
      [0.98, 'started', 'user', 0],
      [1.66, 'started', 'assistant', 0],
      [1.823, 'stopped', 'user', 0],
      [10.593, 'stopped', 'assistant', 0],
    );
    expect(responsesOf(live)).toMatchObject([{ waitMs: null, clock: 'event', lateStop: true, cutIn: false }]);
    expect(factsOf(live).turns).toMatchObject([{ flags: ['late-stop'], overlapMs: 163 }]);
  });

  test('an assistant that starts more than a second before the user stops cuts in', () => {
    const one = call(
      [0, 'started', 'user', 0],
      [3, 'started', 'assistant', 0],
      [4.001, 'stopped', 'user', 0],
      [9, 'stopped', 'assistant', 0],
    );
    expect(responsesOf(one)).toMatchObject([{ waitMs: null, lateStop: false, cutIn: true }]);
  });

  test('a backchannel takes no floor, so it is not answered', () => {
    const one = call(
      [0, 'started', 'assistant', 0],
      [2, 'started', 'user', 1],
      [2.6, 'stopped', 'user', 1],
      [6, 'stopped', 'assistant', 0],
    );
    expect(responsesOf(one)).toEqual([]);
    expect(unansweredOf(one)).toEqual([]);
  });

  test('a wait after an end that is not known is not measured', () => {
    const one = call(
      [0, 'started', 'user', 0],
      [3, 'started', 'assistant', 0],
      [5, 'stopped', 'assistant', 0],
      [6, 'started', 'user', 1],
      [7, 'stopped', 'user', 1],
    );
    expect(responsesOf(one)).toMatchObject([{ waitMs: null, lateStop: false, cutIn: false }]);
    expect(unansweredOf(one)).toHaveLength(1);
  });
});

describe('what takes no floor', () => {
  test('the stop of a user whose start the log has lost, while the assistant speaks', () => {
    const one = call(
      [0, 'started', 'assistant', 0],
      [0.163, 'stopped', 'user', 0],
      [3.34, 'stopped', 'assistant', 0],
      [7.34, 'started', 'assistant', 0],
      [9, 'stopped', 'assistant', 0],
    );
    expect(responsesOf(one)).toEqual([]);
    expect(unansweredOf(one)).toEqual([]);
  });

  test('a user who starts with the assistant and stops before it', () => {
    const one = call(
      [1.3, 'started', 'user', 0],
      [1.3, 'started', 'assistant', 0],
      [4.2, 'stopped', 'user', 0],
      [5.6, 'stopped', 'assistant', 0],
      [8.5, 'started', 'assistant', 0],
    );
    expect(responsesOf(one)).toEqual([]);
  });

  test('but a short start of the assistant before a late stop does', () => {
    const one = call(
      [0, 'started', 'user', 0],
      [2.6, 'started', 'assistant', 0],
      [2.95, 'stopped', 'assistant', 0],
      [3.1, 'stopped', 'user', 0],
      [3.4, 'started', 'assistant', 0],
      [8, 'stopped', 'assistant', 0],
    );
    expect(responsesOf(one)).toMatchObject([{ waitMs: null, lateStop: true }]);
  });

  test('somebody who has not stopped speaking is not unanswered', () => {
    expect(unansweredOf(call([0, 'started', 'user', 1]))).toEqual([]);
    expect(unansweredOf(call([0, 'started', 'user', 1], [1, 'stopped', 'user', 1]))).toHaveLength(1);
  });
});

test('a greeting and one user turn can be shared numbers', () => {
  const one = call(
    [0, 'started', 'assistant', 0],
    [2, 'stopped', 'assistant', 0],
    [3, 'started', 'user', 1],
    [4, 'stopped', 'user', 1],
  );
  expect(one.numbering).toBe('shared');
});

test('the live trace with its artifact: the wait on the artifact clock', () => {
  const at = (seconds: number): number => ORIGIN + seconds * 1000;
  const lines: Line[] = [
    [0.98, 'started', 'user', 0],
    [1.66, 'started', 'assistant', 0],
    [1.823, 'stopped', 'user', 0],
    [10.593, 'stopped', 'assistant', 0],
  ];
  const events = lines.map(([seconds, status, role, turn], index) =>
    event(status, role, turn, at(seconds ?? 0), index + 1),
  );
  const rows = [
    { role: 'user' as const, startMs: at(0.85), endMs: at(1.3), text: 'Hello.' },
    { role: 'assistant' as const, startMs: at(1.734), endMs: at(10.5), text: 'Hi.' },
  ];
  const one = assembleCall({ events, evidence: { ...NO_EVIDENCE, rows } });
  expect(responsesOf(one)).toMatchObject([
    { waitMs: 434, eventWaitMs: null, clock: 'artifact', lateStop: true, cutIn: false },
  ]);
});

test.each([
  ['mm-hm', 1],
  ['Okay, okay, right.', 1],
  ['Okay, yeah, right, I see.', 1],
  ['Okay, stop that please.', 0],
])('"%s" inside the assistant\'s speech: %i backchannels', (text, expected) => {
  const at = (seconds: number): number => ORIGIN + seconds * 1000;
  const lines: Line[] = [
    [0, 'started', 'assistant', 0],
    [2, 'started', 'user', 1],
    [2.9, 'stopped', 'user', 1],
    [8, 'stopped', 'assistant', 0],
  ];
  const events = lines.map(([seconds, status, role, turn], index) =>
    event(status, role, turn, at(seconds ?? 0), index + 1),
  );
  const rows = [{ role: 'user' as const, startMs: at(1.7), endMs: at(2.2), text }];
  const { interruptions } = factsOf(assembleCall({ events, evidence: { ...NO_EVIDENCE, rows } }));
  expect(interruptions.backchannels).toHaveLength(expected);
  expect(interruptions.bargeIns).toHaveLength(1 - expected);
});
