// Holds every command and format to a terminal that only shows: hostile text in any field, key, name or argument obeys nowhere.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMAND_LIST } from '../../src/commands/catalogue.ts';
import { rowOf } from '../../src/commands/taken.ts';
import { print as csv } from '../../src/report/formats/csv.ts';
import { tableOf } from '../../src/report/model.ts';
import { turnline } from '../support/host.ts';

/** An escape sequence, C1, DEL, bidirectional and zero-width controls, what is not seen, separators, a tag and half a character. */
const EVIL =
  '\u001b[2J\u009b31m\u007f\u202e\u2066\u200b\ufeff\u034f\u115f\u2800\ufe0f\u2028\u2029\u{e0041}\ud800\u0007\r<evil>"&,\'|`*_]';
const FORBIDDEN =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u2800]|\p{Default_Ignorable_Code_Point}|\p{Surrogate}/u;

const AT = 1755507731340;
const calls = [`c${EVIL}`, `d${EVIL}`].flatMap((id) =>
  [0, 1, 2, 3].map((at) => ({
    type: 'speech-update',
    status: ['started', 'stopped'][at % 2],
    role: ['user', 'assistant'][at >> 1],
    turn: 1,
    timestamp: AT + 1000 * at,
    call: { id, assistantId: EVIL },
    [`k${EVIL}`]: EVIL,
    artifact: {
      messages: [
        { role: 'user', message: `said ${EVIL}`, time: AT + 50, endTime: AT + 900, secondsFromStart: 0.05 },
      ],
    },
    assistant: { firstMessageMode: EVIL, [EVIL]: 1, model: { provider: EVIL, headers: { [EVIL]: 1 } } },
  })),
);
const own = { type: EVIL, status: EVIL, role: EVIL, call: { id: EVIL }, timestamp: AT };
const TEXT = `${[...calls, own, { ...own, type: 'speech-update' }, { [EVIL]: EVIL }].map((one) => JSON.stringify(one).replaceAll('\\u2028', '\u2028')).join('\n')}\n${EVIL.replaceAll('\ud800', '')}\n{"a${EVIL.replaceAll('\ud800', '')}\n`;
const RAW = TEXT.replaceAll('\\u001b', '\u001b').replaceAll('\\u007f', '\u007f');

const RUNS = COMMAND_LIST.filter(([, command]) => command.operands === undefined).flatMap(
  ([name, command]) => {
    const formats = command.options.includes('format') ? (rowOf('format', command).choices ?? []) : [];
    return [[name], ...formats.map((format) => [name, '--format', format])].flatMap((words) =>
      command.options.includes('text') ? [words, [...words, '--text']] : [words],
    );
  },
);

describe('on a terminal', () => {
  test.each(RUNS.map((words) => [words.join(' '), words] as const))('%s', async (_, words) => {
    for (const stdin of [TEXT, RAW])
      for (const filter of [[], ['--call', 'c']]) {
        if (filter.length > 0 && words[0] === 'redact') continue;
        const { stdout, stderr, exit } = await turnline([...words, ...filter], {
          stdin,
          terminal: 100,
          env: { TERM: 'dumb' },
        });
        expect(exit).not.toBe(70);
        expect(FORBIDDEN.exec(`${stdout}${stderr}`)).toBeNull();
      }
  });

  test('names of files, arguments and the words of the system', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'turnline-'));
    const name = `f\u001b[2J\u009b\u202e\u2028,"'<evil>.ndjson`;
    writeFileSync(join(folder, name), TEXT);
    for (const [command] of COMMAND_LIST) {
      for (const words of [
        [name],
        [`missing${EVIL}`],
        ['.'],
        [`--${EVIL}`],
        ['--format', EVIL],
        ['--call', EVIL],
        ['--since', EVIL],
        ['--turn', EVIL],
        ['--tz', EVIL],
        ['--schema', EVIL],
        ['--out', `no${EVIL}/x`],
        ['--at', EVIL],
        ['--max-record', EVIL],
        ['--sort', EVIL],
      ]) {
        const { stdout, stderr, exit } = await turnline([...command.split(' '), ...words], {
          cwd: folder,
          terminal: 100,
          stdin: TEXT,
          env: { TERM: 'dumb' },
        });
        expect({ words, exit: exit === 70 }).toEqual({ words, exit: false });
        expect(FORBIDDEN.exec(`${stdout}${stderr}`)).toBeNull();
      }
    }
    rmSync(folder, { recursive: true });
  });

  test('records that are passed on as they are', async () => {
    const { stdout, stderr } = await turnline(['validate', '--valid-out', '-'], {
      stdin: RAW,
      terminal: 80,
      env: { TERM: 'dumb' },
    });
    expect(FORBIDDEN.exec(`${stdout}${stderr}`)).toBeNull();
    const piped = await turnline(['validate', '--invalid-out', '-'], { stdin: '\u001b[2J\n' });
    expect(piped.stdout).toBe('\u001b[2J\n');
  });
});

