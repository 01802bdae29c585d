// Holds redacted captures to their promise: nothing private survives, and verdicts, findings and timelines are the same.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { builtInFiles, MESSAGE_FILE } from '../../src/contract/load/built-in.ts';
import { builtInPlaces } from '../../src/contract/load/places.ts';
import { Payloads } from '../contract/import/build.ts';
import { turnline } from '../support/host.ts';
import { emit } from '../support/simulator/emit.ts';
import { improvise } from '../support/simulator/improvise.ts';

const SAMPLES = ['bike-shop.ndjson', 'client.ndjson', 'one-payload.json', 'wrong.ndjson'].map((name) =>
  readFileSync(`samples/${name}`, 'utf8'),
);

async function redacted(stdin: string | Buffer, ...options: string[]): Promise<string> {
  const { stdout, stderr, exit } = await turnline(['redact', '--seed', 'a secret', ...options], { stdin });
  expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
  return stdout;
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The text with ids numbered by when they first appear. */
function numbered(text: string): string {
  const ids = [...new Set(text.match(ID))];
  return text.replaceAll(ID, (id) => `id ${ids.indexOf(id)}`);
}

/** All words that the contract itself uses: names and listed values. */
function wordsOfContract(): Set<string> {
  const words = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, value] of Object.entries(part)) {
      if (key === 'properties') for (const name of Object.keys(value as object)) wordsIn(name, words);
      if (key === 'enum' || key === 'const' || key === 'pattern')
        for (const text of [value].flat()) wordsIn(String(text), words);
      visit(value);
    }
  };
  visit([...builtInFiles().values()]);
  return words;
}

function wordsIn(text: string, words: Set<string>): Set<string> {
  for (const [word] of text.matchAll(/\p{L}{4,}/gu)) words.add(word.toLowerCase());
  return words;
}

/** Words of the messages that no contract lists, and what they are written with. */
const FORMAT = [
  'https',
  'true',
  'false',
  'null',
  'conversation',
  'final',
  'transcript',
  'partial',
  'update',
  'message',
  'report',
  'interrupted',
];

function leavesIn(value: unknown, leaves: string[] = []): string[] {
  if (typeof value === 'string') leaves.push(value);
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) leavesIn(inner, leaves);
  return leaves;
}

const files = builtInFiles();
const payloads = new Payloads(files);
const GENERATED = [
  ...[3, 5].map((levels) => payloads.largest(payloads.root(MESSAGE_FILE), levels)),
  ...[1, 2, 3].flatMap((seed) => emit(improvise(seed), { size: 'fat' }).slice(-3)).map(({ body }) => body),
].map((body) =>
  JSON.stringify(body).replaceAll('"id":"text"', '"id":"06315bad-afdc-4d19-bdc0-05956112788b"'),
);

describe('nothing private survives', () => {
  const allowed = new Set([...wordsOfContract(), ...FORMAT]);
  test.each([...SAMPLES.slice(0, 3), ...GENERATED].map((text, at) => [at, text] as const))(
    'capture %i',
    async (_, text) => {
      const documents = text.startsWith('{\n') ? [text] : text.trimEnd().split('\n');
      const before = new Set<string>();
      for (const document of documents)
        for (const leaf of leavesIn(JSON.parse(document))) wordsIn(leaf, before);
      const after = wordsIn(await redacted(`${text.trimEnd()}\n`), new Set());
      const survivors = [...before].filter((word) => after.has(word) && !allowed.has(word));
      expect(survivors).toEqual([]);
    },
  );

  test('neither in a broken capture', async () => {
    const text = SAMPLES[3]!;
    const before = wordsIn(text, new Set());
    const after = wordsIn(await redacted(text), new Set());
    // Names of properties that nobody knows are what drift tells.
    const own = [...FORMAT, 'colour', 'stoped', 'speach', 'speechupdate', 'rolle', 'persona'];
    expect(
      [...before].filter((word) => after.has(word) && !allowed.has(word) && !own.includes(word)),
    ).toEqual([]);
  });

  test('a listed word is kept in its place and nowhere else', async () => {
    const text = JSON.stringify({
      type: 'speech-update',
      status: 'started',
      role: 'user',
      assistant: {
        name: 'openai',
        model: { provider: 'openai', model: 'gpt-4o' },
        firstMessage: 'stopped',
        metadata: { user: 'user', 'customer name': 'started' },
      },
    });
    const { assistant, ...message } = JSON.parse(await redacted(text));
    expect(message).toEqual({ type: 'speech-update', status: 'started', role: 'user' });
    expect(assistant.model).toEqual({ provider: 'openai', model: 'gpt-4o' });
    expect(assistant.name).not.toBe('openai');
    expect(assistant.firstMessage).not.toBe('stopped');
    expect(JSON.stringify(assistant.metadata)).toMatch(
      /^\{"(?!user)[a-z]{4}":"(?!user)[a-z]{4}","(?!customer name)[a-z]{8} [a-z]{4}":"(?!started)[a-z]{7}"\}$/,
    );
  });
});

