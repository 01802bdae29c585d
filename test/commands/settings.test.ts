// Holds variables and project files to the registry of options: each option can be set, checked and refused by both.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, test } from 'vitest';
import { OPTIONS, type OptionRow } from '../../src/commands/options.ts';
import { fileSchema } from '../../src/commands/settings/file-schema.ts';
import { nameOf, OTHER_VARIABLES, SETTINGS, VARIABLES } from '../../src/commands/settings/setting.ts';
import { isSwitch, readJson, readWord, typesOf } from '../../src/commands/settings/value.ts';
import type { Host } from '../../src/host.ts';
import { type Outcome, turnline } from '../support/host.ts';

const folder = mkdtempSync(join(tmpdir(), 'turnline-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SAMPLE = resolve('samples/bike-shop.ndjson');

/** A fresh folder with a project file in it. */
let folders = 0;
function folderWith(config: unknown): string {
  const path = join(folder, String(folders++));
  mkdirSync(path);
  writeFileSync(
    join(path, 'turnline.config.json'),
    typeof config === 'string' ? config : JSON.stringify(config),
  );
  return path;
}

interface Row {
  readonly command: string | null;
  readonly option: string;
  readonly value: string | null;
  readonly from: string;
}

function rowOf({ stdout }: Outcome, option: string): Row | undefined {
  return (JSON.parse(stdout) as Row[]).find((row) => row.option === option);
}

const rows = Object.values<OptionRow>(OPTIONS).filter((row) => nameOf(row) !== 'config');

test('every option has a variable and a key', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const row of rows) {
    const setting = SETTINGS.get(nameOf(row));
    expect(setting?.rows.map(({ flags }) => flags)).toContain(row.flags);
    const long = /--([a-z-]+)/.exec(row.flags)?.[1] ?? '';
    const variable = VARIABLES.get(`TURNLINE_${long.toUpperCase().replaceAll('-', '_')}`);
    expect(variable?.options.map(({ row: { flags } }) => flags)).toContain(row.flags);
  }
});

describe('the schema of the project file', () => {
  const accepts = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(fileSchema());

  test('is the one that is published (npm run build && npm run settings makes it again)', () => {
    expect(JSON.parse(readFileSync('turnline.config.schema.json', 'utf8'))).toEqual(fileSchema());
  });

  test('schema config prints it', async () => {
    expect((await turnline(['schema', 'config'])).stdout).toBe(
      readFileSync('turnline.config.schema.json', 'utf8'),
    );
  });

  test.each([
    { width: 100 },
    { width: 19 },
    { width: '100' },
    { width: 20.5 },
    { secondsPerColumn: 0.01 },
    { secondsPerColumn: 0 },
    { from: 30 },
    { from: '1:30' },
    { from: true },
    { group: false },
    { group: 'assistant' },
    { group: 'role' },
    { format: 'html' },
    { format: 'xml' },
    { config: 'other.json' },
    { commands: { turns: { format: 'html' } } },
    { commands: { timeline: { format: 'html', fit: true } } },
    { commands: { 'schema diff': { message: 'transcript' } } },
    { commands: { turns: { strict: true } } },
    { commands: { turn: {} } },
    { $schema: 'any', strict: false },
    [],
  ])('says of %j what turnline says', async (config) => {
    const { exit } = await turnline(['config'], { cwd: folderWith(config) });
    expect(exit).toBe(accepts(config) ? 0 : 2);
  });

  test('its limits are those of the flags', () => {
    for (const row of rows) {
      const { minimum, maximum } = row.parse?.json ?? {};
      for (const [limit, beyond] of [
        [minimum, (minimum ?? 0) - 1],
        [maximum, (maximum ?? 0) + 1],
      ]) {
        if (limit === undefined) continue;
        expect(readWord(row, String(limit))).toEqual({ value: limit });
        expect(readWord(row, String(beyond))).toHaveProperty('expected');
      }
    }
  });
});

test.each(rows.map((row) => [row.flags, row] as const))('%s takes no JSON of another type', (_, row) => {
  const samples = { boolean: true, string: 'x', integer: 3, number: 0.5 } as const;
  const taken: readonly string[] = typesOf(row).flatMap((type) =>
    type === 'number' ? [type, 'integer'] : [type],
  );
  for (const [type, json] of Object.entries(samples)) {
    if (!taken.includes(type)) expect(readJson(row, json)).toHaveProperty('expected');
  }
  for (const json of [null, [], {}]) expect(readJson(row, json)).toHaveProperty('expected');
});

test('a switch is yes or no in any case, and nothing else', () => {
  for (const row of rows.filter(isSwitch)) {
    const off = row.flags.includes('--no-');
    for (const word of ['1', 'true', 'YES', 'on']) expect(readWord(row, word)).toEqual({ value: !off });
    for (const word of ['0', 'False', 'no', 'off']) expect(readWord(row, word)).toEqual({ value: undefined });
    expect(readWord(row, '2')).toHaveProperty('expected');
  }
});

test('no variable has two meanings', () => {
  expect(OTHER_VARIABLES.filter((name) => VARIABLES.has(name))).toEqual([]);
});

