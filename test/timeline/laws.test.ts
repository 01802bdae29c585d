// Holds the timeline to its laws on streams of any events: none is lost, time adds up, and no guess enters a number.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balanceOf } from '../../src/measures/balance.ts';
import { factsOf } from '../../src/measures/facts.ts';
import { responsesOf } from '../../src/measures/waits.ts';
import type { SpeechEvent } from '../../src/message/event.ts';
import { assembleCall, type Call } from '../../src/timeline/call.ts';
import { putInOrder } from '../../src/timeline/order.ts';
import { pair } from '../../src/timeline/pair.ts';
import { isMeasured, isObserved, type Segment } from '../../src/timeline/segment.ts';
import { anyEvents, ORIGIN } from './streams.ts';

const runs = { numRuns: 2000 };

/** How many events a segment was made of. */
function eventsIn({ flags }: Segment): number {
  const single = flags.includes('orphan-stop') || flags.includes('no-stop') || flags.includes('missing-stop');
  return single ? 1 : 2;
}

/** What a call says, without the places it was read from. */
function essence(call: Call): unknown {
  const { events, findings: _, ...rest } = call;
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
        const movedCall: Call = {
          ...call,
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
        };
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
