// Holds every command and format to showing nothing private: no canary of a payload comes out, but what was asked for.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMAND_LIST } from '../../src/commands/catalogue.ts';
import { withoutSecrets } from '../../src/commands/spoken.ts';
import { rowOf } from '../../src/commands/taken.ts';
import { builtInFiles, MESSAGE_FILE } from '../../src/contract/load/built-in.ts';
import { main } from '../../src/main.ts';
import { Payloads } from '../contract/import/build.ts';
import { duckIn } from '../support/duck.ts';
import { turnline } from '../support/host.ts';

/** Every command that reads captures, with every format that it prints. */
const RUNS = COMMAND_LIST.filter(([, command]) => command.operands === undefined).flatMap(
  ([name, command]) => {
    const takesFormat = command.options.includes('format');
    const formats: readonly (string | undefined)[] = takesFormat
      ? [...(rowOf('format', command).choices ?? []), undefined]
      : [undefined];
    return formats.map((format) => [name, format] as const);
  },
);

const CANARY = 'Qanary';
const OWN = new Set(['type', 'status', 'role', 'timestamp', 'turn', 'id', 'startedAt', 'assistantId']);

/** Places where names are data. */
const MAPS = new Set([
  'variableValues',
  'structuredData',
  'metadata',
  'headers',
  'scorecards',
  'variables',
  'phoneCallProviderDetails',
  'sipHeaders',
]);

/** The value with a canary in every text but the message's own fields and ids; `all` in place of the listed words too. */
function withCanaries(value: unknown, listed: ReadonlySet<unknown>, all: boolean, name = ''): unknown {
  if (typeof value === 'string') {
    if (OWN.has(name)) return value;
    return all || !listed.has(value) ? `${CANARY} ${name} ${CANARY}42` : value;
  }
  if (Array.isArray(value)) return value.map((item) => withCanaries(item, listed, all, `${name}s`));
  if (typeof value !== 'object' || value === null) return value;
  const open = Object.keys(value).length === 0 && MAPS.has(name);
  const members = Object.entries(value).map(([key, inner]) => [key, withCanaries(inner, listed, all, key)]);
  return { ...Object.fromEntries(members), ...(open && { [`${CANARY} key`]: { [CANARY]: [CANARY] } }) };
}

function listedValues(part: unknown, listed = new Set<unknown>()): Set<unknown> {
  if (typeof part !== 'object' || part === null) return listed;
  for (const [key, inner] of Object.entries(part)) {
    if (key === 'enum' && Array.isArray(inner)) for (const one of inner) listed.add(one);
    listedValues(inner, listed);
  }
  return listed;
}

const files = builtInFiles();
const listed = listedValues([...files.values()]);
const payloads = new Payloads(files);
const sample = JSON.parse(readFileSync('samples/one-payload.json', 'utf8')).message;
const row = (role: string, time: number): object => ({
  role,
  message: CANARY,
  time,
  endTime: time + 900,
  secondsFromStart: 1,
  duration: 900,
  source: '',
});
const AT = 1755507731340;

/** A call with names in maps whose values are wrong, so that findings lead through them. */
const hidden = {
  ...sample,
  assistant: {
    ...sample.assistant,
    model: {
      provider: 'custom-llm',
      model: 'x',
      url: CANARY,
      headers: { [`X-${CANARY}`]: 7 },
      tools: [
        {
          type: 'function',
          function: { name: CANARY, parameters: { type: 'object', properties: { [CANARY]: { type: 12 } } } },
        },
      ],
    },
    metadata: { [CANARY]: CANARY, '15551234567': 15551234567 },
    firstMessageMode: 'assistant-speaks-furst',
    backgroundSound: 15551234567,
  },
};