describe('shape', () => {
  test('every byte but letters and digits is as it was', async () => {
    for (const text of SAMPLES) {
      const shape = (one: string): string =>
        one
          .replaceAll(ID, 'id')
          .replaceAll(/[A-Za-z]/g, 'a')
          .replaceAll(/\d/g, '0');
      expect(shape(await redacted(text)) === shape(text)).toBe(true);
    }
  });

  test('escapes, other scripts and emoji keep their length', async () => {
    const text = String.raw`{"type":"speech-update","status":"started","role":"user","assistant":{"name":"Zo\u00eb \"M\u00fcller\"\n \ud83d\ude00 \ud840\udc00 Жанна 山田 😀 नमस्ते١٢"}}`;
    const after = await redacted(text);
    expect(Buffer.byteLength(after)).toBe(Buffer.byteLength(text));
    const { name } = JSON.parse(after).assistant;
    expect(name).toMatch(/^[A-Z][a-z].\s"[A-Z].[a-z]{4}"\n 😀 /u);
    expect(after).not.toMatch(/00eb|00fc|Жан|山|田|नम|١/);
  });

  test('keys that objects have of themselves are keys like others', async () => {
    const text = '{"toString":"stopped","constructor":"user","__proto__":"final","role":"user"}';
    const after = await redacted(text);
    expect(after).toMatch(/^\{"[^"]+":"[a-z]{7}","[^"]+":"[a-z]{4}","[^"]+":"[a-z]{5}","role":"user"\}/);
    for (const word of ['stopped', 'final']) expect(after).not.toContain(word);
  });

  test('phone numbers, addresses and open maps', async () => {
    const text = JSON.stringify({
      type: 'speech-update',
      status: 'started',
      role: 'user',
      customer: { number: '+15551234567', email: 'jane.roe@example.org' },
      assistant: {
        server: { url: 'https://hooks.example.org/in?key=Ab1', headers: { 'X-Api-Key': 'tok-99' } },
        variableValues: { age: 42, account: 15551234567 },
      },
      artifact: { variables: { 'Jane Roe': ['+15551234567'] } },
    });
    const after = JSON.parse(await redacted(text));
    expect(after.customer.number).toMatch(/^\+\d{11}$/);
    expect(after.customer.number).not.toBe('+15551234567');
    expect(after.customer.email).toMatch(/^[a-z]{4}\.[a-z]{3}@[a-z]{7}\.[a-z]{3}$/);
    expect(after.assistant.server.url).toMatch(
      /^https:\/\/[a-z]{5}\.[a-z]{7}\.[a-z]{3}\/[a-z]{2}\?[a-z]{3}=[A-Z][a-z]\d$/,
    );
    const [header = ''] = Object.keys(after.assistant.server.headers);
    expect(header).toMatch(/^(?!X-Api-Key)[A-Z]-[A-Z][a-z]{2}-[A-Z][a-z]{2}$/);
    expect(Object.values(after.assistant.variableValues)).not.toContain(42);
    expect(String(Object.values(after.assistant.variableValues)[1])).toMatch(/^(?!15551234567)\d{11}$/);
    const [[key, [number]] = ['', ['']]] = Object.entries<string[]>(after.artifact.variables);
    expect(key).toMatch(/^(?!Jane)[A-Z][a-z]{3} [A-Z][a-z]{2}$/);
    expect(number).toBe(after.customer.number);
  });

  test('times and amounts that the contract knows are kept, other numbers are not', async () => {
    const text =
      '{"type":"end-of-call-report","cost":0.0421,"unheardOf":15551234567,"where":{"lat":-37.155576,"lng":144.75,"zoom":3,"far":-1.25e-12},"startedAt":"2026-08-18T09:02:11.000Z","call":{"id":"c-1"}}';
    const after = await redacted(text);
    expect(JSON.parse(after)).toMatchObject({ cost: 0.0421, startedAt: '2026-08-18T09:02:11.000Z' });
    for (const told of ['15551234567', '37.155576', '144.75', '1.25e', 'e-12', ':3'])
      expect(after).not.toContain(told);
    expect(after).toMatch(
      /"unheardOf":\d{11},"[a-z]{5}":\{"[a-z]{3}":-\d\d\.\d{6},"[a-z]{3}":\d{3}\.\d\d,"[a-z]{4}":\d,"[a-z]{3}":-\d\.\d\de-\d\d\}/,
    );
  });

  test('a key that stands twice, with values of two kinds', async () => {
    const rest = '"type":"speech-update","status":"started","role":"user","turn":0,"timestamp":1786000001000';
    const lines = [
      `{"message":{${rest},"assistant":{"model":{"provider":"openai"},"name":"Robin"},"assistant":1}}`,
      `{"message":{${rest},"assistant":1,"assistant":{"model":{"provider":"openai"},"name":"Robin"}}}`,
      `{"message":{${rest},"artifact":{"messages":[{"role":"bot","message":"Robin"},[7]],"messages":[]}}}`,
      `{"message":{${rest},"artifact":{"messages":{"a":{"b":"Robin"}},"messages":[{"role":"bot"}]}}}`,
      `{"message":{"type":"hang","message":1},"message":{${rest}}}`,
      `{"message":{${rest},"call":{"id":"a","id":{"b":["Robin"]},"id":"c"}}}`,
      `{"Robin":{"Robin":1,"Robin":{"Robin":[1]}},"Robin":[{"Robin":"Robin"}]}`,
      `{"message":{${rest}}}`,
    ];
    const after = await redacted(`${lines.join('\n')}\n`);
    expect(after).not.toContain('Robin');
    expect(after.split('\n')).toHaveLength(lines.length + 1);
    expect(after.split('\n').map((line) => line.length)).toEqual([...lines.map((line) => line.length), 0]);
    for (const line of after.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
    expect(after.split('\n')[0]).toContain('"provider":"openai"');
  });
});

describe('ids', () => {
  test('the same id becomes the same other id, inside texts too, and different ones stay different', async () => {
    const id = '06315bad-afdc-4d19-bdc0-05956112788b';
    const text = JSON.stringify({
      type: 'status-update',
      call: { id, monitor: { listenUrl: `wss://x.example.org/${id}/listen` } },
      unheardOf: `of ${id}.`,
    });
    const after = await redacted(text);
    expect(new Set(after.match(ID))).toHaveLength(1);
    expect(after.match(ID)).toHaveLength(3);
    expect(after).not.toContain(id);
    const calls = Array.from({ length: 1000 }, (_, at) => ({
      type: 'status-update',
      status: 'queued',
      call: { id: `call-${at}` },
    }));
    const lines = (await redacted(calls.map((call) => JSON.stringify(call)).join('\n'))).split('\n');
    expect(new Set(lines.map((line) => JSON.parse(line).call.id)).size).toBe(1000);
  });

  test('without a seed every run has its own', async () => {
    const [one, other] = await Promise.all([0, 1].map(() => turnline(['redact'], { stdin: SAMPLES[2]! })));
    expect(one?.stdout).not.toBe(other?.stdout);
    expect(await redacted(SAMPLES[2]!)).toBe(await redacted(SAMPLES[2]!));
    expect(await redacted(SAMPLES[2]!, '--seed', 'another')).not.toBe(await redacted(SAMPLES[2]!));
  });
});

describe('what turnline says of it is the same', () => {
  const commands = ['segments', 'turns', 'summary'];
  test.each([...SAMPLES, ...GENERATED].map((text, at) => [at, text] as const))(
    'capture %i',
    async (_, text) => {
      const after = await redacted(text);
      for (const command of commands) {
        const [a, b] = await Promise.all(
          [text, after].map((stdin) => turnline([command, '--format', 'jsonl'], { stdin })),
        );
        expect(numbered(b!.stdout)).toBe(numbered(a!.stdout));
        expect([b!.stderr, b!.exit]).toEqual([a!.stderr, a!.exit]);
      }
      const findings = await Promise.all(
        [text, after].map(async (stdin) => {
          const { stdout, exit } = await turnline(['validate', '--sequence', '--format', 'jsonl'], { stdin });
          const places = stdout
            .split('\n')
            .filter(Boolean)
            .map((row) => JSON.parse(row))
            .map(({ line, column, pointer, code, severity }) => ({ line, column, pointer, code, severity }));
          return { exit, places };
        }),
      );
      expect(findings[1]).toEqual(findings[0]);
    },
  );
});

describe('ways of writing', () => {
  const message = {
    type: 'speech-update',
    status: 'started',
    role: 'user',
    timestamp: 1755507731340,
    assistant: { name: 'Robin' },
  };
  const one = JSON.stringify(message);
  const MARKUP = /\[\n {2}\{"type":"speech-update".*"name":"[A-Z][a-z]{4}"\}\},\n {2}\{.*\}\n\]\n/;

  test('arrays, documents and lines keep what is around the messages', async () => {
    expect(await redacted(`[\n  ${one},\n  ${one}\n]\n`)).toMatch(MARKUP);
    expect(await redacted(`${one}\r\n\n${one}`)).toMatch(/^\{.*\}\r\n\n\{.*\}$/);
    const pretty = JSON.stringify(message, null, 2);
    expect((await redacted(`${pretty}\n${pretty}\n`)).split('\n')).toHaveLength(
      2 * pretty.split('\n').length + 1,
    );
    expect(await redacted(`\u001e${one}\n\u001e${one}\n`)).toMatch(/^\u001e\{.*\}\n\u001e\{.*\}\n$/);
  });

  test('packed input becomes plain', async () => {
    expect(await redacted(gzipSync(`${one}\n`))).toBe(await redacted(`${one}\n`));
    expect(await redacted(Buffer.from(`${one}\n`, 'utf16le'))).toBe(await redacted(`${one}\n`));
  });

  test('of what is wrapped the messages are left, of text nothing', async () => {
    const lines = [
      `2026-08-18T09:02:11Z Robin said INFO ${one}`,
      JSON.stringify({ body: one, requestContext: { who: 'Robin' } }),
      JSON.stringify({ body: JSON.stringify(message, null, 1) }),
      JSON.stringify({ Records: [{ body: one }, { body: one }] }),
      'Robin came in by the back door',
      one,
    ];
    const { stdout, stderr, exit } = await turnline(['redact'], { stdin: `${lines.join('\n')}\n` });
    expect(exit).toBe(0);
    expect(stdout).not.toMatch(/Robin|Records|requestContext|INFO/);
    expect(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).type),
    ).toEqual(Array(6).fill('speech-update'));
    expect(stderr).toBe(
      'turnline: 1 record left out: no JSON, so that anything may stand there\nturnline: 5 documents written without what was wrapped around, one a line\n',
    );
  });

  test('log drivers are taken off, and --at tells where the payload is', async () => {
    const docker = `${JSON.stringify({ log: `${one}\n`, stream: 'stdout', time: '2026-08-18T09:02:11Z' })}\n`;
    expect((await redacted(docker)).trimEnd()).toBe(await redacted(one));
    const { stdout } = await turnline(['redact', '--seed', 'a secret', '--at', '/deep/down'], {
      stdin: JSON.stringify({ deep: { down: message }, secret: 'Robin' }),
    });
    expect(stdout).toBe(await redacted(one));
  });

  test('nothing to write is told', async () => {
    expect(await turnline(['redact'], { stdin: 'Robin\n' })).toEqual({
      stdout: '\n',
      stderr:
        'turnline: no JSON document found: nothing was written\nturnline: 1 record left out: no JSON, so that anything may stand there\n',
      exit: 3,
    });
  });

  test('a long record that is given up leaves nothing behind', async () => {
    const long = `{"text":"${'Robin '.repeat(100_000)}`;
    const { stdout } = await turnline(['redact', '--max-record', '100K'], { stdin: `${long}\n${one}\n` });
    expect(stdout).not.toContain('Robin');
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });
});

test('what the contract lists, it lists at its place', () => {
  const places = builtInPlaces();
  const message = { status: 'started', customer: { name: 'started' } };
  const known = places.speechUpdate(message);
  expect(known.member('status', 'started').place?.lists('started')).toBe(true);
  expect(
    known.member('customer', message.customer).place?.member('name', 'started').place?.lists('started'),
  ).toBe(false);
});
