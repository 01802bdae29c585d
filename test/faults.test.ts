// Runs every command with each of its reads, writes and closes failing in turn, and holds what is left behind to what is told.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test, vi } from 'vitest';
import { COMMAND_LIST } from '../src/commands/catalogue.ts';
import type { CommandName } from '../src/commands/index.ts';
import { parseCase } from './support/case.ts';
import { type Fault, faultyChunks, faultySink, type Operation, under } from './support/faults.ts';
import { type Outcome, turnline } from './support/host.ts';

vi.mock('node:fs', async (original) =>
  (await import('./support/faults.ts')).faultyFs(await original<typeof import('node:fs')>()),
);
vi.mock('node:fs/promises', async (original) =>
  (await import('./support/faults.ts')).faultyPromises(await original<typeof import('node:fs/promises')>()),
);

const root = mkdtempSync(join(tmpdir(), 'turnline-faults-'));
afterAll(() => rmSync(root, { recursive: true }));

const log = `${readFileSync('samples/bike-shop.ndjson', 'utf8').split('\n').slice(0, 30).join('\n')}\n`;
const wrong = log.replaceAll('"status":"started"', '"status":"begun"');
const openapi = parseCase(readFileSync('test/cases/schema-import.case', 'utf8')).files.get('api.json');
const FILES: Readonly<Record<string, string | Buffer>> = {
  'log.ndjson': log,
  'wrong.ndjson': wrong,
  'packed.gz': gzipSync(log),
  'folder/one.ndjson': log,
  'mine.json': JSON.stringify({ type: 'object', required: ['type'] }),
  'settings.json': JSON.stringify({ width: 90 }),
  'recording.wav': 'RIFF',
  'api.json': openapi?.text ?? '',
};

interface Scenario {
  readonly argv: readonly string[];
  readonly stdin?: string;
  /** Files that it writes, besides standard output. */
  readonly writes?: readonly string[];
}

const scenario = (line: string, more: Omit<Scenario, 'argv'> = {}): Scenario => ({
  argv: line.split(' '),
  ...more,
});

/** What each command may read and write; one that is not listed does not compile. */
const SCENARIOS: Readonly<Record<CommandName, readonly Scenario[]>> = {
  inspect: [
    scenario('inspect log.ndjson wrong.ndjson'),
    scenario('inspect', { stdin: log }),
    scenario('inspect log.ndjson --config settings.json'),
    scenario('inspect log.ndjson --explain-input'),
  ],
  validate: [
    scenario('validate log.ndjson folder --schema mine.json'),
    scenario('validate wrong.ndjson --format jsonl', {}),
    scenario('validate wrong.ndjson --valid-out good.ndjson --invalid-out bad.ndjson', {
      writes: ['good.ndjson', 'bad.ndjson'],
    }),
    scenario('validate --no-group --invalid-out - --valid-out good.ndjson', {
      stdin: wrong,
      writes: ['good.ndjson'],
    }),
  ],
  turns: [scenario('turns packed.gz'), scenario('turns --format json', { stdin: log })],
  segments: [scenario('segments log.ndjson wrong.ndjson --format jsonl')],
  summary: [scenario('summary folder log.ndjson')],
  timeline: [
    scenario('timeline log.ndjson'),
    scenario('timeline log.ndjson --format rttm'),
    scenario('timeline log.ndjson --format html --audio recording.wav --out {call}.html', {
      writes: ['06315bad-afdc-4d19-bdc0-05956112788b.html'],
    }),
  ],
  redact: [
    scenario('redact --seed s log.ndjson wrong.ndjson'),
    scenario('redact --seed s --out shared.ndjson', { stdin: log, writes: ['shared.ndjson'] }),
  ],
  events: [scenario('events log.ndjson'), scenario('events --times', { stdin: log })],
  compare: [
    scenario('compare log.ndjson folder'),
    scenario('compare log.ndjson --max response.max=9s --format md'),
  ],
  // It ends with a signal, and has tests of its own.
  listen: [],
  config: [scenario('config validate --config settings.json')],
  'schema import': [
    scenario('schema import api.json --out made', { writes: ['made/contract.json'] }),
    scenario('schema import - --repairs', { stdin: openapi?.text ?? '' }),
  ],
  'schema list': [scenario('schema list')],
  'schema show': [scenario('schema show OpenAIModel')],
  'schema output': [scenario('schema output segments')],
  'schema config': [scenario('schema config')],
  'schema diff': [scenario('schema diff api.json')],
  completions: [scenario('completions bash')],
  man: [scenario('man')],
  help: [scenario('help findings'), scenario('help validate')],
};

const KINDS: readonly (readonly [Operation, Fault['how']])[] = [
  ...(['EIO', 'EBADF', 'EAGAIN', 'short'] as const).map((how) => ['read', how] as const),
  ...(['EIO', 'short'] as const).map((how) => ['stdin', how] as const),
  ...(['EIO', 'ENOSPC', 'half'] as const).map((how) => ['write', how] as const),
  ['close', 'EIO'],
  ...(['EPIPE', 'EIO', 'ENOSPC', 'EBADF', 'half'] as const).map((how) => ['stdout', how] as const),
  ...(['EPIPE', 'EIO'] as const).map((how) => ['stderr', how] as const),
];