const speech = ['started', 'stopped'].flatMap((status, at) =>
  ['user', 'assistant'].map((role, who) => ({
    type: 'speech-update',
    status,
    role,
    turn: 1,
    timestamp: AT + 1000 * (2 * who + at),
    call: { id: 'call-of-test' },
  })),
);
const DOCUMENTS = [
  ...[false, true].flatMap((all) =>
    [
      sample,
      payloads.largest(payloads.root(MESSAGE_FILE), 5),
      payloads.largest(payloads.root(MESSAGE_FILE), 3),
    ].map((message) => withCanaries(message, listed, all)),
  ),
  hidden,
  { message: hidden },
  ...speech,
  {
    type: 'end-of-call-report',
    timestamp: AT + 9000,
    call: { id: 'call-of-test' },
    summary: CANARY,
    artifact: { messages: [row('user', AT), row('bot', AT + 2000)], transcript: CANARY },
  },
  {
    type: 'transcript',
    transcriptType: 'final',
    role: 'user',
    transcript: CANARY,
    timestamp: AT,
    call: { id: 'call-of-test' },
  },
  { body: JSON.stringify({ message: hidden }), [CANARY]: CANARY },
  { level: CANARY, [CANARY]: 1 },
].map((document) => JSON.stringify(document));
const LINES = [
  ...DOCUMENTS,
  `${CANARY} came in`,
  `{"${CANARY}": ${CANARY}}`,
  `{"message":{"type":"speech-update","role":"${CANARY}`,
];
const STDIN = `${LINES.join('\n')}\n`;

async function run(name: string, format: string | undefined, ...options: string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'turnline-'));
  const exports =
    format !== undefined &&
    name === 'timeline' &&
    !['table', 'json', 'jsonl', 'csv', 'tsv', 'md'].includes(format);
  const binary = format === 'parquet';
  const out = exports
    ? ['--out', join(folder, '{call}')]
    : binary
      ? ['--out', join(folder, 'rows.parquet')]
      : [];
  const { stdout, stderr, exit } = await turnline(
    [name, '-', ...(format === undefined ? [] : ['--format', format]), ...out, ...options],
    { stdin: STDIN },
  );
  expect(`${stderr}${exit}`).not.toMatch(/bug|70$|2$/);
  // What is packed shows its words only to whoever unpacks it.
  const written = binary
    ? [JSON.stringify(await (await duckIn(folder))("FROM 'rows.parquet'"))]
    : readdirSync(folder).map((file) => file + readFileSync(join(folder, file), 'utf8'));
  rmSync(folder, { recursive: true });
  if (exports) expect(written.length).toBeGreaterThan(0);
  return [stdout, stderr, ...written].join('\n');
}

describe('nothing private is shown', () => {
  test.each(RUNS)('%s --format %s', async (name, format) => {
    const shown = await run(name, format);
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.match(new RegExp(`.{0,60}(?:${CANARY}|15551234567).{0,20}`, 'i'))).toBeNull();
  });

  test.each(['--no-group', '--sequence', '--strict'])('validate %s', async (option) => {
    expect(await run('validate', 'table', option)).not.toMatch(/Qanary|15551234567/i);
  });

  test('by a schema of the user neither', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'turnline-'));
    const file = join(folder, 'own.json');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(
      file,
      JSON.stringify({
        properties: {
          customer: { additionalProperties: { type: 'number' } },
          call: { patternProperties: { '.*': { enum: ['one', 'two'] } } },
          assistant: {
            properties: {
              metadata: { additionalProperties: { const: 'x', pattern: '^x' } },
              name: { enum: ['short'] },
            },
          },
        },
      }),
    );
    for (const format of ['table', 'jsonl', 'sarif', 'junit', 'github'])
      expect(await run('validate', format, '--schema', file, '--verbose')).not.toMatch(/Qanary|15551234567/i);
    rmSync(folder, { recursive: true });
  });
});

test('the place of a finding is found behind a name that is not shown', async () => {
  const text = JSON.stringify({ ...hidden, status: 'started' });
  const { stdout } = await turnline(['validate', '--format', 'jsonl'], { stdin: text });
  const finding = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .find(({ pointer }) => pointer === '/assistant/model/headers/*');
  expect(text.slice(finding.column - 1, finding.column)).toBe('7');
  expect(text.slice(0, finding.column - 1)).toMatch(/"X-Qanary":$/);
});

