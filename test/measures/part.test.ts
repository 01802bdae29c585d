// Holds parts of calls to their law: what is told of a part is what is told of it in the whole, and parts add up.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallFacts, factsOf } from '../../src/measures/facts.ts';
import { factsWithin } from '../../src/measures/part.ts';
import type { Selection } from '../../src/message/selection.ts';
import { assembleCall } from '../../src/timeline/call.ts';
import { anyEvents, event, ORIGIN } from '../timeline/streams.ts';

const runs = { numRuns: 1000 };
const moment = fc.nat(60).map((quarters) => ORIGIN + quarters * 250);
const turn = fc.option(fc.nat(6));
const anySelection: fc.Arbitrary<Selection> = fc.record(
  {
    turns: fc.array(fc.record({ first: turn, last: turn }), { minLength: 1, maxLength: 2 }),
    since: moment,
    until: moment,
  },
  { requiredKeys: [] },
);

/** What is counted of a call, and belongs to one segment of it. */
function counted({ responses, userStarts, unanswered, interruptions }: CallFacts): unknown[] {
  const { bargeIns, backchannels, falseStops } = interruptions;
  return [...responses, ...userStarts, ...unanswered, ...bargeIns, ...backchannels, ...falseStops];
}

describe('a part of a call', () => {
  test('its window reconciles, and its silences add up to its silence', () => {
    fc.assert(
      fc.property(anyEvents(), anySelection, (events, selection) => {
        const facts = factsWithin(assembleCall({ events }), selection);
        if (facts === null || facts.balance === null) return;
        const { windowMs, speechMs, overlapMs, silenceMs, unknownMs } = facts.balance;
        expect(speechMs.assistant + speechMs.user - overlapMs + silenceMs + unknownMs).toBe(windowMs);
        expect(facts.silences.reduce((sum, quiet) => sum + (quiet.end - quiet.start), 0)).toBe(silenceMs);
        const { window } = facts.call;
        expect(windowMs).toBeLessThanOrEqual((window?.end ?? 0) - (window?.start ?? 0));
      }),
      runs,
    );
  });

  test('its turns are told as in the whole', () => {
    fc.assert(
      fc.property(anyEvents(), turn, turn, (events, first, last) => {
        const call = assembleCall({ events });
        const wanted = (number: number | null): boolean =>
          number !== null && (first ?? 0) <= number && number <= (last ?? Number.MAX_VALUE);
        expect(factsWithin(call, { turns: [{ first, last }] })?.turns ?? []).toEqual(
          factsOf(call).turns.filter((one) => wanted(one.turn.number)),
        );
      }),
      runs,
    );
  });

  test('what is before a moment and what is after it make the whole', () => {
    fc.assert(
      fc.property(anyEvents(false), moment, (events, at) => {
        const call = assembleCall({ events });
        const parts = [factsWithin(call, { until: at }), factsWithin(call, { since: at })];
        const both = parts.flatMap((facts) => (facts === null ? [] : counted(facts)));
        const whole = counted(factsOf(call));
        expect(both).toHaveLength(whole.length);
        expect(new Set(both)).toEqual(new Set(whole));
      }),
      runs,
    );
  });
});

test('a wait at the edge of a part stays, what goes on around it makes nothing unanswered, and a later word is not the first', () => {
  const events = [
    event('started', 'assistant', 0, ORIGIN),
    event('stopped', 'assistant', 0, ORIGIN + 2_000),
    event('started', 'user', 1, ORIGIN + 3_000),
    event('stopped', 'user', 1, ORIGIN + 4_000),
    event('started', 'assistant', 2, ORIGIN + 4_700),
    event('stopped', 'assistant', 2, ORIGIN + 6_000),
    event('started', 'user', 3, ORIGIN + 12_000),
    event('stopped', 'user', 3, ORIGIN + 13_000),
  ];
  const call = assembleCall({ events });
  const second = factsWithin(call, { turns: [{ first: 1, last: 1 }] });
  expect(second).toMatchObject({ responses: [], unanswered: [], userStarts: [{ offsetMs: 1_000 }] });
  const third = factsWithin(call, { turns: [{ first: 2, last: 2 }] });
  expect(third).toMatchObject({ responses: [{ waitMs: 700 }], firstWordMs: null, silences: [] });
  // Turns that are apart: the time between them was not asked for.
  const apart = factsWithin(call, { turns: [1, 3].map((number) => ({ first: number, last: number })) });
  expect(apart?.balance).toMatchObject({
    windowMs: 2_000,
    silenceMs: 0,
    speechMs: { assistant: 0, user: 2_000 },
  });
  const late = factsWithin(call, { since: ORIGIN + 9_000 });
  expect(late?.silences).toEqual([
    { start: ORIGIN + 9_000, end: ORIGIN + 12_000, owedBy: 'user', dead: true },
  ]);
});
