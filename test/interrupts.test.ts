// Ends the built program by signals at any moment, and holds every named output to be whole, or as it was before.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { COMMAND_LIST } from '../src/commands/catalogue.ts';
import { OPTIONS, type OptionRow } from '../src/commands/options.ts';
import { parseCase } from './support/case.ts';
import { random } from './support/simulator/random.ts';

const BIN = resolve('bin/turnline.js');
const root = mkdtempSync(join(tmpdir(), 'turnline-interrupts-'));
afterAll(() => rmSync(root, { recursive: true }));

const sample = readFileSync('samples/bike-shop.ndjson');
const log = join(root, 'log.ndjson');
writeFileSync(log, Buffer.concat([sample, sample, sample]));
const api = join(root, 'api.json');
writeFileSync(
  api,
  parseCase(readFileSync('test/cases/schema-import.case', 'utf8')).files.get('api.json')?.text ?? '',
);

/** Command lines by the command, with every option that names a file to write. */
const WRITING: Readonly<Record<string, readonly string[]>> = {
  redact: [`redact --seed s --out shared.ndjson ${log}`],
  validate: [
    `validate --valid-out good.ndjson --invalid-out bad.ndjson ${log}`,
    `validate --format parquet --out findings.parquet --valid-out good.ndjson ${log}`,
  ],
  turns: [`turns --format parquet --out turns.parquet --jobs 2 ${log}`],
  segments: [`segments --format parquet --out segments.parquet --jobs 1 ${log}`],
  summary: [`summary --format parquet --out calls.parquet ${log}`],
  timeline: [`timeline --format html --out {call}.html ${log}`, `timeline --format rttm --out {call} ${log}`],
  'schema import': [`schema import ${api} --out made`],
};

/** `listen` appends to a capture, record by record. */
test('every command that writes a named file is among them', () => {
  const writes = (name: keyof typeof OPTIONS): boolean =>
    (OPTIONS[name] as OptionRow).risk === 'writes files';
  const commands = COMMAND_LIST.filter(([, { options }]) => options.some(writes)).map(([name]) => name);
  expect(commands.filter((name) => name !== 'listen').sort()).toEqual(Object.keys(WRITING).sort());
});

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const NAMES = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

function endOf(child: ChildProcess): Promise<Ended> {
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((settle) => child.on('close', (code, signal) => settle({ code, signal, stderr })));
}

function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );
}

let folders = 0;
function freshFolder(): string {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  return folder;
}

const start = (folder: string, line: string): ChildProcess =>
  spawn(process.execPath, [BIN, ...line.split(' ')], { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] });

const TRIES = 100;
const AT_ONCE = 3;
const BEFORE = 'what was there before\n';