test('TURNLINE_PAGER names the pager, and TURNLINE_NO_PAGER is --no-pager', async () => {
  const pagersOf = async (env: Record<string, string>, ...flags: string[]): Promise<string[]> => {
    const started: string[] = [];
    const page: Host['page'] = async (command) => {
      started.push(command);
      return { write: async () => {}, end: async () => true };
    };
    await turnline(['turns', SAMPLE, ...flags], { env, page, terminal: 80, rows: 10 });
    return started;
  };
  expect(await pagersOf({ TURNLINE_PAGER: 'true', PAGER: 'more' })).toEqual(['true']);
  expect(await pagersOf({ TURNLINE_PAGER: 'no' })).toEqual(['no']);
  expect(await pagersOf({ TURNLINE_NO_PAGER: 'no' })).toEqual(['less']);
  for (const env of [{ TURNLINE_NO_PAGER: '1' }, { TURNLINE_NO_PAGER: 'yes', TURNLINE_PAGER: 'less' }])
    expect(await pagersOf(env)).toEqual([]);
  expect(await pagersOf({}, '--no-pager')).toEqual([]);
});

test('a flag comes before a variable, that before the part of the command, that before the top', async () => {
  const cwd = folderWith({ width: 30, commands: { turns: { width: 40 } } });
  const wide = async (command: string, env: Record<string, string>, ...flags: string[]) => {
    const outcome = await turnline(['config', command, '--format', 'json', ...flags], { cwd, env });
    const { value, from } = rowOf(outcome, 'width') as Row;
    return [value, from];
  };
  const env = { TURNLINE_WIDTH: '50' };
  expect(await wide('segments', {})).toEqual(['30', 'turnline.config.json:1:10']);
  expect(await wide('turns', {})).toEqual(['40', 'turnline.config.json:1:42']);
  expect(await wide('turns', env)).toEqual(['50', 'TURNLINE_WIDTH']);
  expect(await wide('turns', env, '--width', '60')).toEqual(['60', '--width']);
  expect(await wide('turns', { TURNLINE_WIDTH: '' }, '--no-config')).toEqual([null, 'default']);
});

test('what is in force is what the command does', async () => {
  const cwd = folderWith({ strict: true, commands: { validate: { format: 'jsonl' } } });
  const file = resolve('samples/wrong.ndjson');
  const set = await turnline(['validate', file], { cwd });
  const flagged = await turnline(['validate', file, '--strict', '--format', 'jsonl', '--no-config'], { cwd });
  expect(set).toEqual(flagged);
  expect(set.stdout).not.toBe((await turnline(['validate', file])).stdout);
});

test('false overrides true from further down', async () => {
  const cwd = folderWith({ quiet: true });
  const run = (env: Record<string, string>) => turnline(['turns', SAMPLE, '--call', 'nobody'], { cwd, env });
  expect((await run({})).stderr).toBe('');
  expect((await run({ TURNLINE_QUIET: 'no' })).stderr).not.toBe('');
});

describe('a file that was only found', () => {
  const risky = rows.filter(({ risk }) => risk !== undefined).map(nameOf);

  test('what could do harm is marked so', () => {
    expect(new Set(risky)).toEqual(
      new Set([
        'out',
        'validOut',
        'invalidOut',
        'audio',
        'text',
        'reveal',
        'seed',
        'host',
        'allowHost',
        'forward',
        'secretFile',
        'hmacKeyFile',
        'hmacPayload',
      ]),
    );
  });

  test.each([...new Set(risky)])('may not set %s, one that is named may', async (name) => {
    const config = { [name]: name === 'text' || name === 'reveal' ? true : 'file' };
    const cwd = folderWith(config);
    const found = await turnline(['config'], { cwd });
    expect(found).toMatchObject({ exit: 2, stdout: '' });
    expect(found.stderr).toMatch(new RegExp(`^turnline: turnline.config.json:1:2: "${name}" .*--config`));
    for (const setting of [
      { cwd, argv: ['--config', 'turnline.config.json'], env: {} },
      { cwd, argv: [], env: { TURNLINE_CONFIG: 'turnline.config.json' } },
    ]) {
      const named = await turnline(['config', '--format', 'json', ...setting.argv], setting);
      expect(rowOf(named, name)?.from).toBe(`turnline.config.json:1:${name.length + 5}`);
    }
  });

  test.each(['/etc/passwd', '../x.json', 'a/../../x.json', '..'])('may not lead to %s', async (schema) => {
    const outcome = await turnline(['config'], { cwd: folderWith({ schema }) });
    expect(outcome).toMatchObject({ exit: 2, stdout: '' });
    expect(outcome.stderr).toContain('inside the folder of this file');
  });

  test('is not looked for in the folders above', async () => {
    const cwd = join(folderWith('broken'), 'inner');
    mkdirSync(cwd);
    expect((await turnline(['turns', SAMPLE], { cwd })).exit).toBe(0);
  });
});

test('version and help do not look at settings', async () => {
  const cwd = folderWith('broken');
  const env = { TURNLINE_WIDTH: 'x' };
  for (const argv of [['--version'], ['--help'], ['help', 'turns'], ['turns', '--help']])
    expect(await turnline(argv, { cwd, env })).toMatchObject({ exit: 0, stderr: '' });
});

test('rows keep the published schema', async () => {
  const keeps = new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse((await turnline(['schema', 'output', 'config'])).stdout),
  );
  const { stdout } = await turnline(['config', '--format', 'json'], { env: { TURNLINE_WIDTH: '100' } });
  for (const row of JSON.parse(stdout) as unknown[])
    expect({ row, kept: keeps(row) }).toEqual({ row, kept: true });
});
