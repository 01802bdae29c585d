// Holds the numbers against the truth of simulated calls, with and without the lags that real events have, and prints the scores.
import { describe, expect, test } from 'vitest';
import { deadAirOf } from '../../src/measures/silences.ts';
import { factsFrom as read } from '../support/read.ts';
import { disturb } from '../support/simulator/disturb.ts';
import { type Delivery, EVERYTHING, emit, SPEECH_ONLY } from '../support/simulator/emit.ts';
import { improvise } from '../support/simulator/improvise.ts';
import { type Lags, MEASURED_LAGS, NO_LAGS } from '../support/simulator/lags.ts';
import type { Call } from '../support/simulator/truth.ts';

interface Score {
  calls: number;
  found: number;
  missed: number;
  false: number;
}

const score = (): Score => ({ calls: 0, found: 0, missed: 0, false: 0 });

function add(to: Score, truth: readonly number[], told: readonly number[]): void {
  const left = [...truth];
  for (const turn of told) {
    const index = left.indexOf(turn);
    if (index < 0) to.false++;
    else {
      left.splice(index, 1);
      to.found++;
    }
  }
  to.missed += left.length;
  to.calls++;
}

const turnsWith = (call: Call, has: (exchange: Call['exchanges'][number]) => boolean): number[] =>
  call.exchanges.filter(has).map(({ turn }) => turn);

describe('without lags and losses every number is the truth', () => {
  const calls = Array.from({ length: 300 }, (_, seed) => {
    const call = improvise(seed);
    return { call, facts: read(emit(call, { lags: NO_LAGS, types: EVERYTHING })) };
  });

  test('waits', () => {
    for (const { call, facts } of calls) {
      const told = new Map(facts.turns.map(({ turn, response }) => [turn.number, response?.waitMs ?? null]));
      for (const { turn, responseMs, cutIn } of call.exchanges) {
        if (responseMs === null || responseMs < 0 || cutIn !== null) continue;
        expect({ id: call.id, turn, waitMs: told.get(turn) }).toEqual({
          id: call.id,
          turn,
          waitMs: responseMs,
        });
      }
    }
  });

  test('cut-ins, barge-ins with their yields, backchannels and unanswered turns', () => {
    for (const { call, facts } of calls) {
      const { interruptions, responses, unanswered } = facts;
      const bargeIns = call.exchanges.flatMap(({ turn, bargeIn }) =>
        bargeIn === null ? [] : [[turn, bargeIn.yieldMs]],
      );
      expect({
        cutIns: responses.filter(({ cutIn }) => cutIn).map(({ segment }) => segment.turn),
        bargeIns: interruptions.bargeIns.map(({ over, yieldMs }) => [over.turn, yieldMs]),
        backchannels: interruptions.backchannels.length,
        unanswered: unanswered.map(({ turn }) => turn),
      }).toEqual({
        cutIns: turnsWith(call, ({ cutIn }) => cutIn !== null),
        bargeIns,
        backchannels:
          call.exchanges.reduce((sum, { backchannels }) => sum + backchannels, 0) - insideCut(call),
        unanswered: turnsWith(call, (exchange) => exchange.unanswered),
      });
    }
  });

  test('speech and dead air', () => {
    for (const { call, facts } of calls) {
      // Who is cut off by the end of the call has no stop, and is not measured.
      const said = (role: 'assistant' | 'user'): number =>
        call.utterances
          .filter((utterance) => utterance.role === role && utterance.endMs < call.endedAt)
          .reduce((sum, { startMs, endMs }) => sum + (endMs - startMs), 0);
      expect(facts.balance?.speechMs).toEqual({ assistant: said('assistant'), user: said('user') });
      const dead = call.exchanges
        .flatMap(({ deadAir }) => deadAir)
        .map(({ startMs, endMs, owedBy }) => ({ start: startMs, end: endMs, owedBy }));
      const inside = deadAirOf(facts).filter(({ end }) => end < (facts.call.window?.end ?? 0));
      expect(inside.map(({ start, end, owedBy }) => ({ start, end, owedBy }))).toEqual(dead);
    }
  });
});

/** Backchannels inside an utterance that the end of the call cuts off: nobody knows that the assistant would go on. */
function insideCut({ utterances, endedAt }: Call): number {
  const cut = utterances.find(({ role, endMs }) => role === 'assistant' && endMs >= endedAt);
  return utterances.filter(
    ({ kind, startMs }) => kind === 'backchannel' && cut !== undefined && startMs >= cut.startMs,
  ).length;
}

