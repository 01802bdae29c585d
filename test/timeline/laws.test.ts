// Holds the timeline to its laws on streams of any events: none is lost, time adds up, and no guess enters a number.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balanceOf } from '../../src/measures/balance.ts';
import { factsOf } from '../../src/measures/facts.ts';
import { responsesOf } from '../../src/measures/waits.ts';
import type { SpeechEvent } from '../../src/message/event.ts';
import { assembleCall, type Call, callWith } from '../../src/timeline/call.ts';
import { type Evidence, NO_EVIDENCE } from '../../src/timeline/evidence.ts';
import { putInOrder } from '../../src/timeline/order.ts';
import { pair } from '../../src/timeline/pair.ts';
import { isMeasured, isObserved, reachOf, type Segment } from '../../src/timeline/segment.ts';
import { anyEvents, ORIGIN } from './streams.ts';

const runs = { numRuns: 2000 };

/** How many events a segment was made of. */
function eventsIn({ flags }: Segment): number {
  const single = flags.includes('orphan-stop') || flags.includes('no-stop') || flags.includes('missing-stop');
  return single ? 1 : 2;
}

/** What a call says, without the places it was read from. */
function essence(call: Call): unknown {
  const { events, findings: _, ...rest } = callWith(call, {});
  return { ...rest, measures: factsOf(call).turns, balance: balanceOf(call), used: events.used };
}

test('every event is accounted for', () => {
  fc.assert(
    fc.property(anyEvents(), (events) => {
      const { events: ordered, redelivered } = putInOrder(events);
      const { segments, ignored } = pair(ordered);
      const used = segments.reduce((sum, segment) => sum + eventsIn(segment), 0);
      expect(redelivered + ignored + used).toBe(events.length);
      expect(assembleCall({ events }).events).toMatchObject({ read: events.length, redelivered, used });
    }),
    runs,
  );
});

/** What an artifact and notices might tell beside the events, true or not. */
const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    rows: fc.array(
      fc.record({
        role: fc.constantFrom('assistant' as const, 'user' as const),
        from: fc.integer({ min: -40, max: 80 }),
        length: fc.nat(20),
      }),
      { maxLength: 8 },
    ),
    ended: fc.option(fc.integer({ min: -10, max: 400 })),
    started: fc.option(fc.integer({ min: -100, max: 70 })),
    interrupted: fc.array(fc.nat(60), { maxLength: 3 }),
  })
  .map(({ rows, ended, started, interrupted }) => {
    const at = (tenths: number): number => ORIGIN + tenths * 250;
    return {
      ...NO_EVIDENCE,
      rows: rows
        .map(({ role, from, length }) => ({
          role,
          startMs: at(from),
          endMs: at(from + length),
          text: 'Well.',
        }))
        .sort((a, b) => a.startMs - b.startMs),
      endedMs: ended === null ? null : at(ended),
      startedMs: started === null ? null : at(started),
      interruptedMs: interrupted.map(at),
    };
  });

describe('whatever else is told of a call', () => {
  test('the window holds everything and reconciles', () => {
    fc.assert(
      fc.property(anyEvents(), anyEvidence, (events, evidence) => {
        const call = assembleCall({ events, evidence });
        const { balance, silences } = factsOf(call);
        if (balance === null || call.window === null) return;
        const { start, end } = call.window;
        for (const segment of call.segments) {
          const reach = reachOf(segment);
          if (reach === null) continue;
          expect(reach.start).toBeGreaterThanOrEqual(start);
          expect(reach.end).toBeLessThanOrEqual(end);
        }
        const { windowMs, speechMs, overlapMs, silenceMs, unknownMs } = balance;
        expect(speechMs.assistant + speechMs.user - overlapMs + silenceMs + unknownMs).toBe(windowMs);
        expect(silences.reduce((sum, quiet) => sum + (quiet.end - quiet.start), 0)).toBe(silenceMs);
      }),
      runs,
    );
  });

  test('no wait is negative, none is a cut-in, and each barge-in is confirmed by a notice of its own', () => {
    fc.assert(
      fc.property(anyEvents(), anyEvidence, (events, evidence) => {
        const { responses, interruptions } = factsOf(assembleCall({ events, evidence }));
        for (const { waitMs, eventWaitMs, cutIn, lateStop } of responses) {
          expect(Math.min(waitMs ?? 0, eventWaitMs ?? 0)).toBeGreaterThanOrEqual(0);
          if (cutIn) expect({ waitMs, lateStop }).toEqual({ waitMs: null, lateStop: false });
        }
        const confirmed = interruptions.bargeIns.filter((one) => one.confirmed).length;
        expect(confirmed).toBeLessThanOrEqual(new Set(evidence.interruptedMs).size);
      }),
      runs,
    );
  });
});

