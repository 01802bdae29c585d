// Holds the simulator to its word: the same seed gives the same calls, and what it sends is what was true.
import { describe, expect, test } from 'vitest';
import { disturb } from './disturb.ts';
import { type Delivery, EVERYTHING, emit, toNdjson } from './emit.ts';
import { type Habits, improvise } from './improvise.ts';
import { MEASURED_LAGS, NO_LAGS } from './lags.ts';
import { stage } from './script.ts';
import type { Call, Utterance } from './truth.ts';

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed);

const calls = (told: Partial<Habits> = {}) => SEEDS.map((seed) => improvise(seed, told));
const messages = (deliveries: readonly Delivery[]) => deliveries.map(({ body }) => body.message);

describe('a seed', () => {
  test('tells everything', () => {
    const once = toNdjson(
      emit(improvise(7), { types: EVERYTHING, lags: { ...MEASURED_LAGS, jitterMs: 80 } }),
    );
    const again = toNdjson(
      emit(improvise(7), { types: EVERYTHING, lags: { ...MEASURED_LAGS, jitterMs: 80 } }),
    );
    expect(again === once).toBe(true);
  });

  test('tells calls apart', () => {
    expect(new Set(calls().map(({ id }) => id)).size).toBe(SEEDS.length);
  });
});

describe('a script', () => {
  const call = stage(
    { id: 'c', startedAt: 1_000_000, persona: 'dentalDesk', kind: 'webCall', hangUpAfterMs: -1000 },
    [
      { role: 'assistant', kind: 'greeting', text: 'Hello', afterMs: 1000, lastsMs: 500 },
      { role: 'user', text: 'First', afterMs: 500, lastsMs: 1000 },
      { role: 'assistant', text: 'A long answer that is cut', afterMs: 900, lastsMs: 5000 },
      { role: 'user', kind: 'backchannel', text: 'mm-hm', intoMs: 1000, lastsMs: 400 },
      { role: 'user', kind: 'barge-in', text: 'Second', intoMs: 3000, yieldMs: 600, lastsMs: 2000 },
      { role: 'assistant', text: 'Cutting in', afterMs: -1200, lastsMs: 3000 },
      { role: 'user', text: 'Third', afterMs: 3500, lastsMs: 1000 },
      { role: 'user', kind: 'resume', text: 'Fourth and last', afterMs: 6000, lastsMs: 2000 },
    ],
  );

  test('numbers one turn per exchange', () => {
    expect(call.utterances.map(({ role, turn }) => `${role} ${turn}`)).toEqual([
      'assistant 0',
      'user 1',
      'assistant 1',
      'user 1',
      'user 2',
      'assistant 2',
      'user 3',
      'user 4',
    ]);
  });

  test('knows what happened in each', () => {
    const plain = { cutIn: null, bargeIn: null, backchannels: 0, deadAir: [], unanswered: false };
    const waits = { third: [1_010_700, 1_014_200], fourth: [1_015_200, 1_021_200] } as const;
    const owed = ([startMs, endMs]: readonly [number, number]) => ({ startMs, endMs, owedBy: 'user' });
    expect(call.exchanges).toEqual([
      { ...plain, turn: 0, responseMs: null },
      { ...plain, turn: 1, responseMs: 900, bargeIn: { yieldMs: 600 }, backchannels: 1 },
      { ...plain, turn: 2, responseMs: -1200, cutIn: { overlapMs: 1200 } },
      { ...plain, turn: 3, responseMs: null, unanswered: true, deadAir: [owed(waits.third)] },
      { ...plain, turn: 4, responseMs: null, unanswered: true, deadAir: [owed(waits.fourth)] },
    ]);
  });

  test('cuts words with their speech', () => {
    expect(call.utterances[2]).toMatchObject({ text: 'A long answer', endMs: 1_007_500 });
    expect(call.utterances.at(-1)).toMatchObject({ text: 'Fourth', endMs: call.endedAt });
  });
});

