// Holds the limits on levels, keys and numbers to the byte: what reaches them is read, what goes beyond is one finding, by every path.
import { describe, expect, test } from 'vitest';
import { builtInContract } from '../../src/contract/load/built-in.ts';
import type { Finding } from '../../src/finding.ts';
import { Kernel } from '../../src/json/kernel.ts';
import { MAX_DEPTH, MAX_KEY_BYTES, MAX_NUMBER_BYTES } from '../../src/limits.ts';
import { recordLine } from '../../src/listen/record-line.ts';
import type { Work } from '../../src/scan/batch.ts';
import { scanInParallel } from '../../src/scan/parallel.ts';
import { scan } from '../../src/scan/scan.ts';
import { type Gathered, gathered, sourceOf } from '../support/gathered.ts';
import { turnline } from '../support/host.ts';

const NEVER = new AbortController().signal;
const TIMELINE: Work = { contract: null, selection: {}, maxRecordBytes: 1 << 26, timeline: true };
const JUDGED: Work = { ...TIMELINE, contract: builtInContract() };

const FIELDS =
  '"timestamp":1786000001000,"type":"speech-update","status":"started","role":"user","turn":0,"call":{"id":"a"}';

const OPENINGS: Readonly<Record<string, (level: number) => boolean>> = {
  objects: () => true,
  arrays: () => false,
  'objects and arrays': (level) => level % 2 === 0,
};

/** A value of so many levels. */
function nested(levels: number, isObject: (level: number) => boolean): string {
  const all = Array.from({ length: levels }, (_, level) => isObject(level));
  const open = all.map((object, level) => (!object ? '[' : level < levels - 1 ? '{"k":' : '{')).join('');
  return (
    open +
    all
      .toReversed()
      .map((object) => (object ? '}' : ']'))
      .join('')
  );
}

/** Where the value may stand: the levels around it, and the line. */
const PLACES: Readonly<Record<string, readonly [around: number, line: (value: string) => string]>> = {
  'a member of an enveloped message': [2, (value) => `{"message":{${FIELDS},"x":${value}}}`],
  'a member of a bare message': [1, (value) => `{${FIELDS},"x":${value}}`],
  'an artifact': [2, (value) => `{"message":{${FIELDS},"artifact":${value}}}`],
  'a member of an artifact': [
    3,
    (value) => `{"message":{${FIELDS},"artifact":{"x":${value},"y":"${'y'.repeat(99)}"}}}`,
  ],
  'a call': [3, (value) => `{"message":{${FIELDS.replace('"id":"a"', `"id":"a","x":${value}`)}}}`],
  'a call of a bare message': [2, (value) => `{${FIELDS.replace('"id":"a"', `"id":"a","x":${value}`)}}`],
  'beside the message': [1, (value) => `{"message":{${FIELDS}},"x":${value}}`],
  'a wrapper of a message': [1, (value) => `{"body":{"message":{${FIELDS}}},"x":${value}}`],
  'a message in a wrapper': [3, (value) => `{"body":{"message":{${FIELDS},"x":${value}}}}`],
  'a message in a string': [2, (value) => JSON.stringify({ body: `{"message":{${FIELDS},"x":${value}}}` })],
  'a message behind text': [2, (value) => `12:00:01 INFO {"message":{${FIELDS},"x":${value}}}`],
  'a message in a field': [
    2,
    (value) => `level=info msg=${JSON.stringify(`{"message":{${FIELDS},"x":${value}}}`)}`,
  ],
  'an array in a line': [3, (value) => `[{"message":{${FIELDS},"x":${value}}},{"a":1}]`],
  'an array behind text': [3, (value) => `INFO [{"message":{${FIELDS},"x":${value}}}]`],
  'a document that is no message': [1, (value) => `{"x":${value}}`],
  'a document of other types': [1, (value) => `{"type":"transcript","x":${value}}`],
};

/** Each line three times, so that what was remembered of the first is met by the others, between lines of the plain kind. */
function logOf(line: string): Buffer {
  const plain = `{"message":{${FIELDS}}}`;
  return Buffer.from(`${[plain, line, line, line, plain].join('\n')}\n`);
}

const ways: Readonly<Record<string, (bytes: Buffer) => Promise<Gathered>>> = {
  quickly: (bytes) => gathered(scan([sourceOf(bytes, 1 << 16)], TIMELINE, NEVER)),
  judged: (bytes) => gathered(scan([sourceOf(bytes, 1 << 16)], JUDGED, NEVER)),
};

function beyond({ findings }: Gathered): string[] {
  return findings
    .filter(({ code }) => code === 'too-large')
    .map(({ line, record, facts }) => `${record} ${line} ${(facts as Finding<'too-large'>['facts']).reason}`);
}

