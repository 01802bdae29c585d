// Holds the help to the registries: every command, topic and finding has its page, and pages name only what there is.
import { describe, expect, test } from 'vitest';
import { COMMAND_LIST, flagsIn, longFlag, sharedOptions } from '../../src/commands/catalogue.ts';
import { optionVariables } from '../../src/commands/environment.ts';
import { TOPICS } from '../../src/commands/help/index.ts';
import { INPUT_KINDS } from '../../src/commands/help/input-kinds.ts';
import { OPTIONS, type OptionRow } from '../../src/commands/options.ts';
import { variableOf } from '../../src/commands/settings/setting.ts';
import { EXIT } from '../../src/errors.ts';
import { FINDINGS, type FindingCode } from '../../src/finding.ts';
import { REMEDIES } from '../../src/remedies.ts';
import { FORMATS } from '../../src/report/formats/index.ts';
import { OVERLAYS } from '../../src/report/overlays/index.ts';
import { turnline } from '../support/host.ts';

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

async function help(...words: string[]): Promise<string> {
  const { stdout, stderr, exit } = await turnline(['help', ...words]);
  expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
  return stdout;
}

test.each(COMMAND_LIST.map(([name]) => name))('help %s is its --help', async (name) => {
  const words = name.split(' ');
  expect(await help(...words)).toBe((await turnline([...words, '--help'])).stdout);
  expect(await help(...words)).toMatch(/^Examples:\n {2}\S/);
});

test('help alone is --help, with shared options and topics', async () => {
  const text = await help();
  expect(text).toBe((await turnline(['--help'])).stdout);
  expect(
    text
      .split('\n\n')[0]!
      .split('\n')
      .filter((line) => line.length > 80),
  ).toEqual([]);
  for (const name of sharedOptions()) expect(text).toContain(OPTIONS[name].flags);
  for (const name of Object.keys(TOPICS)) expect(text).toMatch(new RegExp(`^  ${name} `, 'm'));
});

test('formats, overlays and kinds of input are all on their page', async () => {
  const text = flat(await help('formats'));
  for (const [name, { about }] of Object.entries({ ...FORMATS, ...OVERLAYS })) {
    expect(text).toContain(` ${name} ${about}`);
  }
  expect(INPUT_KINDS.length).toBeGreaterThanOrEqual(5);
  for (const { name, about } of INPUT_KINDS) expect(text).toContain(`${name} ${about}`);
});

test('the environment has a variable for every option', async () => {
  const text = await help('environment');
  expect(optionVariables().map(({ name }) => name)).toContain('TURNLINE_SECONDS_PER_COLUMN');
  for (const { flags } of Object.values<OptionRow>(OPTIONS)) {
    if (flags === '--no-config') continue;
    const name = longFlag(flags).replace(/^--/, '').replaceAll('-', '_').toUpperCase();
    expect(text).toMatch(new RegExp(`^  TURNLINE_${name} `, 'm'));
  }
});

test('a variable says what its own flag does, and nothing of another', () => {
  const abouts = new Map(optionVariables().map(({ name, about }) => [name, about]));
  const rows = Object.values<OptionRow>(OPTIONS).filter(({ flags }) => !/--(no-)?config/.test(flags));
  for (const row of rows) {
    for (const [name, about] of abouts) {
      const isOwn = variableOf(row) === name;
      expect([name, row.about, about.split('. ').some((part) => part.endsWith(row.about))]).toEqual([
        name,
        row.about,
        isOwn,
      ]);
    }
  }
});

test('every exit code is on its page', async () => {
  const text = flat(await help('exit-codes'));
  for (const { code, means } of Object.values(EXIT)) expect(text).toContain(` ${code} ${means}`);
});

describe('findings', () => {
  test.each(Object.keys(FINDINGS) as FindingCode[])('%s', async (code) => {
    const { cause, remedy } = REMEDIES[code];
    const alone = await help(code);
    expect(alone).toBe(await help('findings', code));
    expect(flat(alone)).toContain(`${code} Cause: ${cause} Remedy: ${remedy}`);
    expect(alone).toMatch(new RegExp(`^${FINDINGS[code].severity}:\n`));
    expect(flat(await help('findings'))).toContain(flat(alone.split('\n\n')[1]!));
  });

  test('what they advise exists', () => {
    const flags = Object.values<OptionRow>(OPTIONS).flatMap((row) => flagsIn(row.flags).flags);
    for (const { cause, remedy } of Object.values(REMEDIES)) {
      const text = `${cause} ${remedy}`;
      for (const [flag] of text.matchAll(/--[a-z][a-z-]*/g)) expect(flags).toContain(flag);
      for (const [, name] of text.matchAll(/turnline (schema \w+|\w+)/g)) {
        expect(COMMAND_LIST.map(([known]) => known)).toContain(name);
      }
      expect(text).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
    }
  });
});

test.each([40, 80, 200])('topics keep to a terminal of %i columns', async (terminal) => {
  for (const topic of Object.keys(TOPICS)) {
    const { stdout } = await turnline(['help', topic], { terminal });
    const long = stdout.split('\n').filter((text) => text.length > Math.min(terminal, 100));
    // A single word, or a term with one, may be longer than a narrow terminal.
    expect(long.filter((text) => text.trim().split(/\s+/).length > 2)).toEqual([]);
  }
});