test('after a signal at any moment each file is whole, or as it was', async () => {
  const lines = Object.values(WRITING).flat();
  const clean = new Map<string, { files: Map<string, string>; ms: number; code: number | null }>();
  for (const line of lines) {
    const folder = freshFolder();
    const began = performance.now();
    const { code } = await endOf(start(folder, line));
    clean.set(line, { files: filesOf(folder), ms: performance.now() - began, code });
    expect(clean.get(line)!.files.size).toBeGreaterThan(0);
  }
  const draw = random(Number(process.env.FC_SEED ?? 1));
  const tries = Array.from({ length: TRIES }, (_, index) => ({
    line: lines[index % lines.length]!,
    signal: draw.pick(NAMES),
    part: draw.next(),
  }));
  let interrupted = 0;
  const oneAfterAnother = async (): Promise<void> => {
    for (let next = tries.pop(); next !== undefined; next = tries.pop()) {
      const { line, signal, part } = next;
      const { files: whole, ms, code: cleanCode } = clean.get(line)!;
      const folder = freshFolder();
      const [first = ''] = whole.keys();
      if (!first.includes('/')) writeFileSync(join(folder, first), BEFORE);
      const child = start(folder, line);
      const kill = setTimeout(() => child.kill(signal), part * ms);
      const { code, signal: killer, stderr } = await endOf(child);
      clearTimeout(kill);
      const told = `${line}, ${signal} after ${Math.round(part * ms)} ms: ${code} ${killer} ${stderr}`;
      for (const [name, text] of filesOf(folder))
        expect(text === whole.get(name) || (name === first && text === BEFORE), `${name}: ${told}`).toBe(
          true,
        );
      expect([cleanCode, SIGNALS[signal], killer === signal ? code : Number.NaN], told).toContain(code);
      if (code === SIGNALS[signal]) interrupted++;
      rmSync(folder, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, oneAfterAnother));
  expect(interrupted).toBeGreaterThan(0);
}, 240_000);

/** Starts a run that waits for more input after it has begun to write. */
async function amidst(folder: string): Promise<{ child: ChildProcess; ended: Promise<Ended> }> {
  const child = start(folder, 'validate --valid-out good.ndjson -');
  const ended = endOf(child);
  child.stdin!.on('error', () => {}).write(sample);
  await expect.poll(() => [...filesOf(folder).keys()], { timeout: 30_000 }).toHaveLength(1);
  expect([...filesOf(folder).keys()][0]).toMatch(/^good\.ndjson\.\w+\.partial$/);
  return { child, ended };
}

test.each(NAMES)('%s: the report comes, the file does not, and that is said', async (signal) => {
  const folder = freshFolder();
  const { child, ended } = await amidst(folder);
  child.kill(signal);
  const { code, stderr } = await ended;
  expect(code).toBe(SIGNALS[signal]);
  expect(stderr).toBe(
    'turnline: interrupted: this is only what was read until then\nturnline: good.ndjson is not written\n',
  );
  expect(filesOf(folder)).toEqual(new Map());
});

test.each(NAMES)('a second %s ends the run at once, and leaves nothing', async (signal) => {
  const folder = freshFolder();
  const { child, ended } = await amidst(folder);
  child.kill('SIGTERM');
  child.kill(signal);
  const { code, signal: killer } = await ended;
  // Signals of one kind that come together are one.
  expect([143, null]).toContain(code);
  if (code === null) expect(['SIGTERM', signal]).toContain(killer);
  expect(filesOf(folder)).toEqual(new Map());
});

test('a log that is followed ends with an interruption, and its file is whole', async () => {
  const folder = freshFolder();
  const followed = join(folder, 'app.log');
  writeFileSync(followed, sample);
  const child = start(folder, 'validate --follow --valid-out good.ndjson app.log');
  const ended = endOf(child);
  await expect
    .poll(() => [...filesOf(folder)].find(([name]) => name.endsWith('.partial'))?.[1].length, {
      timeout: 30_000,
    })
    .toBe(sample.length);
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
  expect([...filesOf(folder).keys()]).toEqual(['app.log', 'good.ndjson']);
  expect(readFileSync(join(folder, 'good.ndjson')).equals(sample)).toBe(true);
});

const hasTerminals = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

test.runIf(hasTerminals)('a terminal that is closed leaves neither the program nor its files', async () => {
  const folder = freshFolder();
  const pipe = join(folder, '..', `${folders}.pipe`);
  spawnSync('mkfifo', [pipe]);
  const feed = openSync(pipe, 'r+');
  const run = `echo $$ > pid; exec node ${BIN} redact --out shared.ndjson ${pipe}`;
  const terminal = spawn('script', ['-qec', `sh -c '${run}'`, '/dev/null'], { cwd: folder, stdio: 'ignore' });
  writeSync(feed, sample.subarray(0, sample.indexOf('\n') + 1));
  const own = (): string[] => [...filesOf(folder).keys()].filter((name) => name !== 'pid');
  await expect.poll(own, { timeout: 30_000 }).toHaveLength(1);
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  terminal.kill('SIGKILL');
  const lives = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await expect.poll(lives, { timeout: 30_000 }).toBe(false);
  expect(own()).toEqual([]);
  closeSync(feed);
});

test('a bug that nothing catches is one line, and leaves nothing', async () => {
  const folder = freshFolder();
  writeFileSync(
    join(folder, 'bug.mjs'),
    `import { readdirSync } from 'node:fs';
     const watch = setInterval(() => {
       if (!readdirSync('.').some((name) => name.endsWith('.partial'))) return;
       clearInterval(watch);
       throw new TypeError('private words');
     }, 5);
     watch.unref();`,
  );
  const child = spawn(
    process.execPath,
    ['--import', './bug.mjs', BIN, 'validate', '--valid-out', 'good.ndjson'],
    {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const ended = endOf(child);
  child.stdin.on('error', () => {}).write(sample);
  const { code, stderr } = await ended;
  expect({ code, stderr }).toEqual({
    code: 70,
    stderr: 'turnline: a bug in turnline ended this run (TypeError)\n',
  });
  expect([...filesOf(folder).keys()]).toEqual(['bug.mjs']);
});