test('the window reconciles to the millisecond', () => {
  fc.assert(
    fc.property(anyEvents(), (events) => {
      const balance = balanceOf(assembleCall({ events }));
      if (balance === null) return;
      const { windowMs, speechMs, overlapMs, silenceMs, unknownMs } = balance;
      expect(speechMs.assistant + speechMs.user - overlapMs + silenceMs + unknownMs).toBe(windowMs);
    }),
    runs,
  );
});

describe('no inferred or unknown end enters a number', () => {
  test('moving such ends about changes nothing that is measured', () => {
    fc.assert(
      fc.property(anyEvents(), fc.integer({ min: -5000, max: 5000 }), (events, shift) => {
        const call = assembleCall({ events });
        const moved = call.segments.map((segment) => {
          const { end } = segment;
          return end.kind !== 'observed' && end.at !== null
            ? { ...segment, end: { ...end, at: end.at + shift } }
            : segment;
        });
        const twin = new Map(call.segments.map((segment, index) => [segment, moved[index]!]));
        const withTwins = (segments: readonly Segment[]): Segment[] =>
          segments.map((segment) => twin.get(segment)!);
        const movedCall: Call = callWith(call, {
          segments: moved,
          turns: call.turns.map((turn) => ({
            ...turn,
            user: withTwins(turn.user),
            assistant: withTwins(turn.assistant),
          })),
          floor: {
            runs: call.floor.runs,
            secondary: withTwins(call.floor.secondary),
            transfers: call.floor.transfers.map(({ from, to }) => ({
              from: { ...from, segments: withTwins(from.segments) },
              to: { ...to, segments: withTwins(to.segments) },
            })),
          },
        });
        const numbers = (one: Call): unknown => ({
          speech: balanceOf(one)?.speechMs,
          overlap: balanceOf(one)?.overlapMs,
          waits: responsesOf(one).map(({ waitMs, lateStop, cutIn }) => ({ waitMs, lateStop, cutIn })),
          turns: factsOf(one).turns.map(({ user, assistant, overlapMs }) => ({ user, assistant, overlapMs })),
        });
        expect(numbers(movedCall)).toEqual(numbers(call));
      }),
      runs,
    );
  });

  test('a segment is measured only between two observed ends', () => {
    fc.assert(
      fc.property(anyEvents(), (events) => {
        for (const segment of assembleCall({ events }).segments) {
          expect(isMeasured(segment)).toBe(isObserved(segment.start) && isObserved(segment.end));
          for (const edge of [segment.start, segment.end]) {
            if (edge.kind === 'observed') expect(events.some(({ at }) => at === edge.at)).toBe(true);
          }
        }
      }),
      runs,
    );
  });
});

describe('the order of arrival never changes a result', () => {
  const timed = anyEvents(false);
  const shuffled = timed.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
  );
  const plain = (events: readonly SpeechEvent[]): SpeechEvent[] =>
    events.map((one) => ({ ...one, record: 1, line: 1 }));

  test('any order', () => {
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        expect(essence(assembleCall({ events: plain(other) }))).toEqual(
          essence(assembleCall({ events: plain(events) })),
        );
      }),
      runs,
    );
  });

  test('any redelivery', () => {
    fc.assert(
      fc.property(timed, fc.array(fc.nat()), (events, again) => {
        const repeats = again.map((index) => events[index % events.length]!);
        expect(essence(assembleCall({ events: plain([...events, ...repeats]) }))).toEqual(
          essence(assembleCall({ events: plain(events) })),
        );
      }),
      runs,
    );
  });
});

test('shifting all times changes only epochs', () => {
  fc.assert(
    fc.property(anyEvents(), fc.integer({ min: -1e9, max: 1e9 }), (events, shift) => {
      const later = events.map((one) => (one.at === null ? one : { ...one, at: one.at + shift }));
      const [here, there] = [assembleCall({ events }), assembleCall({ events: later })];
      const offsets = (call: Call): unknown => ({
        turns: factsOf(call).turns.map(({ user, assistant, overlapMs, flags, response }) => {
          return { user, assistant, overlapMs, flags, waitMs: response?.waitMs };
        }),
        balance: balanceOf(call),
        numbering: call.numbering,
        events: call.events,
      });
      expect(offsets(there)).toEqual(offsets(here));
      expect((there.origin?.at ?? ORIGIN) - (here.origin?.at ?? ORIGIN)).toBe(
        here.origin === null ? 0 : shift,
      );
    }),
    runs,
  );
});
