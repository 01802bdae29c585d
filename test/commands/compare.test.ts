// Holds compare to its command line: captures and saved summaries, gates and exits, formats, and the recipe of the README.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { turnline } from '../support/host.ts';
import { toNdjson } from '../support/simulator/emit.ts';
import { fleet } from '../support/simulator/fleet.ts';

const cwd = mkdtempSync(join(tmpdir(), 'turnline-compare-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const run = (...argv: string[]) => turnline(['compare', ...argv], { cwd });

beforeAll(async () => {
  const log = (seed: string, slower = 0) => toNdjson(fleet(seed, { calls: 20, slower }).flat());
  const write = (name: string, text: string | Uint8Array) => writeFileSync(join(cwd, name), text);
  write('main.ndjson', log('main'));
  write('pr.ndjson', log('pr'));
  write('slow.ndjson', log('slow', 0.2));
  mkdirSync(join(cwd, 'parts'));
  const lines = log('main').trimEnd().split('\n');
  write('parts/1.ndjson', `${lines.slice(0, 500).join('\n')}\n`);
  write('parts/2.ndjson', `${lines.slice(500).join('\n')}\n`);
  const { stdout } = await turnline(['summary', '--format', 'json', 'main.ndjson'], { cwd });
  write('main.json', stdout);
  write('main.json.gz', gzipSync(stdout));
  const { calls, all } = JSON.parse(stdout);
  write('sorted.json', JSON.stringify({ all, calls }));
});

const GATES = ['--max-regression', 'response.median=10%', '--max', 'response.p90=2.5s'];

test('a saved summary says what its capture says', async () => {
  const options = ['pr.ndjson', ...GATES, '--format', 'jsonl'];
  const expected = await run('main.ndjson', ...options);
  expect(expected.exit).toBe(0);
  for (const base of ['main.json', 'main.json.gz', 'sorted.json', 'parts'])
    expect([base, await run(base, ...options)]).toEqual([base, expected]);
  const piped = await turnline(['compare', '-', ...options], {
    cwd,
    stdin: readFileSync(join(cwd, 'main.json')),
  });
  expect(piped).toEqual(expected);
});

test('its figures are those of the summary', async () => {
  const { all } = JSON.parse(readFileSync(join(cwd, 'main.json'), 'utf8'));
  const { measures } = JSON.parse((await run('main.ndjson', '--format', 'json')).stdout);
  const value = (name: string) =>
    measures.find(({ measure }: { measure: string }) => measure === name).new.value;
  for (const name of ['median', 'p90', 'p95', 'p99', 'max'])
    expect([name, value(`response.${name}`)]).toEqual([name, all.response[`${name}Ms`]]);
  expect(value('userResponse.median')).toBe(all.userResponse.medianMs);
  expect(value('cutIns/call')).toBeCloseTo(all.cutIns / all.calls.n);
  expect(value('deadAir.n/call')).toBeCloseTo(all.deadAir / all.calls.n);
});

describe('gates', () => {
  test('a slower capture crosses its gate, an equal one does not', async () => {
    expect((await run('main.json', 'pr.ndjson', ...GATES)).exit).toBe(0);
    const slow = await run('main.json', 'slow.ndjson', ...GATES);
    expect(slow.exit).toBe(1);
    expect(slow.stdout).toMatch(
      /^1 of 2 gates failed\n\ngate .*\nmax-regression response\.median=10% +crossed /,
    );
  });

  test('may be named several times, with commas, and by a variable', async () => {
    const repeated = await run(
      'main.json',
      'slow.ndjson',
      '--max',
      'cutIns/call=9',
      '--max',
      'RESPONSE.P95MS=9s',
    );
    const listed = await run('main.json', 'slow.ndjson', '--max', 'cutIns/call=9,response.p95=9s');
    const set = await turnline(['compare', 'main.json', 'slow.ndjson'], {
      cwd,
      env: { TURNLINE_MAX: 'cutIns/call=9, response.p95=9s' },
    });
    expect(repeated.stdout).toContain('2 gates, none failed');
    expect(listed).toEqual(repeated);
    expect(set).toEqual(repeated);
  });

  test('too few calls fail nothing but with --strict', async () => {
    writeFileSync(join(cwd, 'few.ndjson'), toNdjson(fleet('few', { calls: 4, slower: 0.5 }).flat()));
    const argv = ['main.json', 'few.ndjson', '--max-regression', 'response.median=10%'];
    const lenient = await run(...argv);
    expect(lenient.stdout).toContain('not enough calls');
    expect(lenient.exit).toBe(0);
    expect((await run(...argv, '--strict')).exit).toBe(1);
  });

  test('no speech-update is no pass', async () => {
    writeFileSync(join(cwd, 'empty.ndjson'), '');
    const { exit, stderr } = await run('main.json', 'empty.ndjson', ...GATES);
    expect(exit).toBe(3);
    expect(stderr).toContain('empty.ndjson: no speech-update found');
    expect((await run('main.json', 'nowhere.ndjson')).exit).toBe(3);
  });

  test.each([
    [['a', 'b', 'c'], 'takes a base and a new capture'],
    [['-', '-'], 'only once'],
    [['main.json', '--max-regression', 'response.median=1%'], 'needs a base'],
    [['main.json', '--max', 'respons.median=1s'], 'did you mean response.median?'],
    [['main.json', '--max', 'cutIns/cal=1'], 'did you mean cutIns/call?'],
    [['main.json', '--max', 'fun=1'], 'such as response.median'],
    [['main.json', '--max', 'response.p95'], 'measure=limit is expected'],
    [['main.json', 'pr.ndjson', '--max-regression', 'response.max=1%'], 'by chance'],
    [['main.json', 'pr.ndjson', '--max-regression', 'cutIns=1%'], 'name cutIns/call'],
    [['main.json', 'pr.ndjson', '--max-regression', 'turns/call=1%'], 'which way it gets worse'],
    [['main.json', 'pr.ndjson', '--call', '7'], 'saved summary'],
  ])('compare %j is refused', async (argv, reason) => {
    const { exit, stderr, stdout } = await run(...argv);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a summary without the waits of its calls is told apart', async () => {
    writeFileSync(join(cwd, 'old.json'), '{"calls":[{"callId":"a","response":{"n":3}}],"all":{}}');
    const { exit, stderr } = await run('old.json');
    expect(exit).toBe(3);
    expect(stderr).toContain('make it again by turnline summary --format json');
  });
});

describe('formats', () => {
  const crossing = ['main.json', 'slow.ndjson', ...GATES];

  test('rows keep the published schema', async () => {
    const schema = JSON.parse((await turnline(['schema', 'output', 'compare'])).stdout);
    const keeps = new Ajv({ allowUnionTypes: true }).compile(schema);
    for (const argv of [crossing, ['pr.ndjson', '--max', 'response.p95=3s']]) {
      const rows = (await run(...argv, '--format', 'jsonl')).stdout.trimEnd().split('\n');
      expect(rows.length).toBeGreaterThan(10);
      for (const row of rows) expect({ row, kept: keeps(JSON.parse(row)) }).toEqual({ row, kept: true });
    }
  });

  test('junit counts what fails', async () => {
    const { stdout, exit } = await run(...crossing, '--format', 'junit');
    expect(exit).toBe(1);
    expect(stdout).toContain('<testsuites name="turnline compare" tests="2" failures="1">');
    expect(stdout.match(/<failure type="crossed"/g)).toHaveLength(1);
    expect(stdout.match(/<testcase /g)).toHaveLength(2);
  });

  test('github annotates each gate', async () => {
    const { stdout } = await run(...crossing, '--format', 'github');
    expect(stdout.split('\n').map((text) => text.split(' ')[0])).toEqual(['::error', '::notice', '']);
    expect(stdout).toMatch(/^::error title=turnline max-regression response\.median=10%25::crossed: /);
  });

  test('md is headed by the outcome, and every line of a table has its cells', async () => {
    const { stdout } = await run(...crossing, '--format', 'md');
    expect(stdout).toMatch(/^\*\*1 of 2 gates failed\*\*\n\n\| gate \| verdict \|/);
    for (const table of stdout.split(/\n\n+/).filter((part) => part.startsWith('|'))) {
      const widths = table
        .trimEnd()
        .split('\n')
        .map((text) => text.split(' | ').length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  test('json has the gates with all they rest on', async () => {
    const { gates, sides } = JSON.parse((await run(...crossing, '--format', 'json')).stdout);
    expect(sides).toEqual([
      { name: 'main.json', calls: 20 },
      { name: 'slow.ndjson', calls: 20 },
    ]);
    expect(gates.map(({ verdict, fails }: Record<string, unknown>) => [verdict, fails])).toEqual([
      ['crossed', true],
      ['kept', false],
    ]);
  });
});

test('the recipe of the README runs', async () => {
  const readme = readFileSync('README.md', 'utf8');
  const lines = [...readme.matchAll(/^ +run: node_modules\/\.bin\/turnline (.*)$/gm)].map(
    ([, text = '']) => text,
  );
  const [summary, compare] = lines.map((text) => text.split(' ').filter((word) => !/^(>>?|"\$)/.test(word)));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/ > main\.json$/);
  expect(lines[1]).toMatch(/ >> "\$GITHUB_STEP_SUMMARY"$/);
  const saved = await turnline(summary!.slice(0, -1), { cwd });
  expect(saved.exit).toBe(0);
  writeFileSync(join(cwd, 'main.json'), saved.stdout);
  expect((await turnline(compare!, { cwd })).exit).toBe(0);
  const slower = compare!.map((word) => (word === 'pr.ndjson' ? 'slow.ndjson' : word));
  const { exit, stdout } = await turnline(slower, { cwd });
  expect(exit).toBe(1);
  expect(stdout).toMatch(/^\*\*\d of \d gates failed\*\*/);
});