describe('habits', () => {
  const exchanges = (told: Partial<Habits>) => calls({ ...NEVER, ...told }).flatMap((call) => call.exchanges);
  const NEVER = {
    bargeIn: 0,
    backchannel: 0,
    unanswered: 0,
    deadAir: 0,
    cutIn: 0,
    filler: 0,
    hangUpMidSpeech: 0,
  };

  test('without any, every turn is answered in time', () => {
    for (const { turn, responseMs, deadAir, ...rest } of exchanges({ greeting: false })) {
      expect({ turn, inTime: responseMs! >= 900 && responseMs! <= 2000 }).toEqual({ turn, inTime: true });
      expect({ turn, deadAir }).toEqual({ turn, deadAir: [] });
      expect(rest).toEqual({ unanswered: false, cutIn: null, bargeIn: null, backchannels: 0 });
    }
  });

  test('barge-ins make the assistant yield within two seconds', () => {
    const yields = exchanges({ bargeIn: 1 }).flatMap(({ bargeIn }) => bargeIn ?? []);
    expect(yields.length).toBeGreaterThan(SEEDS.length);
    expect(yields.every(({ yieldMs }) => yieldMs >= 450 && yieldMs <= 1600)).toBe(true);
  });

  test('cut-ins last for more than a second', () => {
    const overlaps = exchanges({ cutIn: 1, bargeIn: 0.5 }).flatMap(({ cutIn }) => cutIn ?? []);
    expect(overlaps.length).toBe(SEEDS.length * 8);
    expect(overlaps.every(({ overlapMs }) => overlapMs > 1000)).toBe(true);
  });

  test('backchannels lie inside the assistant, who goes on', () => {
    let seen = 0;
    for (const { utterances } of calls({ ...NEVER, backchannel: 1 })) {
      for (const murmur of utterances.filter(({ kind }) => kind === 'backchannel')) {
        seen += 1;
        const around = utterances.find(({ role, startMs, endMs }) => {
          return role === 'assistant' && startMs < murmur.startMs && endMs > murmur.endMs + 1000;
        });
        expect(around?.turn).toBe(murmur.turn);
      }
    }
    expect(seen).toBeGreaterThan(SEEDS.length);
  });
});

