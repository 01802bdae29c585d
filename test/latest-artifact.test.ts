// Reads logs whose artifacts disagree in several ways: a wait comes from the latest in the log, however the log is read.
import { describe, expect, test } from 'vitest';
import { turnline } from './support/host.ts';
import { type Random, random } from './support/simulator/random.ts';

const START = 1786000000000;

/** A message of a call in which the user stops at 2 s and the assistant answers at 4 s, by its events. */
interface Said {
  readonly call: string;
  /** 0 to 3: the user starts and stops, the assistant starts and stops. */
  readonly step: number;
  /** Whether the message has a timestamp of its own. */
  readonly isTimed: boolean;
  /** A report is no event, so reports can stand anywhere in a log. */
  readonly isReport?: boolean;
  /** The wait by the artifact's rows; without it the message has no artifact. */
  readonly waitMs?: number;
  /** Makes the log large enough to be shared among threads. */
  readonly filler?: string;
}

const EVENTS = [
  { atMs: 1_000, status: 'started', role: 'user' },
  { atMs: 2_000, status: 'stopped', role: 'user' },
  { atMs: 4_000, status: 'started', role: 'assistant' },
  { atMs: 6_000, status: 'stopped', role: 'assistant' },
] as const;

function line({ call, step, isTimed, isReport = false, waitMs, filler = '' }: Said): string {
  const { atMs, ...event } = EVENTS[step]!;
  const rows = [
    { role: 'user', message: 'hello', time: START + 1_000, endTime: START + 2_000, secondsFromStart: 1 },
    {
      role: 'bot',
      message: 'hi',
      time: START + 2_000 + (waitMs ?? 0),
      endTime: START + 6_000,
      secondsFromStart: 2,
    },
  ];
  const message = {
    ...(isTimed ? { timestamp: START + atMs } : {}),
    type: isReport ? 'end-of-call-report' : 'speech-update',
    ...event,
    turn: 1,
    call: { id: call },
    ...(waitMs === undefined ? {} : { artifact: { messages: rows, filler } }),
  };
  return JSON.stringify({ message });
}

const spaced = (text: string): string => text.replace('{', '{ ');

async function waits(lines: readonly string[], piece = 1 << 16, jobs = 1): Promise<Record<string, number>> {
  const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
  const stdin = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
    bytes.subarray(index * piece, (index + 1) * piece),
  );
  const argv = ['turns', '--format', 'jsonl', '--jobs', `${jobs}`];
  const { stdout } = await turnline(argv, { stdin });
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row));
  return Object.fromEntries(rows.map(({ callId, responseMs }) => [callId, responseMs]));
}

/** Messages of several calls, mixed; each call has its four events, and artifacts before, between and behind them. */
function mixed(random: Random, calls: number, filler = ''): Said[] {
  const log: Said[] = [];
  for (let call = 0; call < calls; call++) {
    const own = EVENTS.map((_, step): Said => ({ call: `call-${call}`, step, isTimed: true }));
    for (let more = random.between(1, 8); more > 0; more--) {
      const isTimed = random.chance(0.7);
      const said = { step: random.between(0, 3), isTimed, isReport: !isTimed, filler };
      const artifact = { ...said, call: `call-${call}`, waitMs: random.between(600, 1_900) };
      own.splice(random.between(0, own.length), 0, artifact);
    }
    let at = -1;
    for (const one of own) {
      at = random.between(at + 1, log.length);
      log.splice(at, 0, one);
    }
  }
  return log;
}

/** The wait of each call by its latest artifact. */
function expected(log: readonly Said[]): Record<string, number> {
  const latest = new Map<string, { step: number; waitMs: number }>();
  for (const { call, step, isTimed, waitMs } of log) {
    const before = latest.get(call)?.step ?? 0;
    if (waitMs === undefined || (isTimed && step < before)) continue;
    latest.set(call, { step: isTimed ? step : before, waitMs });
  }
  return Object.fromEntries([...latest].map(([call, { waitMs }]) => [call, waitMs]));
}

describe('the latest in the log counts', () => {
  const artifacts = (steps: readonly (number | null)[]): Said[] =>
    steps.map((step, index) => ({
      call: 'a',
      step: step ?? 0,
      isTimed: step !== null,
      waitMs: 500 + index * 100,
    }));
  const events = EVENTS.map((_, step): Said => ({ call: 'a', step, isTimed: true }));

  test.each([
    ['by its timestamp', [3, 2], 500],
    ['of two with the same timestamp', [3, 3], 600],
    ['without a timestamp', [3, null], 600],
    ['with a timestamp behind one without', [null, 3], 600],
    ['without a timestamp, before an earlier timestamp', [3, null, 2], 600],
  ])('%s', async (_, steps, waitMs) => {
    const log = [...events, ...artifacts(steps)];
    expect(expected(log)).toEqual({ a: waitMs });
    const lines = log.map(line);
    // One blank makes a message unlike those that are read by the fast path, and a pipe may be cut anywhere.
    for (let slow = 0; slow < 1 << steps.length; slow++) {
      const blanks = lines.map((text, at) => ((slow << EVENTS.length) & (1 << at) ? spaced(text) : text));
      for (const piece of [1 << 16, 700, 97]) expect(await waits(blanks, piece)).toEqual({ a: waitMs });
    }
  });
});

test('of mixed calls, with blanks anywhere, from a pipe cut anywhere', async () => {
  const numbers = random(Number(process.env.FC_SEED ?? 20261127));
  for (let run = 0; run < 60; run++) {
    const log = mixed(numbers, numbers.between(1, 6));
    const lines = log.map(line).map((text) => (numbers.chance(0.3) ? spaced(text) : text));
    expect(await waits(lines, numbers.between(50, 5_000)), lines.join('\n')).toEqual(expected(log));
  }
});

test('of a slim capture as of the whole', async () => {
  const numbers = random(Number(process.env.FC_SEED ?? 20261127));
  for (let run = 0; run < 30; run++) {
    const log = mixed(numbers, numbers.between(1, 6));
    const stdin = log.map((said) => `${line(said)}\n`).join('');
    const { stdout } = await turnline(['events', '--times', '-'], { stdin });
    expect(await waits(stdout.trimEnd().split('\n'))).toEqual(expected(log));
  }
});

test('of thousands of messages, on one thread and on two', { timeout: 60_000 }, async () => {
  const numbers = random(Number(process.env.FC_SEED ?? 20261127));
  const log = mixed(numbers, 500, 'x'.repeat(6_000));
  const lines = log.map(line).map((text) => (numbers.chance(0.3) ? spaced(text) : text));
  for (const jobs of [1, 2]) expect(await waits(lines, 1 << 16, jobs)).toEqual(expected(log));
});
