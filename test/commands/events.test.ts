// Holds slim captures to their law: whatever a command says of the whole capture, it says of the slim one.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Kernel } from '../../src/json/kernel.ts';
import { MessageReader } from '../../src/message/reader.ts';
import { Slimmer } from '../../src/message/slim/slimmer.ts';
import { turnline } from '../support/host.ts';
import { type Disturbance, disturb } from '../support/simulator/disturb.ts';
import { type Delivery, EVERYTHING, emit, SPEECH_ONLY, toNdjson } from '../support/simulator/emit.ts';
import { improvise } from '../support/simulator/improvise.ts';
import { MEASURED_LAGS } from '../support/simulator/lags.ts';

const READERS = [
  ['segments', '--format', 'jsonl'],
  ['turns', '--format', 'jsonl'],
  ['summary', '--format', 'jsonl'],
  ['summary', '--group', 'assistant'],
  ['timeline', '--fit'],
];

async function events(stdin: string, ...options: string[]): Promise<string> {
  const { stdout, exit } = await turnline(['events', '-q', ...options], { stdin });
  expect(exit).toBe(0);
  return stdout;
}

async function expectSame(whole: string, slim: string): Promise<void> {
  for (const argv of READERS) {
    const { stdout } = await turnline(argv, { stdin: slim });
    expect(stdout.length).toBeGreaterThan(100);
    expect(stdout).toBe((await turnline(argv, { stdin: whole })).stdout);
  }
}

/** The messages of a capture, each changed. */
function changed(capture: string, change: (message: { artifact?: { messages?: unknown } }) => void): string {
  return capture
    .trimEnd()
    .split('\n')
    .map((text) => {
      const { message } = JSON.parse(text);
      change(message);
      return `${JSON.stringify({ message })}\n`;
    })
    .join('');
}

/** What is left of a capture without the times of its artifacts. */
const withoutTimes = (capture: string): string =>
  changed(capture, (message) => {
    if (message.artifact !== undefined) message.artifact.messages = [];
  });

/** Four calls at once, as a server logs them. */
function fleet(seed: number, how: Disturbance, types = EVERYTHING): string {
  const sent: Delivery[] = Array.from({ length: 4 }, (_, index) =>
    emit(improvise(`${seed}/${index}`, { startedAt: 1_787_000_000_000 + index * 7_013 }), {
      lags: { ...MEASURED_LAGS, jitterMs: 120 },
      types,
      callStartedAt: index % 2 === 0,
    }),
  ).flat();
  return toNdjson(disturb(sent, seed, how).arrivals);
}

const LOGS: readonly [string, string][] = [
  ['the sample', readFileSync('samples/bike-shop.ndjson', 'utf8')],
  ['a sample with wrong messages', `${readFileSync('samples/wrong.ndjson', 'utf8')}\n`],
  ['four calls', fleet(1, {})],
  ['speech-updates alone', fleet(2, {}, SPEECH_ONLY)],
  ['with losses', fleet(3, { drop: 0.15, removeStops: 0.05 })],
  ['with repeats', fleet(4, { duplicate: 0.2 })],
  ['out of order', fleet(5, { shuffleMs: 3_000 })],
  ['without some times', fleet(6, { removeTimestamps: 0.1 })],
  ['all at once', fleet(7, { drop: 0.1, duplicate: 0.1, removeTimestamps: 0.05, shuffleMs: 2_000 })],
];

/** Only what can be read: of the wrong sample the rest is told of elsewhere. */
const json = (capture: string): string =>
  capture
    .split('\n')
    .filter((text) => /^\{"message":.*\}$/.test(text) && isJson(text))
    .map((text) => `${text}\n`)
    .join('');

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== null;
  } catch {
    return false;
  }
}

describe.each(LOGS)('%s', (_, log) => {
  const whole = json(log);

  test('with times says what the whole says', async () => {
    await expectSame(whole, await events(whole, '--times'));
  });

  test('without times says what the whole says without them', async () => {
    await expectSame(withoutTimes(whole), await events(whole));
  });

  test('made slim again is the same', async () => {
    for (const options of [[], ['--times'], ['--text', '--times']]) {
      const slim = await events(whole, ...options);
      expect(await events(slim, ...options)).toBe(slim);
    }
  });

  test('has no words', async () => {
    const spoken = /"(message|transcript|content|text)":"[^"]|Gantry|Robin|\+1202|"name"/;
    expect(whole).toMatch(spoken);
    expect(await events(whole, '--times')).not.toMatch(spoken);
  });
});