/** Of three equal lines that go beyond a limit, each is one finding, is no JSON, and nothing else of the log is touched. */
async function expectBeyond(bytes: Buffer, isBeyond: boolean, reason: string): Promise<void> {
  for (const read of Object.values(ways)) {
    const found = await read(bytes);
    expect(beyond(found).map((one) => one.replace(/^\d+ /, ''))).toEqual(
      isBeyond ? [2, 3, 4].map((line) => `${line} ${reason}`) : [],
    );
    expect(found.tally.notJson).toBe(isBeyond ? 3 : 0);
    expect(
      found.findings.filter(({ code }) => code === 'broken-json' || code === 'truncated-record'),
    ).toEqual([]);
    if (isBeyond)
      expect(found.tally).toMatchObject({
        speechUpdates: 2,
        records: found.tally.notJson + found.tally.notMessages + 2,
      });
  }
}

const TOO_DEEP = 'objects and arrays nest deeper than 512 levels';

describe.each(Object.entries(PLACES))('%s', (_, [around, line]) => {
  test.each(Object.entries(OPENINGS))('of %s', async (_, isObject) => {
    for (const depth of [MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1])
      await expectBeyond(logOf(line(nested(depth - around, isObject))), depth > MAX_DEPTH, TOO_DEEP);
  });

  test('with long keys', async () => {
    for (const length of [MAX_KEY_BYTES, MAX_KEY_BYTES + 1])
      await expectBeyond(
        logOf(line(`{"${'k'.repeat(length)}":1}`)),
        length > MAX_KEY_BYTES,
        'a key is longer than 64 KiB',
      );
  });

  test('with long numbers', async () => {
    for (const length of [MAX_NUMBER_BYTES, MAX_NUMBER_BYTES + 1])
      for (const number of [
        '9'.repeat(length),
        `-0.${'1'.repeat(length - 3)}`,
        `1E${'0'.repeat(length - 2)}`,
      ])
        await expectBeyond(
          logOf(line(`[${number}]`)),
          length > MAX_NUMBER_BYTES,
          'a number is longer than 1024 characters',
        );
  });
});

test('threads find the same', async () => {
  const [deepest, longest] = [
    (around: number) => nested(MAX_DEPTH + 1 - around, () => true),
    `{"${'k'.repeat(MAX_KEY_BYTES + 1)}":${'9'.repeat(MAX_NUMBER_BYTES + 1)}}`,
  ];
  const lines = Object.values(PLACES).flatMap(([around, line]) => [line(deepest(around)), line(longest)]);
  const log = Buffer.from(`${lines.join('\n')}\n`);
  for (const work of [TIMELINE, JUDGED]) {
    const one = await gathered(scan([sourceOf(log, 1 << 16)], work, NEVER));
    expect(beyond(one)).toHaveLength(lines.length);
    expect(await gathered(scanInParallel(sourceOf(log, 1 << 16), work, 2, NEVER))).toEqual(one);
  }
});

test('the place is that of the bracket, the key and the number', async () => {
  const log = [
    `{"x":${nested(MAX_DEPTH, () => false)}}`,
    `{"a":{"${'k'.repeat(MAX_KEY_BYTES + 1)}":1}}`,
    `{"a":[0, ${'9'.repeat(MAX_NUMBER_BYTES + 1)}]}`,
    JSON.stringify({ body: `{"type":"speech-update","a":{"${'k'.repeat(MAX_KEY_BYTES + 1)}":1}}` }),
  ];
  const { stdout, exit } = await turnline(['validate', '--format', 'json'], { stdin: `${log.join('\n')}\n` });
  const findings: Finding[] = JSON.parse(stdout).findings;
  expect(exit).toBe(3);
  expect(findings.map(({ code, line, column, pointer }) => [code, line, column, pointer])).toEqual([
    ['too-large', 1, 517, ''],
    ['too-large', 2, 7, ''],
    ['too-large', 3, 10, ''],
    ['too-large', 4, 45, ''],
  ]);
  expect(stdout).not.toContain('kkk');
});

test('what was remembered at one level is not taken for read at a deeper one', async () => {
  const levels = (around: number): string =>
    nested(MAX_DEPTH - around, (level) => level > 0 && level % 3 === 0);
  for (const member of [
    (value: string) => `"artifact":{"x":${value},"y":"${'y'.repeat(99)}"}`,
    (value: string) => `"assistant":{"x":${value},"y":"${'y'.repeat(99)}"}`,
    (value: string) => `"call":{"id":"a","x":${value}}`,
    (value: string) => `"messages":[1,${value},{"y":"${'y'.repeat(99)}"}]`,
  ]) {
    const fields = FIELDS.replace(/,"call".*/, '');
    // Just deep enough in a bare message, and one too deep in an envelope.
    const bare = `{${fields},${member(levels(2))}}`;
    const log = Buffer.from(`${[bare, bare, bare, `{"message":${bare}}`, bare].join('\n')}\n`);
    for (const read of Object.values(ways)) {
      const found = await read(log);
      expect(beyond(found)).toEqual([`4 4 ${TOO_DEEP}`]);
      expect(found.tally).toMatchObject({ records: 5, speechUpdates: 4, notJson: 1 });
    }
  }
});

