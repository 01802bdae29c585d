// Holds the short way from events to segments to the long one: where it is taken at all, both lead to the same call.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventColumns } from '../../src/message/columns.ts';
import type { SpeechEvent } from '../../src/message/event.ts';
import { assembleCall, callWith } from '../../src/timeline/call.ts';
import { EventLog } from '../../src/timeline/log.ts';
import { anyEvents, event, ORIGIN } from './streams.ts';

/** Mostly as the protocol has it: each role starts and stops by turns, and time goes on. */
const mostlyPlain: fc.Arbitrary<SpeechEvent[]> = fc
  .array(
    fc.record({
      role: fc.constantFrom('assistant' as const, 'user' as const),
      gap: fc.oneof(
        { arbitrary: fc.integer({ min: 1, max: 5_000 }), weight: 30 },
        fc.constantFrom(0, -1, 400_000),
      ),
      turn: fc.oneof({ arbitrary: fc.constant(0), weight: 30 }, fc.constantFrom(1, null)),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((steps) => {
    const speaks = { assistant: false, user: false };
    let at = ORIGIN;
    return steps.map(({ role, gap, turn }, index) => {
      speaks[role] = !speaks[role];
      at += gap;
      return event(speaks[role] ? 'started' : 'stopped', role, turn, at, index + 1);
    });
  })
  .chain((events) => {
    const open = events.filter(
      ({ role }, index) =>
        events.filter((one) => one.role === role).length % 2 === 1 &&
        events.findLastIndex((one) => one.role === role) === index,
    );
    const closed = events.filter((one) => !open.includes(one));
    return fc.constantFrom(events, ...(closed.length > 0 ? [closed] : []));
  });

function logOf(calls: readonly (readonly SpeechEvent[])[]): EventLog {
  const log = new EventLog();
  const longest = Math.max(...calls.map((events) => events.length));
  // What is of different calls comes mixed, and in batches.
  for (let index = 0; index < longest; index++) {
    const batch = new EventColumns();
    for (const [call, events] of calls.entries()) {
      const one = events[index];
      if (one !== undefined) batch.push({ ...one, callId: `call ${call}` });
    }
    log.add(batch);
  }
  return log;
}

test('the same call', () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.array(fc.oneof(mostlyPlain, anyEvents()), { minLength: 1, maxLength: 4 }), (calls) => {
      for (const seen of logOf(calls).calls()) {
        if (seen.plain !== null) plain++;
        expect(callWith(assembleCall(seen), {})).toEqual(callWith(assembleCall({ events: seen.events }), {}));
      }
    }),
    { numRuns: 2000 },
  );
  expect(plain).toBeGreaterThan(500);
});

test('calls of more events than a block holds', () => {
  const events = Array.from({ length: 40_000 }, (_, index) =>
    event(index % 2 === 0 ? 'started' : 'stopped', 'user', index >> 1, ORIGIN + index * 700, index + 1),
  );
  const log = logOf([events, events.slice(0, 30_001)]);
  const calls = [...log.calls()];
  expect(calls.map(({ plain }) => plain?.read)).toEqual([40_000, undefined]);
  expect(calls[0]!.events).toEqual(events.map((one) => ({ ...one, callId: 'call 0' })));
  expect(assembleCall(calls[0]!).segments).toEqual(assembleCall({ events }).segments);
});