/** What stood under the name of an output before the run. */
const BEFORE = 'what was there before\n';

interface Ran extends Outcome {
  readonly hit: boolean;
  readonly readsAfter: number;
  readonly leaked: number;
  /** All files after the run. */
  readonly files: ReadonlyMap<string, string>;
}

let runs = 0;

async function ran({ argv, stdin, writes = [] }: Scenario, fault?: Fault): Promise<Ran> {
  const cwd = join(root, String(runs++));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  // Where it is a folder that is written, nothing is there before.
  for (const name of writes) if (!name.includes('/')) writeFileSync(join(cwd, name), BEFORE);
  const { result, ...seen } = await under(cwd, fault, () =>
    turnline(argv, {
      cwd,
      stdin: stdin === undefined ? null : stdin.match(/[\s\S]{1,65536}/g)!.map((chunk) => Buffer.from(chunk)),
      change: (host) => ({
        ...host,
        stdin: { ...host.stdin, chunks: () => faultyChunks(host.stdin.chunks()) },
        stdout: faultySink(host.stdout, 'stdout', 'standard output'),
        stderr: faultySink(host.stderr, 'stderr', 'standard error'),
      }),
    }),
  );
  const files = new Map(
    readdirSync(cwd, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(cwd, name)).isFile() && !(name in FILES))
      .map((name) => [name, readFileSync(join(cwd, name), 'utf8')]),
  );
  rmSync(cwd, { recursive: true });
  return { ...result, ...seen, files };
}

/** What a run under a fault came to, in the few ways that it may. */
function judge(one: Ran, clean: Ran, { operation, how }: Fault, { writes = [] }: Scenario): void {
  const errors = one.stderr.split('\n').filter((text) => text.startsWith('turnline: '));
  expect(one.exit).not.toBe(70);
  expect(one.stderr).not.toMatch(/ at .*:\d+:\d+/);
  expect(one.leaked).toBe(0);
  expect([...one.files.keys()].filter((name) => name.endsWith('.partial'))).toEqual([]);
  const isWhole = (name: string): boolean => one.files.get(name) === clean.files.get(name);
  const isUntouched = (name: string): boolean =>
    one.files.get(name) === (name.includes('/') ? undefined : BEFORE);
  if (operation === 'read' || operation === 'stdin') {
    if (how === 'short') expect(resultOf(one)).toEqual(resultOf(clean));
    else {
      expect([2, 3, 4]).toContain(one.exit);
      expect(one.stderr + one.stdout).toMatch(/cannot (be )?read/);
      expect(one.stderr + one.stdout).toMatch(/input\/output error|it is not open|nothing is ready there/);
    }
    return;
  }
  expect(writes.filter((name) => !isWhole(name) && !isUntouched(name))).toEqual([]);
  if (operation === 'close' && one.exit === clean.exit) expect(resultOf(one)).toEqual(resultOf(clean));
  else if (operation === 'write' || operation === 'close') {
    expect(one.exit).toBe(3);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      /^turnline: cannot write \S+: (input\/output error|no space left on the device)$/,
    );
    expect(one.stdout).not.toContain('written to');
  } else if (operation === 'stdout') {
    // What was read ahead is not read again.
    expect(one.readsAfter).toBeLessThan(4);
    const [error] = errors;
    if (how !== 'EPIPE') {
      expect(one.exit).toBe(3);
      expect(error).toMatch(/^turnline: cannot write to standard output: /);
    } else if (writes.every(isWhole)) expect([one.exit, one.stderr]).toEqual([0, '']);
    else {
      expect(one.exit).toBe(3);
      expect(error).toMatch(/not written: the reader of the output closed it before the end$/);
    }
  } else if (one.exit !== clean.exit) {
    // What is said on standard error is the report, where standard output has the records.
    expect([how, one.exit]).toEqual(['EIO', 3]);
  } else expect(one.stdout).toBe(clean.stdout);
}

const resultOf = ({ stdout, stderr, exit, files }: Ran): object => ({
  stdout,
  stderr,
  exit,
  files: [...files],
});

const MOST = 200;

test('every command has its scenarios', () => {
  expect(COMMAND_LIST.map(([name]) => name).filter((name) => !(name in SCENARIOS))).toEqual([]);
});

test.each(
  Object.values(SCENARIOS)
    .flat()
    .map((one) => [one.argv.join(' '), one] as const),
)('turnline %s', async (_, one) => {
  const clean = await ran(one);
  expect(clean.stderr).not.toContain('cannot');
  expect([...clean.files.keys()].filter((name) => one.writes?.includes(name))).toEqual(
    [...(one.writes ?? [])].sort(),
  );
  let struck = 0;
  for (const [operation, how] of KINDS) {
    for (let at = 1; ; at++) {
      const fault = { operation, how, at };
      const found = await ran(one, fault);
      if (!found.hit) {
        expect(resultOf(found)).toEqual(resultOf(clean));
        break;
      }
      struck++;
      try {
        judge(found, clean, fault, one);
      } catch (error) {
        throw new Error(`${JSON.stringify(fault)}: exit ${found.exit}, ${found.stderr}`, { cause: error });
      }
      expect(at).toBeLessThan(MOST);
    }
  }
  expect(struck).toBeGreaterThan(0);
});