describe('in other framings the record beyond a limit is left out, and the next ones are read', () => {
  const good = `{"message":{${FIELDS}}}`;
  const BAD: Readonly<Record<string, string>> = {
    'too deep': `{"message":{${FIELDS},"x":${nested(MAX_DEPTH, () => true)}}}`,
    'a long key': `{"message":{${FIELDS},"x":{"${'k'.repeat(MAX_KEY_BYTES + 1)}":{"a":1}},"y":[{"message":1},{"message":2}]}}`,
    'a long number': `{"message":{${FIELDS},"x":${'9'.repeat(MAX_NUMBER_BYTES + 1)},"y":[{"message":1},{"message":2}]}}`,
  };
  const pretty = (text: string): string => text.replaceAll(',"', ',\n  "').replace(/\}\}$/, '\n}}');
  const FRAMED: Readonly<Record<string, (bad: string) => string>> = {
    'an array': (bad) => `[\n${good},\n${bad},\n${good}\n]\n`,
    'pretty documents': (bad) => `${pretty(good)}\n${pretty(bad)}\n${pretty(good)}\n`,
    'a sequence': (bad) => `\u001e${good}\n\u001e${bad}\n\u001e${good}\n`,
  };
  describe.each(Object.entries(FRAMED))('%s', (_, framed) => {
    test.each(Object.entries(BAD))('%s', async (_, bad) => {
      for (const work of [TIMELINE, JUDGED]) {
        const found = await gathered(scan([sourceOf(Buffer.from(framed(bad)), 1 << 16)], work, NEVER));
        expect(beyond(found)).toHaveLength(1);
        expect(found.tally).toMatchObject({ records: 3, speechUpdates: 2, notJson: 1 });
      }
    });
  });
});

test('redact leaves nothing of what goes beyond a limit, and it goes beyond it all the same', async () => {
  const log = [
    `{"message":{${FIELDS},"x":{"${'secret'.repeat(11_000)}":1}}}`,
    `{"message":{${FIELDS},"x":${'9'.repeat(2_000)}}}`,
  ];
  const { stdout } = await turnline(['redact', '--seed', 'one'], { stdin: `${log.join('\n')}\n` });
  expect(stdout).not.toContain('secret');
  const codes = async (stdin: string): Promise<string[]> =>
    JSON.parse((await turnline(['validate', '--format', 'json'], { stdin })).stdout).findings.map(
      ({ code }: Finding) => code,
    );
  expect(await codes(stdout)).toEqual(['too-large', 'too-large']);
});

test('events leaves it out, and says so', async () => {
  const log = [`{"message":{${FIELDS}}}`, `{"message":{${FIELDS},"x":${'9'.repeat(2_000)}}}`];
  const { stdout, stderr, exit } = await turnline(['events'], { stdin: `${log.join('\n')}\n` });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toContain('1 record left out: not JSON');
  expect(exit).toBe(3);
});

test('a body that is stored by listen is read to its last level, though its record is one level more', async () => {
  for (const depth of [MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1]) {
    const line = recordLine(
      new Kernel(),
      Buffer.from(`{"message":{${FIELDS},"x":${nested(depth - 2, () => false)}}}`),
      0,
    );
    const found = await gathered(scan([sourceOf(line, 1 << 16)], JUDGED, NEVER));
    expect(beyond(found)).toEqual(depth > MAX_DEPTH ? [`1 1 ${TOO_DEEP}`] : []);
    expect(found.tally.speechUpdates).toBe(depth > MAX_DEPTH ? 0 : 1);
  }
});

test.each([
  ['items', `"artifact":{"messages":[${'1,'.repeat(239_999)}1]}`, 'wrong-type', 240_000],
  [
    'unknown names',
    Array.from({ length: 200_000 }, (_, index) => `"name ${index}":1`).join(','),
    'unknown-property',
    200_000,
  ],
  ['doubled names', `${'"turn":1,'.repeat(199_999)}"turn":1`, 'duplicate-key', 200_000],
])(
  'of hundreds of thousands of wrong %s a thousand are listed, and all are counted',
  async (_, members, code, count) => {
    const stdin = `{"message":{${FIELDS},${members}}}\n`;
    const { stdout } = await turnline(['validate', '--no-group', '--format', 'jsonl'], { stdin });
    expect(stdout.split(`"code":"${code}"`)).toHaveLength(1_000 + 1);
    expect(stdout).toContain(`, and ${(count - 1_000) / 1_000},000 more of this kind"`);
  },
);