describe('--text', () => {
  const said =
    'Call me at +1 (202) 555-0143 or jane.roe@example.org, token=sk_live_4f9a8b7c6d5e or 030/1234567';
  const stdin = `${[
    ...speech,
    {
      type: 'end-of-call-report',
      timestamp: AT + 9000,
      customer: { name: CANARY, number: CANARY },
      call: { id: 'call-of-test', customer: { name: CANARY } },
      assistant: { name: CANARY, server: { secret: CANARY } },
      artifact: {
        messages: [
          { ...row('user', AT + 100), message: said },
          { ...row('bot', AT + 2000), message: 'Zebra stripes' },
        ],
      },
    },
  ]
    .map((one) => JSON.stringify(one))
    .join('\n')}\n`;
  const TEXTED = [
    ['inspect'],
    ['turns'],
    ['timeline', '--format', 'html'],
    ['timeline', '--format', 'webvtt'],
    ['timeline', '--format', 'trace'],
    ['timeline', '--format', 'seglst'],
    ['turns', '--format', 'json'],
  ];

  test.each(TEXTED)('%s %s %s shows what was said, and no secrets in it', async (...words) => {
    const plain = await turnline(words, { stdin });
    expect(`${plain.stdout}${plain.stderr}`).not.toMatch(/Qanary|Zebra|Call me|0143|jane/);
    const { stdout, stderr } = await turnline([...words, '--text'], { stdin });
    expect(stdout).toMatch(/Zebra stripes/);
    expect(stdout).toMatch(/\[phone number\\?\]/);
    expect(`${stdout}${stderr}`).not.toMatch(/Qanary|0143|jane|sk_live|1234567/);
    const all = await turnline([...words, '--text', '--reveal'], { stdin });
    expect(all.stdout).toMatch(/jane\.roe@example\.org/);
    expect(all.stdout).not.toMatch(/Qanary/);
  });

  test('--reveal alone makes no sense', async () => {
    expect(await turnline(['turns', '--reveal'], { stdin })).toEqual({
      stdout: '',
      stderr: 'turnline: --reveal shows more of what --text shows, which is missing\n',
      exit: 2,
    });
  });

  test('what is a secret and what is not', () => {
    expect(withoutSecrets(said)).toBe(
      'Call me at [phone number] or [e-mail address], [key] or [phone number]',
    );
    expect(withoutSecrets('Authorization: Bearer abc123xyz')).toBe('Authorization: [key]');
    expect(withoutSecrets('card 4111 1111 1111 1111')).toBe('card [phone number]');
    for (const plain of [
      'At 10:30 on 2026, room 12, for 45.50.',
      'the basic idea',
      'my password reset',
      'antidisestablishmentarianism',
    ])
      expect(withoutSecrets(plain)).toBe(plain);
  });
});

test('a bug quotes nothing that was read', async () => {
  let shown = '';
  const sink = {
    isTerminal: false,
    columns: undefined,
    rows: undefined,
    write: async (text: string | Uint8Array) => {
      shown += text;
    },
  };
  const exit = await main({
    get argv(): readonly string[] {
      return JSON.parse(`${CANARY} is private`);
    },
    cwd: '.',
    env: {},
    stdin: { isTerminal: true, chunks: async function* () {} },
    stdout: sink,
    stderr: sink,
    timeZone: 'UTC',
    hostName: 'desk',
    cores: 1,
    epochMs: () => 0,
    processId: 1,
    isRunning: () => true,
    page: () => Promise.reject(new Error('no pager')),
    stopwatchMs: () => 0,
    endAtSignal: () => {},
    interrupt: new AbortController().signal,
    onSuddenEnd: () => () => {},
  });
  expect(exit).toBe(70);
  expect(shown).toBe('turnline: a bug in turnline ended this run (SyntaxError)\n');
});
