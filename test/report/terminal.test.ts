// Holds colours, links, the pager, progress and pieces of output to what a terminal, or a pipe, may be given.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { OutputClosed } from '../../src/errors.ts';
import type { Host, Pager } from '../../src/host.ts';
import { followsLinks, linked, withoutLinks } from '../../src/report/links.ts';
import { colorLevel } from '../../src/report/look.ts';
import { PagedOutlet, pagerCommand } from '../../src/report/pager.ts';
import { Progress, progressText } from '../../src/report/progress.ts';
import { write } from '../../src/report/write.ts';
import { turnline } from '../support/host.ts';

const folder = mkdtempSync(join(tmpdir(), 'turnline-terminal-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.useRealTimers());

const WRONG = 'samples/wrong.ndjson';

interface Taken {
  readonly sink: Host['stdout'];
  readonly pieces: string[];
}

function terminal(columns: number | undefined, rows?: number): Taken {
  const pieces: string[] = [];
  const write = async (text: string | Uint8Array): Promise<void> => {
    pieces.push(String(text));
  };
  return { sink: { isTerminal: columns !== undefined, columns, rows, write }, pieces };
}

describe('colour', () => {
  const tty = terminal(80).sink;
  const pipe = terminal(undefined).sink;
  test.each([
    ['never', { FORCE_COLOR: '3' }, tty, 0],
    ['always', { NO_COLOR: '1', TERM: 'dumb' }, pipe, 1],
    ['auto', { FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' }, pipe, 1],
    ['auto', { FORCE_COLOR: '0' }, tty, 0],
    ['auto', { FORCE_COLOR: '3' }, pipe, 3],
    ['auto', { NO_COLOR: '1', TERM: 'xterm-256color' }, tty, 0],
    ['auto', { NO_COLOR: '', TERM: 'xterm-256color' }, tty, 2],
    ['auto', { TERM: 'dumb' }, tty, 0],
    ['auto', { TERM: 'xterm', COLORTERM: 'truecolor' }, tty, 3],
    ['auto', { TERM: 'xterm', COLORTERM: 'truecolor' }, pipe, 0],
  ] as const)('%s with %o', (choice, env, sink, level) => {
    expect(colorLevel(choice, env, sink)).toBe(level);
  });

  test.each([
    [80, undefined],
    [undefined, 80],
    [80, 80],
  ])('is decided for each stream by itself: stdout %s, stderr %s', async (out, err) => {
    const { stdout, stderr } = await turnline(['turns', WRONG], { terminal: out, stderrTerminal: err });
    expect(stdout.includes('\u001b')).toBe(out !== undefined);
    expect(stderr.includes('\u001b[33mturnline:\u001b[39m ')).toBe(err !== undefined);
    const failed = await turnline(['turns', '--role', 'x'], { terminal: out, stderrTerminal: err });
    expect(
      failed.stderr.startsWith(err === undefined ? 'turnline: ' : '\u001b[31mturnline:\u001b[39m '),
    ).toBe(true);
  });

  test('of errors can be turned off by the option', async () => {
    const { stderr } = await turnline(['turns', 'no-such-file', '--color', 'never'], { terminal: 80 });
    expect(stderr).toMatch(/^turnline: /);
  });
});

describe('links', () => {
  const tty = terminal(80).sink;
  test.each([
    [{ TERM_PROGRAM: 'iTerm.app' }, true],
    [{ TERM_PROGRAM: 'WezTerm' }, true],
    [{ TERM_PROGRAM: 'vscode' }, true],
    [{ TERM_PROGRAM: 'Apple_Terminal' }, false],
    [{ VTE_VERSION: '7200' }, true],
    [{ VTE_VERSION: '4200' }, false],
    [{ KITTY_WINDOW_ID: '1' }, true],
    [{ WT_SESSION: 'x' }, true],
    [{ TERM: 'xterm-256color' }, false],
    [{ VTE_VERSION: '7200', TMUX: '/run/tmux' }, false],
    [{ VTE_VERSION: '7200', FORCE_HYPERLINK: '0' }, false],
    [{ FORCE_HYPERLINK: '1' }, true],
  ] as const)('%o: %s', (env, expected) => {
    expect(followsLinks(env, tty, 1)).toBe(expected);
    expect(followsLinks(env, terminal(undefined).sink, 1)).toBe(false);
  });

  test('need colour, unless they are forced', () => {
    expect(followsLinks({ KITTY_WINDOW_ID: '1' }, tty, 0)).toBe(false);
    expect(followsLinks({ FORCE_HYPERLINK: '1' }, tty, 0)).toBe(true);
  });

  test('name the host and the whole path, percent-encoded', () => {
    const links = { cwd: '/home/dana', hostName: 'desk' };
    const text = linked('x', 'a b/100%#?\u001b é.json', links);
    expect(text).toBe(
      '\u001b]8;;file://desk/home/dana/a%20b/100%25%23%3F%1B%20%C3%A9.json\u001b\\x\u001b]8;;\u001b\\',
    );
    expect(withoutLinks(`1 ${text} 2`)).toBe('1 x 2');
  });

  test('stand in findings, and take no columns', async () => {
    const env = { KITTY_WINDOW_ID: '1' };
    const linkedLines = await turnline(['validate', WRONG], { terminal: 60, env });
    const plain = await turnline(['validate', WRONG], { terminal: 60 });
    expect(linkedLines.stdout).toContain(`\u001b]8;;file://desk${process.cwd()}/${WRONG}\u001b\\`);
    expect(withoutLinks(linkedLines.stdout)).toBe(plain.stdout);
    const piped = await turnline(['validate', WRONG], { env });
    expect(piped.stdout).not.toContain('\u001b');
    const stdin = await turnline(['validate', '-'], { stdin: '{', terminal: 60, env });
    expect(stdin.stdout).not.toContain('\u001b]8');
  });
});

describe('the pager', () => {
  test.each([
    [{}, 'less'],
    [{ PAGER: 'most' }, 'most'],
    [{ PAGER: 'most', TURNLINE_PAGER: 'less -S' }, 'less -S'],
    [{ PAGER: 'most', TURNLINE_PAGER: '' }, null],
    [{ PAGER: 'cat' }, null],
    [{ TERM: 'dumb' }, null],
    [{ OS: 'Windows_NT' }, null],
  ] as const)('for %o is %s', (env, command) => {
    expect(pagerCommand(env)).toBe(command);
  });

  interface Fake {
    readonly page: Host['page'];
    readonly started: [string, Readonly<Record<string, string>>][];
    readonly shown: string[];
  }

  /** `takes` is how many writes it takes before the user leaves; `starts` whether it can be started. */
  function fakePager({ takes = Number.POSITIVE_INFINITY, starts = true } = {}): Fake {
    const shown: string[] = [];
    const started: Fake['started'] = [];
    const page = async (command: string, defaults: Readonly<Record<string, string>>): Promise<Pager> => {
      started.push([command, defaults]);
      return {
        write: async (text) => {
          if (!starts || shown.length >= takes) throw new OutputClosed();
          shown.push(String(text));
        },
        end: async () => starts,
      };
    };
    return { page, started, shown };
  }

  const LONG = ['turns', 'samples/bike-shop.ndjson'];

  test('shows what is longer than the terminal, whole', async () => {
    const { page, started, shown } = fakePager();
    const paged = await turnline(LONG, { terminal: 100, rows: 10, page });
    const plain = await turnline(LONG, { terminal: 100 });
    expect(started).toEqual([['less', { LESS: 'FRX', LV: '-c' }]]);
    expect(paged).toMatchObject({ stdout: '', exit: 0 });
    expect(shown.join('')).toBe(plain.stdout);
  });

  test.each([
    ['it fits', LONG, { terminal: 100, rows: 60 }],
    ['it is not wanted', [...LONG, '--no-pager'], { terminal: 100, rows: 10 }],
    ['PAGER is cat', LONG, { terminal: 100, rows: 10, env: { PAGER: 'cat' } }],
    ['stdout is a pipe', LONG, { rows: 10, stderrTerminal: 100 }],
  ])('is not started where %s', async (_, argv, setting) => {
    const { page, started } = fakePager();
    const { stdout } = await turnline(argv, { ...setting, page });
    expect(started).toEqual([]);
    expect(stdout.split('\n').length).toBeGreaterThan(20);
  });

  test('that is left early is a quiet success', async () => {
    const { page } = fakePager({ takes: 0 });
    const left = await turnline(LONG, { terminal: 100, rows: 10, page });
    expect(left).toEqual({ stdout: '', stderr: '', exit: 0 });
  });

  test('that cannot be started is done without, with a note', async () => {
    const { page } = fakePager({ starts: false });
    const env = { TURNLINE_PAGER: 'nosuch -x', NO_COLOR: '1' };
    const { stdout, stderr, exit } = await turnline(LONG, { terminal: 100, rows: 10, page, env });
    expect(stdout).toBe((await turnline(LONG, { terminal: 100, env })).stdout);
    expect(stderr).toBe('turnline: cannot start the pager nosuch -x: printing without it\n');
    expect(exit).toBe(0);
  });

  test('gets no links', async () => {
    const { page, shown } = fakePager();
    const env = { FORCE_HYPERLINK: '1' };
    await turnline(['validate', '--no-group', WRONG], { terminal: 60, rows: 5, page, env });
    expect(shown.join('')).toContain('wrong.ndjson:2:71');
    expect(shown.join('')).not.toContain('\u001b]8');
  });

  test('is given up where text comes slowly, so that a log can be watched', async () => {
    vi.useFakeTimers();
    const { sink, pieces } = terminal(80, 4);
    const { page, started } = fakePager();
    const outlet = new PagedOutlet({ stdout: sink, page }, 'less', async () => {});
    await outlet.write('one\n');
    await vi.advanceTimersByTimeAsync(400);
    expect(pieces).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(pieces).toEqual(['one\n']);
    await outlet.write('two\nthree\nfour\nfive\n');
    await outlet.end();
    expect(pieces).toEqual(['one\n', 'two\nthree\nfour\nfive\n']);
    expect(started).toEqual([]);
  });
});

describe('progress', () => {
  function progressAt(
    now: () => number,
    columns: number | undefined,
    wanted = true,
  ): { progress: Progress } & Taken {
    const taken = terminal(columns);
    return { ...taken, progress: new Progress({ stderr: taken.sink, stopwatchMs: now, env: {} }, wanted) };
  }

  const reading = async () => ({ records: 1204, bytes: 714e6, size: 2.1e9 });

  test('says how far reading has come', () => {
    expect(progressText({ records: 1204, bytes: 714e6, size: 2.1e9 })).toBe(
      'reading 34 % of 2.1 GB, 1,204 records',
    );
    expect(progressText({ records: 1, bytes: 5, size: undefined })).toBe('reading: 1 record');
    expect(progressText({ records: 3, bytes: 999, size: 999 })).toBe('reading 100 % of 999 B, 3 records');
  });

  test('waits a second, is redrawn five times a second at most, and is erased', async () => {
    let now = 0;
    const { progress, pieces } = progressAt(() => now, 80);
    for (; now < 2000; now += 10) await progress.tell(reading);
    expect(pieces).toHaveLength(5);
    expect(new Set(pieces)).toEqual(new Set(['\r\u001b[Kreading 34 % of 2.1 GB, 1,204 records']));
    await progress.end();
    await progress.end();
    now = 9000;
    await progress.tell(reading);
    expect(pieces).toHaveLength(6);
    expect(pieces.at(-1)).toBe('\r\u001b[K');
  });

  test('never takes a whole line, and is for terminals and the willing', async () => {
    let now = 0;
    const narrow = progressAt(() => now, 20);
    const pipe = progressAt(() => now, undefined);
    const quiet = progressAt(() => now, 80, false);
    now = 5000;
    for (const { progress } of [narrow, pipe, quiet]) await progress.tell(reading);
    expect(narrow.pieces).toEqual(['\r\u001b[Kreading 34 % of 2.1']);
    expect([...pipe.pieces, ...quiet.pieces]).toEqual([]);
  });

  test('is gone before there is output', async () => {
    const log = join(folder, 'log.ndjson');
    writeFileSync(log, `${'{"message":{"type":"hang"}}\n'.repeat(300_000)}{"broken\n`);
    let now = 0;
    const clock = (): number => (now += 300);
    for (const command of ['inspect', 'validate', 'turns']) {
      now = 0;
      const { stdout, stderr } = await turnline([command, log], { stopwatchMs: clock, stderrTerminal: 80 });
      expect(stdout).not.toContain('\r');
      expect(stderr).toMatch(
        /^(\r\u001b\[Kreading \d+ % of 8\.4 MB, [\d,]+ records)+\r\u001b\[K(?!.*reading)/,
      );
    }
    const piped = await turnline(['validate'], {
      stdin: Array.from({ length: 20 }, () => Buffer.from('{"message":{"type":"hang"}}\n'.repeat(1000))),
      stopwatchMs: clock,
      stderrTerminal: 80,
    });
    expect(piped.stderr).toMatch(/\r\u001b\[Kreading: [\d,]+ records/);
    const quiet = await turnline(['validate', log, '--quiet'], { stopwatchMs: clock, stderrTerminal: 80 });
    expect(quiet.stderr).toBe('');
  });
});

test('text that comes slowly is held back no longer than 100 ms, and text that comes fast is joined', async () => {
  vi.useFakeTimers();
  const { sink, pieces } = terminal(undefined);
  async function* rows(): AsyncGenerator<string> {
    for (let n = 0; n < 3; n++) yield `fast ${n}`;
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    yield 'slow';
  }
  const cell = (row: unknown): string => String(row);
  const columns = [{ key: 'a', title: 'a', kind: 'text', seen: 'both', cell }] as const;
  const look = { colorLevel: 0, width: null, links: null, timeZone: 'UTC' } as const;
  const done = write({ table: { columns, rows: rows() } }, 'tsv', look, sink);
  await vi.advanceTimersByTimeAsync(90);
  expect(pieces).toEqual([]);
  await vi.advanceTimersByTimeAsync(20);
  expect(pieces).toEqual(['a\nfast 0\nfast 1\nfast 2\n']);
  await vi.advanceTimersByTimeAsync(10_000);
  await done;
  expect(pieces).toEqual(['a\nfast 0\nfast 1\nfast 2\n', 'slow\n']);
});
