// Holds the completion scripts to the shells themselves: each is sourced there and asked what it offers.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CompletedCommand, grammar } from '../../src/commands/completions/grammar.ts';
import { SHELLS } from '../../src/commands/completions/index.ts';
import { MEASURES } from '../../src/measures/index.ts';
import { formatsOf } from '../../src/report/formats/index.ts';
import { turnline } from '../support/host.ts';

const folder = mkdtempSync(join(tmpdir(), 'turnline-completions-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'my log.ndjson'), '');
writeFileSync(join(folder, 'other.json'), '');
mkdirSync(join(folder, 'a folder'));

const commands = await grammar();
const installed = (shell: string): boolean => spawnSync(shell, ['--version']).error === undefined;
const demanded = process.env.CI === 'true';

async function scriptFor(shell: string): Promise<string> {
  const { stdout, stderr, exit } = await turnline(['completions', shell]);
  expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
  const path = join(folder, `.turnline.${shell}`);
  writeFileSync(path, stdout);
  return path;
}

/** What is offered for the last word of each command line, given as the words that the shell made of it. */
type Ask = (lines: readonly (readonly string[])[]) => Promise<string[][]>;

const askBash: Ask = async (lines) => {
  const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
  const driver = [
    `source ${quoted(await scriptFor('bash'))}`,
    'ask() {',
    '  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMPREPLY=()',
    '  _turnline turnline "$' + '{@: -1}" "$' + '{@: -2:1}"',
    '  for offer in "$' + '{COMPREPLY[@]}"; do echo "$offer"; done; echo /',
    '}',
    ...lines.map((words) => `ask ${words.map(quoted).join(' ')}`),
  ];
  const out = execFileSync('bash', ['--norc', '-c', driver.join('\n')], { cwd: folder, encoding: 'utf8' });
  return out
    .split('/\n')
    .slice(0, -1)
    .map((part) => part.split('\n').filter((offer) => offer !== ''));
};

const askFish: Ask = async (lines) => {
  const path = await scriptFor('fish');
  const escaped = (words: readonly string[]): string =>
    words.map((word) => word.replaceAll("'", "\\'")).join(' ');
  const driver = [`source ${path}`, ...lines.map((words) => `complete -C '${escaped(words)}'; echo //`)];
  const out = execFileSync('fish', ['--no-config', '-c', driver.join('\n')], {
    cwd: folder,
    encoding: 'utf8',
  });
  return out
    .split('//\n')
    .slice(0, -1)
    .map((part) => part.split('\n').flatMap((offer) => (offer === '' ? [] : [offer.split('\t')[0]!])));
};

const longFlags = ({ options }: CompletedCommand): string[] => options.map(({ flags }) => flags.at(-1)!);
const ASKED: Readonly<Record<string, Ask>> = { bash: askBash, fish: askFish };

test('bash is there where it is demanded', () => {
  expect(installed('bash') || !demanded).toBe(true);
});

describe.each(Object.entries(ASKED))('%s', (shell, ask) => {
  test.runIf(installed(shell))('every option of every command, and no other', async () => {
    const offers = await ask(commands.map(({ name }) => ['turnline', ...name.split(' '), '--']));
    for (const [index, command] of commands.entries())
      expect([command.name, ...offers[index]!.sort()]).toEqual([command.name, ...longFlags(command).sort()]);
  });

  test.runIf(installed(shell))('commands, choices and words', async () => {
    const [first, group, format, role, sort, output, inspect, help, free] = await ask([
      ['turnline', 'tur'],
      ['turnline', 'schema', ''],
      ['turnline', 'turns', 'x', '--format', ''],
      ['turnline', 'turns', '--role', 'u'],
      ['turnline', 'summary', '--sort', ''],
      ['turnline', 'schema', 'output', ''],
      ['turnline', '--as'],
      ['turnline', 'help', 'missing-f'],
      ['turnline', 'turns', '--call', ''],
    ]);
    expect(first).toEqual(['turns']);
    expect(group).toEqual(expect.arrayContaining(['import', 'list', 'show', 'output', 'diff']));
    expect(format?.sort()).toEqual(formatsOf('rows', 'columns').sort());
    expect(role).toEqual(['user']);
    expect(sort?.sort()).toEqual(MEASURES.map(({ key }) => key).sort());
    expect(output?.sort()).toEqual(['compare', 'config', 'segments', 'summary', 'turns', 'validate']);
    expect(inspect?.sort()).toEqual(['--as-published', '--ascii', '--assistant']);
    expect(help).toEqual(['missing-field']);
    expect(free).toEqual([]);
  });

  test.runIf(installed(shell))('names of files and folders', async () => {
    const [operand, schema, out, bare] = await ask([
      ['turnline', 'validate', 'my'],
      ['turnline', 'validate', '--schema', 'o'],
      ['turnline', 'schema', 'import', '--out', 'a'],
      ['turnline', 'my'],
    ]);
    expect(operand).toEqual(['my log.ndjson']);
    expect(schema).toEqual(['other.json']);
    expect(out?.map((name) => name.replace(/\/$/, ''))).toEqual(['a folder']);
    expect(bare).toEqual(['my log.ndjson']);
  });
});

test.runIf(installed('bash'))('bash parts words at = and keeps quotes and backslashes', async () => {
  expect(
    await askBash([
      ['turnline', 'turns', '--format', '=', 'js'],
      ['turnline', 'turns', '--format', '='],
      ['turnline', 'my\\ l'],
      ['turnline', '"my l'],
      ['turnline', 'turns', '--', '--f'],
    ]),
  ).toEqual([['json', 'jsonl'], formatsOf('rows', 'columns'), ['my log.ndjson'], ['my log.ndjson'], []]);
});

/** Ways to have a shell read a script without running it. */
const PARSED: Readonly<Record<string, (path: string) => [command: string, args: string[]]>> = {
  bash: (path) => ['bash', ['-n', path]],
  zsh: (path) => ['zsh', ['-n', path]],
  fish: (path) => ['fish', ['-n', path]],
  powershell: (path) => [
    'pwsh',
    ['-NoProfile', '-Command', `$null = [scriptblock]::Create((Get-Content -Raw '${path}'))`],
  ],
};

test.each(Object.keys(SHELLS))('%s understands its script', async (shell) => {
  const [command, args] = PARSED[shell]!(await scriptFor(shell));
  if (installed(command))
    expect(spawnSync(command, args, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test.each(Object.keys(SHELLS))('the script for %s names every command and option', async (shell) => {
  const { stdout } = await turnline(['completions', shell]);
  for (const command of commands) {
    expect(stdout).toContain(command.name.split(' ').at(-1));
    for (const flag of longFlags(command)) expect(stdout).toContain(flag.slice(2));
  }
});

test.runIf(installed('zsh'))('zsh offers the commands, in a terminal', async () => {
  const path = await scriptFor('zsh');
  const driver = `
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell "cd ${folder}; autoload -Uz compinit; compinit -u -d ${folder}/.zcompdump; source ${path}; PS1='READY''>'"
    # The terminal shows the line as it was typed; the prompt alone has no quotes in it.
    zpty -r shell out '*READY>*'
    zpty -w -n shell $'turnline valid\\t--schema my\\t--format sar\\t#done'
    zpty -r shell out '*#done*'
    print -r -- $out
    zpty -d shell`;
  const { stdout } = spawnSync('zsh', ['-f', '-c', driver], { encoding: 'utf8', timeout: 30_000 });
  const typed = stdout.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]|[\r\u0007\b]/g, '');
  expect(typed).toContain('my\\ log.ndjson');
  expect(typed).toContain('sarif');
});
