// Turns one short call into its twelve speech-updates, one of which is wrong in a place that can be sought in any capture.

/** The value of the wrong field: no other bytes of a capture spell it. */
export const MARK = 'three';

const CALL = '7f3a9c52-1d0e-4b8f-9a64-0c5be2d71f38';
const START = Date.UTC(2026, 7, 18, 9, 2, 11, 0);

/** Who starts (+) and stops (-) when, in milliseconds, and in which turn. */
const EVENTS = [
  ['assistant', 'started', 1_000, 0],
  ['assistant', 'stopped', 4_200, 0],
  ['user', 'started', 5_450, 1],
  ['user', 'stopped', 8_281, 1],
  ['assistant', 'started', 9_120, 1],
  ['assistant', 'stopped', 13_553, 1],
  ['user', 'started', 14_601, 2],
  ['user', 'stopped', 18_172, 2],
  ['assistant', 'started', 18_634, 2],
  ['assistant', 'stopped', 26_080, 2],
  ['user', 'started', 27_480, 3],
  ['user', 'stopped', 29_750, 3],
] as const;

/** The index of the message that is wrong. */
export const WRONG = 7;

export interface Said {
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number;
  /** The message that Vapi sends to a server. */
  readonly message: object;
  /** The message that it sends to a client: without time and call. */
  readonly client: object;
}

export const SAID: readonly Said[] = EVENTS.map(([role, status, ms, number], index) => {
  const at = START + ms;
  const turn = index === WRONG ? MARK : number;
  const speech = { type: 'speech-update', status, role };
  return {
    at,
    // Before the turn stands what escapes make longer, so that places are put to the test.
    message: { timestamp: at, ...speech, customer: { name: 'Zoë \\ "Z" 😀' }, turn, call: { id: CALL } },
    client: { ...speech, turn },
  };
});

/** As a server receives them. */
export const BODIES: readonly object[] = SAID.map(({ message }) => ({ message }));
export const TEXTS: readonly string[] = BODIES.map((body) => JSON.stringify(body));
export const PRETTY: readonly string[] = BODIES.map((body) => JSON.stringify(body, null, 2));

/** The moment at which message `index` was sent, as most logs write it. */
export function timeOf(index: number): string {
  return new Date(SAID[index]!.at).toISOString();
}

/** `2026-08-18 09:02:12,000` */
export function clockOf(index: number): string {
  return timeOf(index).slice(0, 23).replace('T', ' ').replace('.', ',');
}