function measure(lags: Lags, types = EVERYTHING) {
  const scores = { cutIns: score(), bargeIns: score(), backchannels: score(), unanswered: score() };
  const errors: Record<'artifact' | 'event', number[]> = { artifact: [], event: [] };
  for (let seed = 0; seed < 1000; seed++) {
    const call = improvise(seed);
    const facts = read(emit(call, { lags, types }));
    const flagged = (flag: string): number[] =>
      facts.turns.flatMap(({ turn, flags }) =>
        flags.some((one) => one === flag) ? [turn.number ?? -1] : [],
      );
    add(
      scores.cutIns,
      turnsWith(call, ({ cutIn }) => cutIn !== null),
      flagged('cut-in'),
    );
    add(
      scores.bargeIns,
      turnsWith(call, ({ bargeIn }) => bargeIn !== null),
      facts.interruptions.bargeIns.map(({ over }) => over.turn ?? -1),
    );
    add(
      scores.backchannels,
      turnsWith(call, ({ backchannels }) => backchannels > 0),
      flagged('backchannel'),
    );
    add(
      scores.unanswered,
      turnsWith(call, ({ unanswered }) => unanswered),
      flagged('unanswered'),
    );
    for (const { turn, response } of facts.turns) {
      const truth = call.exchanges.find((exchange) => exchange.turn === turn.number)?.responseMs ?? null;
      if (truth === null || truth < 0 || response?.waitMs == null) continue;
      errors[response.clock].push(Math.abs(response.waitMs - truth));
    }
  }
  const worst = (list: readonly number[]): number => list.reduce((most, one) => Math.max(most, one), 0);
  const line = Object.entries(scores).map(
    ([name, { found, missed, false: wrong }]) => `${name} ${found} found, ${missed} missed, ${wrong} false`,
  );
  return {
    scores,
    errors,
    worst: { artifact: worst(errors.artifact), event: worst(errors.event) },
    line: line.join('; '),
  };
}

test('with the measured lags: the scores of 1,000 calls', () => {
  const all = measure(MEASURED_LAGS);
  console.log(
    `all messages: ${all.line}; response latency off by at most ${all.worst.artifact} ms on the artifact clock (n ${all.errors.artifact.length})`,
  );
  const bare = measure(MEASURED_LAGS, SPEECH_ONLY);
  console.log(
    `speech-updates only: ${bare.line}; off by at most ${bare.worst.artifact} ms (artifact, n ${bare.errors.artifact.length}), ${bare.worst.event} ms (event, n ${bare.errors.event.length})`,
  );
  expect(all.scores.cutIns.false).toBe(0);
  expect(all.worst.artifact).toBeLessThanOrEqual(50);
  const share = ({ found, missed }: Score): number => found / (found + missed);
  expect(share(all.scores.bargeIns)).toBeGreaterThanOrEqual(0.95);
  expect(share(all.scores.backchannels)).toBeGreaterThanOrEqual(0.95);
  expect(all.errors.artifact.length).toBeGreaterThan(3000);
});

test('with events lost, doubled and shuffled, the turns that were not touched keep their numbers', () => {
  let kept = 0;
  let told = 0;
  for (let seed = 0; seed < 200; seed++) {
    const sent = emit(improvise(seed), { lags: MEASURED_LAGS, types: EVERYTHING });
    const { arrivals, lost, redelivered } = disturb(sent, seed, {
      drop: 0.05,
      duplicate: 0.05,
      shuffleMs: 2000,
    });
    if (!arrivals.some(({ body }) => body.message.type === 'speech-update')) continue;
    const [clean, rough] = [read(sent), read(arrivals)];
    const touched = new Set(
      lost.flatMap(({ about }) => (about === null ? [] : [about.turn - 1, about.turn, about.turn + 1])),
    );
    for (const { turn, response } of clean.turns) {
      if (turn.number === null || touched.has(turn.number) || response?.waitMs == null) continue;
      const other = rough.turns.find((one) => one.turn.number === turn.number)?.response;
      if (other?.clock !== response.clock || other.waitMs === null) continue;
      expect(Math.abs(other.waitMs - response.waitMs)).toBeLessThanOrEqual(
        Math.max(1, response.waitMs * 0.01),
      );
      kept++;
    }
    const { events } = rough.call;
    const speech = (list: readonly Delivery[]): number =>
      list.filter(({ body }) => body.message.type === 'speech-update').length;
    expect(events.redelivered).toBe(speech(redelivered));
    if (events.redelivered + events.reordered + events.repaired > 0) told++;
    expect(deadAirOf(rough).every(({ start, end }) => end > start)).toBe(true);
  }
  console.log(
    `kept ${kept} waits through loss, doubling and shuffling; ${told} of 200 calls tell what was mended`,
  );
  expect(kept).toBeGreaterThan(300);
});