describe('emitted', () => {
  const isHungUp = (call: Call, utterance: Utterance) => utterance.endMs === call.endedAt;

  test('without lags, events are the truth and nothing else', () => {
    for (const call of calls({ hangUpMidSpeech: 0.5 })) {
      const truth = call.utterances.flatMap((utterance) => {
        const { role, turn, startMs, endMs } = utterance;
        const start = `${startMs} started ${role} ${turn}`;
        return isHungUp(call, utterance) ? [start] : [start, `${endMs} stopped ${role} ${turn}`];
      });
      const told = messages(emit(call, { lags: NO_LAGS })).map(
        ({ timestamp, status, role, turn }) => `${timestamp} ${status} ${role} ${turn}`,
      );
      expect(told.toSorted()).toEqual(truth.toSorted());
    }
  });

  test('with lags, each role still starts and stops by turns', () => {
    for (const call of calls()) {
      const sent = messages(emit(call, { lags: { ...MEASURED_LAGS, jitterMs: 60 } }));
      for (const role of ['user', 'assistant'] as const) {
        const own = sent.filter((message) => message.role === role).map(({ status }) => status);
        expect(own).toEqual(own.map((_, index) => (index % 2 === 0 ? 'started' : 'stopped')));
      }
    }
  });

  test('with lags, a quick answer starts before its question stops', () => {
    const call = improvise(1, { responseMs: [600, 650], cutIn: 0, deadAir: 0, unanswered: 0 });
    const sent = messages(emit(call, { lags: MEASURED_LAGS }));
    const at = (wanted: string) =>
      sent.findIndex(({ status, role, turn }) => `${status} ${role} ${turn}` === wanted);
    expect(at('started assistant 3')).toBeLessThan(at('stopped user 3'));
  });

  test('messages leave in the order of their timestamps, with their keys in the order of the wire', () => {
    const call = improvise(3, { kind: 'inboundPhoneCall' });
    const sent = messages(emit(call, { types: EVERYTHING, lags: MEASURED_LAGS }));
    const times = sent.map(({ timestamp }) => timestamp!);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const speech = sent.find(({ type }) => type === 'speech-update')!;
    expect(Object.keys(speech).join(' ')).toBe(
      'timestamp type status role turn artifact call phoneNumber customer assistant',
    );
  });

  test('the artifact holds what was over by then, at its true times', () => {
    for (const call of calls({ hangUpMidSpeech: 0 }).slice(0, 30)) {
      for (const { timestamp, artifact } of messages(emit(call))) {
        const rows = (artifact as { messages: { role: string; time: number; endTime?: number }[] }).messages;
        const heard = rows.filter(({ role }) => role === 'bot' || role === 'user');
        const over = call.utterances.filter(({ endMs }) => endMs <= timestamp!);
        expect(heard.map(({ time, endTime }) => [time, endTime])).toEqual(
          over.map(({ startMs, endMs }) => [startMs, endMs]),
        );
      }
    }
  });

  test('each barge-in is confirmed, and a long silence ends in a hang', () => {
    const all = calls({ bargeIn: 0.5, unanswered: 0.3 });
    const sent = (type: 'user-interrupted' | 'hang') =>
      all.flatMap((call) => emit(call, { types: [type] })).length;
    const exchanges = all.flatMap((call) => call.exchanges);
    expect(sent('user-interrupted')).toBe(exchanges.filter(({ bargeIn }) => bargeIn).length);
    const silences = all.flatMap(({ utterances }) =>
      utterances.flatMap(({ role, endMs, kind }, index) => {
        const next = utterances[index + 1];
        return role === 'user' && kind !== 'backchannel' && next && next.startMs - endMs > 5000 ? [next] : [];
      }),
    );
    expect(silences.length).toBeGreaterThan(10);
    expect(sent('hang')).toBe(silences.length);
  });
});

describe('disturbed', () => {
  const sent = calls().flatMap((call) => emit(call, { lags: MEASURED_LAGS }));
  const key = ({ body: { message: m }, about }: Delivery) =>
    `${about?.startMs} ${m.role} ${m.status} ${m.turn}`;
  const sorted = (deliveries: readonly Delivery[]) => deliveries.map(key).toSorted();

  test('accounts for each event', () => {
    const how = { drop: 0.1, duplicate: 0.1, removeStops: 0.1, removeTimestamps: 0.2, shuffleMs: 1500 };
    const { arrivals, lost, redelivered } = disturb(sent, 5, how);
    expect(Math.min(lost.length, redelivered.length)).toBeGreaterThan(sent.length / 20);
    expect(sorted([...arrivals, ...lost])).toEqual(sorted([...sent, ...redelivered]));
    const times = arrivals.map(({ arrivedMs }) => arrivedMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('is the same for the same seed, and not for another', () => {
    const how = { drop: 0.2, shuffleMs: 500 };
    expect(sorted(disturb(sent, 1, how).lost)).toEqual(sorted(disturb(sent, 1, how).lost));
    expect(sorted(disturb(sent, 1, how).lost)).not.toEqual(sorted(disturb(sent, 2, how).lost));
  });

  test('does nothing unless told', () => {
    const byArrival = sent.toSorted((a, b) => a.arrivedMs - b.arrivedMs);
    expect(disturb(sent, 1, {})).toEqual({ arrivals: byArrival, lost: [], redelivered: [] });
  });

  test('removes what it is told to remove', () => {
    const { arrivals } = disturb(sent, 1, { removeStops: 1, removeTimestamps: 1 });
    const left = messages(arrivals);
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter(({ status, timestamp }) => status === 'stopped' || timestamp !== undefined)).toEqual(
      [],
    );
  });
});