test('what stands in JSON is the same when it is read', async () => {
  const { stdout } = await turnline(['segments', '--format', 'jsonl'], { stdin: TEXT });
  expect(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).callId),
  ).toContain(`c${EVIL}`);
});

describe('CSV', () => {
  const printed = async (cell: string | number): Promise<string> => {
    let text = '';
    const column = {
      key: 'a',
      title: 'a',
      kind: 'text',
      seen: 'both',
      value: (row: string | number) => row,
    } as const;
    for await (const piece of csv({ table: tableOf([column], [cell]) })) text += piece;
    return text.split('\r\n').slice(1, -1).join('\r\n');
  };

  test.each([
    ['=1+1', "'=1+1"],
    ['+cmd|x', "'+cmd|x"],
    ['-2+A1', "'-2+A1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('%j is no formula', async (cell, expected) => expect(await printed(cell)).toBe(expected));

  test.each([['-12.5'], ['+1 (202) 555-0143'], ['-'], ['plain'], [-3], ['a=1']])('%j stays', async (cell) =>
    expect(await printed(cell)).toBe(String(cell)),
  );
});

describe('each format by its own rules', () => {
  const stdin = `${calls
    .slice(0, 4)
    .map((one) => JSON.stringify(one))
    .join('\n')}\n`;
  const of = async (...words: string[]): Promise<string> => (await turnline(words, { stdin })).stdout;

  test('HTML, SVG, WebVTT, TextGrid, RTTM and Mermaid', async () => {
    for (const format of ['html', 'svg', 'webvtt'])
      expect(await of('timeline', '--format', format, '--text')).not.toMatch(/<evil>/);
    const grid = await of('timeline', '--format', 'textgrid', '--text');
    for (const line of grid.split('\n').filter((one) => one.includes('said')))
      expect(line).toMatch(/^ +text = "(?:[^"]|"")*"$/);
    for (const line of (await of('timeline', '--format', 'rttm')).trimEnd().split('\n'))
      expect(line.split(' ')).toHaveLength(10);
    for (const line of (await of('timeline', '--format', 'mermaid', '--text')).split('\n'))
      expect(line).not.toMatch(/[<>#;%](?!M|S)/);
  });

  test('Markdown', async () => {
    for (const line of (await of('turns', '--format', 'md', '--text')).trimEnd().split('\n')) {
      expect(line).not.toMatch(/(?<!\\)[<>`*[\]]/);
      expect(line.match(/(?<!\\)\|/g)?.length).toBe(
        (await of('turns', '--format', 'md', '--text')).split('\n')[0]?.match(/(?<!\\)\|/g)?.length,
      );
    }
  });

  test('annotations of GitHub hold one command a line', async () => {
    const { stdout } = await turnline(['validate', '--format', 'github'], {
      stdin: `${JSON.stringify({ type: 'speech-update', status: '::error::x', role: 'user', 'a\n::error::owned': 1 })}\n`,
    });
    for (const line of stdout.trimEnd().split('\n'))
      expect(line).toMatch(/^::(?:error|warning|notice) file=-,line=1,col=\d+,title=[^\r\n]*$/);
  });

  test.each(['../../x', '/etc/x', '..', '.', 'a/../../b', 'C:\\x', ''])(
    'the id %j stays in the folder of --out',
    async (id) => {
      const folder = mkdtempSync(join(tmpdir(), 'turnline-'));
      mkdirSync(join(folder, 'in'));
      const lines = calls.slice(0, 4).map((one) => JSON.stringify({ ...one, call: { id } }));
      await turnline(['timeline', '--format', 'svg', '--out', 'in/{call}.svg'], {
        stdin: lines.join('\n'),
        cwd: folder,
      });
      expect(readdirSync(folder)).toEqual(['in']);
      const made = readdirSync(join(folder, 'in'));
      expect(made).toHaveLength(1);
      expect(readFileSync(join(folder, 'in', made[0]!), 'utf8')).toMatch(/<svg/);
      rmSync(folder, { recursive: true });
    },
  );
});
