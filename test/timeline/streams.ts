// Turns a seed into streams of events as no protocol allows them, for the laws of the timeline.
import fc from 'fast-check';
import type { SpeechEvent } from '../../src/message/event.ts';

export function event(
  status: SpeechEvent['status'],
  role: SpeechEvent['role'],
  turn: number | null,
  at: number | null,
  record = 1,
): SpeechEvent {
  return {
    callId: 'c',
    role,
    status,
    turn,
    at,
    receivedAt: null,
    source: 's',
    record,
    line: record,
    column: 1,
  };
}

export const ORIGIN = 1_786_000_000_000;

/** Any events at all: in no order, with ties, some without a time or a turn. */
export const anyEvents = (untimed = true): fc.Arbitrary<SpeechEvent[]> =>
  fc
    .array(
      fc.record({
        status: fc.constantFrom('started' as const, 'stopped' as const),
        role: fc.constantFrom('assistant' as const, 'user' as const),
        turn: fc.option(fc.nat(5), { freq: 8 }),
        at: fc.option(
          fc.nat(60).map((tenths) => ORIGIN + tenths * 250),
          { freq: untimed ? 6 : Number.MAX_SAFE_INTEGER },
        ),
      }),
      { minLength: 1, maxLength: 40 },
    )
    .map((events) => events.map(({ status, role, turn, at }, i) => event(status, role, turn, at, i + 1)));