test('the names of assistants are kept by --text alone, and words by nothing', async () => {
  const slim = await events(readFileSync('samples/bike-shop.ndjson', 'utf8'), '--text', '--times');
  expect(slim).toContain('"name":"Gantry Lane front desk"');
  expect(slim.replaceAll(/"name":"[^"]*"/g, '')).not.toMatch(/Gantry|Robin|bicycle/);
  const named = ['turns', '--assistant', 'gantry lane front desk', '--format', 'jsonl'];
  expect(await turnline(named, { stdin: slim })).toEqual(
    await turnline([...named, 'samples/bike-shop.ndjson']),
  );
});

test('a slim capture keeps the contract, and a wrong one breaks it alike', async () => {
  const right = await turnline(['validate', '-'], { stdin: await events(fleet(1, {}), '--times') });
  expect(right).toMatchObject({ exit: 0 });
  expect(right.stdout).toContain('0 invalid');
  expect(right.stdout).not.toContain('drift');
  const wrong = [
    '{"message":{"timestamp":"soon","type":"speech-updte","status":"stoped","role":{"a":"private"},"turn":"0","call":{"id":7}}}',
    '{"message":{"timestamp":1786000002,"type":"speech-update","status":"started","role":"user","turn":-1,"call":null}}',
    '{"message":{"timestamp":1786000002000.25,"status":"started","role":"user","assistant":[]}}',
  ].join('\n');
  const slim = await events(wrong);
  expect(slim).not.toContain('private');
  const findings = async (stdin: string) =>
    (await turnline(['validate', '--format', 'jsonl'], { stdin })).stdout.replaceAll(/"column":\d+/g, '');
  expect(await findings(slim)).toBe(await findings(wrong));
});

test('values stay as they were written, whatever was around the message', async () => {
  const message =
    '{"type" : "speech-update","timestamp":1.786000001e12, "status":"started","role":"us\\u0065r","turn":1,"call":{"id":"caf\u00e9"}}';
  const slim =
    '{"message":{"timestamp":1.786000001e12,"type":"speech-update","status":"started","role":"us\\u0065r","turn":1,"call":{"id":"caf\u00e9"}}}\n';
  for (const stdin of [
    message,
    `{"message":${message}}`,
    `[${message}]`,
    `level=info msg=${JSON.stringify(message)}`,
    gzipSync(message),
  ])
    expect((await turnline(['events', '-q'], { stdin })).stdout).toBe(slim);
});

test('a message without a time of its own keeps that at which it was received', async () => {
  const body = (status: string, timestamp: string) =>
    `{"message":{${timestamp}"type":"speech-update","status":"${status}","role":"user","turn":1,"call":{"id":"a"}}}`;
  const log = [
    `2026-08-18T09:00:00.500Z INFO ${body('started', '')}`,
    `2026-08-18T09:00:02.500Z INFO ${body('stopped', '"timestamp":1787043602100,')}`,
    '',
  ].join('\n');
  const slim = await events(log);
  expect(slim.split('\n')[0]).toBe(`{"receivedAt":"2026-08-18T09:00:00.500Z","body":${body('started', '')}}`);
  expect(await events(slim)).toBe(slim);
  const argv = ['segments', '--format', 'jsonl'];
  expect(await turnline(argv, { stdin: slim })).toEqual(await turnline(argv, { stdin: log }));
});

test('filters choose calls, parties, turns and a stretch of time', async () => {
  const whole = readFileSync('samples/bike-shop.ndjson', 'utf8');
  const messages = async (...options: string[]) =>
    (await events(whole, ...options))
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text).message);
  for (const { call } of await messages('--call', '063')) expect(call.id).toMatch(/^063/);
  const speech = (await messages('--role', 'user', '--turn', '1..2')).filter(({ role }) => role);
  expect(speech.length).toBeGreaterThan(8);
  for (const { role, turn } of speech) expect([role, turn > 0 && turn < 3]).toEqual(['user', true]);
  const since = Date.parse('2026-08-18T09:03:00Z');
  for (const { timestamp } of await messages('--since', '2026-08-18T09:03Z', '--tz', 'UTC'))
    expect(timestamp).toBeGreaterThanOrEqual(since);
  const all = await messages();
  const own = all.filter(({ assistant }) => assistant.id.startsWith('65466f61'));
  expect(own.length).toBeLessThan(all.length);
  expect(await messages('--assistant', '65466f61')).toEqual(own);
});

test('what is held back is bounded, and what was told early is told again', async () => {
  const whole = fleet(8, {});
  const slimBy = (capture: string, calls: number): string => {
    const slimmer = new Slimmer({ times: true, names: false }, calls);
    const kernel = new Kernel(1 << 20);
    const reader = new MessageReader(kernel, 0);
    for (const text of capture.trimEnd().split('\n')) {
      kernel.clear();
      const { start, end } = kernel.kept(Buffer.from(text))!;
      reader.read(kernel.walk(start, end));
      slimmer.hear({ reader, source: 's', received: null });
    }
    slimmer.finish();
    return slimmer.take().toString();
  };
  const few = slimBy(whole, 2);
  expect(few.length).toBeGreaterThan(slimBy(whole, 4).length);
  await expectSame(whole, few);
});

test('the note tells what it came to, and -q keeps it back', async () => {
  const { stderr } = await turnline(['events', 'samples/bike-shop.ndjson', 'samples/client.ndjson']);
  expect(stderr).toMatch(/^turnline: \d+ messages of 1\.1 MB came to \d+\.\d kB, \d\.\d %\n$/);
  expect((await turnline(['events', '-q', 'samples/bike-shop.ndjson'])).stderr).toBe('');
  const two = await turnline(['events', 'samples/client.ndjson', './samples/client.ndjson']);
  expect(two.stderr).toContain('messages of 2 sources tell no call');
  expect(await turnline(['events'], { stdin: '' })).toMatchObject({ stdout: '', exit: 3 });
});
