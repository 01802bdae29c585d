// Runs the built program on messages and folders with more in them than anybody lists: bounded findings, in linear time.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { turnline } from '../support/host.ts';

const folder = mkdtempSync(join(tmpdir(), 'turnline-bounds-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MESSAGE = '"type":"speech-update","status":"started","role":"user","turn":0,"timestamp":1786000001000';

const message = (members: string): string => `{"message":{${MESSAGE},${members}}}\n`;
const many = (count: number, make: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => make(n)).join(',');

interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function shipped(argv: readonly string[], stdin = '', flags: readonly string[] = []): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, 'bin/turnline.js', ...argv], {
    input: stdin,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  return { exit: status, stdout, stderr };
}

/** Kinds of defects, each of which a message can have more often than a function takes arguments. */
const KINDS: Readonly<Record<string, { make(count: number): string; says: string; exit: number }>> = {
  'items of a wrong type': {
    make: (count) => message(`"artifact":{"messages":[${many(count, () => '1')}]}`),
    says: 'must be an object, is 1',
    exit: 1,
  },
  'fields that the contract does not know': {
    make: (count) => message(many(count, (n) => `"f${n}":1`)),
    says: 'the contract does not know the field "f0"',
    exit: 0,
  },
  'keys that stand again': {
    make: (count) => message(many(count, () => '"turn":0')),
    says: 'the key "turn" stands twice in this object: the last one is read',
    exit: 0,
  },
};

describe.each(Object.entries(KINDS))('%s, 130,000 of them', (_, { make, says, exit }) => {
  const text = make(130_000);

  test('are one group, which says once how many were not listed', () => {
    const ended = shipped(['validate'], text + make(2));
    expect({ exit: ended.exit, stderr: ended.stderr }).toEqual({ exit, stderr: '' });
    expect(ended.stdout).toContain(says);
    expect(ended.stdout.match(/, and [\d,]+ more of this kind/g)).toHaveLength(1);
    expect(ended.stdout).toMatch(/^2 records: 2 speech-updates/m);
  });

  test('are a thousand findings, the last of which says how many more there are', () => {
    const { stdout } = shipped(['validate', '--format', 'json'], text);
    const { findings, tally } = JSON.parse(stdout) as { findings: { message: string }[]; tally: object };
    expect(findings).toHaveLength(1_000);
    expect(findings.filter(({ message }) => message.includes('more of this kind'))).toEqual([findings[999]]);
    expect(findings[999]!.message).toMatch(/, and 129,000 more of this kind$/);
    expect(tally).toMatchObject({ records: 1, [exit === 1 ? 'invalid' : 'drift']: 1 });
  });
});

test('a message with many harmless defects before the one that matters is invalid', () => {
  const { exit, stdout } = shipped(
    ['validate'],
    message(`"artifact":{${many(3_000, (n) => `"x${n}":1`)},"messages":7}`),
  );
  expect(exit).toBe(1);
  expect(stdout).toContain('invalid  /artifact/messages  must be an array, is 7');
});

test('a folder may hold more files than a function takes arguments', () => {
  const files = join(folder, 'files');
  mkdirSync(files);
  for (let n = 0; n < 20_000; n++) writeFileSync(join(files, `${n}.json`), '');
  writeFileSync(join(files, '7.json'), message('"x":1'));
  // A tenth of the usual stack has room for some 12,000 arguments.
  const { exit, stdout, stderr } = shipped(['validate', files], '', ['--stack-size=98']);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toContain('1 record: 1 speech-update (1 valid, 0 invalid, 1 with drift)');
});

/** Keys of 1,000 characters, 225 of them within each other, and below them `count` wrong values. */
function nestedKeys(count: number): string {
  const inner = `{"type":"object","properties":{${many(count, (n) => `"x${n}":{"type":1}`)}}}`;
  const schema = Array.from({ length: 225 }).reduce<string>(
    (below, _, level) => `{"type":"object","properties":{"${'k'.repeat(1_000)}${level}":${below}}}`,
    inner,
  );
  const tool = `{"type":"function","function":{"name":"a","parameters":${schema}}}`;
  return message(`"assistant":{"model":{"provider":"openai","model":"gpt-4o","tools":[${tool}]}}`);
}

test('wrong values below nested long keys take little memory', () => {
  const { exit, stdout } = shipped(['validate', '--format', 'json'], nestedKeys(20_000), [
    '--max-old-space-size=256',
  ]);
  expect(exit).toBe(1);
  const { findings } = JSON.parse(stdout) as {
    findings: { pointer: string; message: string; line: number; column: number }[];
  };
  expect(findings.at(-1)!.message).toMatch(/, and 19,99\d more of this kind$/);
  expect(findings[0]!.column).toBeGreaterThan(225 * 1_000);
  expect(Math.max(...findings.map(({ pointer }) => pointer.length))).toBeLessThan(2_100);
});

test('a long word has no suggestion, and one of usual length has', () => {
  const key = `firstMessage${'e'.repeat(60_000)}`;
  const { stdout } = shipped(['validate'], message(`"assistant":{"${key}":1,"firstMesage":"a"}`));
  expect(stdout).toContain('"firstMesage": did you mean "firstMessage"?');
  expect(stdout).toContain(`"${key}"\n`);
});

/** The processor time in ms that a run takes, the least of three. */
async function cost(input: string, argv: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage();
    const { exit } = await turnline(argv, { stdin: input });
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1_000);
    expect([0, 1]).toContain(exit);
  }
  return Math.min(...times);
}

/** Four times as much may take eight times as long; where it grows with the square, it takes sixteen times. */
const MOST_GROWTH = 8;
/** Less than this says nothing of growth. */
const LEAST_MS = 40;

const GROWING: Readonly<Record<string, readonly [make: (count: number) => string, n: number]>> = {
  ...Object.fromEntries(Object.entries(KINDS).map(([name, { make }]) => [name, [make, 55_000]])),
  'wrong values below nested long keys': [nestedKeys, 5_000],
  'fields that look like others': [
    (count) => message(`"assistant":{${many(count, (n) => `"firstMessageInterrup${n}":0`)}}`),
    15_000,
  ],
  'fields in many objects that look like others': [
    (count) =>
      message(
        `"artifact":{"messages":[${many(count, () => `{${many(20, (n) => `"secondsFromStar${n}":0`)}}`)}]}`,
      ),
    2_000,
  ],
  'findings in many messages': [
    (count) => Array.from({ length: count }, (_, n) => message(`"turns":${n},"rolle":1,"turn":"x"`)).join(''),
    2_000,
  ],
};

describe('the processor time grows as the input does', () => {
  test.each(Object.entries(GROWING))('%s', async (_, [make, n]) => {
    const argv = ['validate', '--format', 'jsonl'];
    await turnline(argv, { stdin: make(n) });
    const [one, two, four] = [
      await cost(make(n), argv),
      await cost(make(2 * n), argv),
      await cost(make(4 * n), argv),
    ];
    expect(two).toBeLessThan(MOST_GROWTH * Math.max(one, LEAST_MS));
    expect(four).toBeLessThan(MOST_GROWTH * Math.max(one, LEAST_MS));
  });
});
