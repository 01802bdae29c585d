// Runs the built program on a terminal of its own: pagers that show, leave early or are missing, Ctrl-C, and progress.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const BIN = 'bin/turnline.js';
const LONG = `node ${BIN} turns samples/bike-shop.ndjson`;
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

/** util-linux has a `script` that runs a command on a terminal of its own. */
const hasTerminals = has('script', '-qec', 'true', '/dev/null');

interface During {
  /** Each key is typed once its text has appeared since the key before it. */
  readonly keys?: readonly (readonly [text: string, key: string])[];
  /** What else happens meanwhile. */
  meanwhile?(shown: () => string): Promise<void>;
}

/** Lines that are written together. */
const AT_ONCE = 10_000;

/** What appears on a terminal of 80 by 12 while a shell runs a script. */
async function onTerminal(script: string, { keys = [], meanwhile }: During = {}): Promise<string> {
  const env = { ...process.env, TERM: 'xterm', LC_ALL: 'C.UTF-8', NO_COLOR: '1', PAGER: 'less' };
  const child = spawn('script', ['-qec', `stty cols 80 rows 12; ${script}`, '/dev/null'], { env });
  const left = [...keys];
  let [shown, fresh] = ['', ''];
  child.stdout.on('data', (chunk) => {
    shown += chunk;
    fresh += chunk;
    const [[text, key] = ['', '']] = left;
    if (left.length === 0 || !fresh.includes(text)) return;
    left.shift();
    fresh = '';
    child.stdin.write(key);
  });
  const closed = new Promise((resolve) => child.on('close', resolve));
  await meanwhile?.(() => shown);
  await closed;
  return shown.replaceAll('\r\n', '\n');
}

describe.runIf(hasTerminals)('on a terminal', () => {
  test('long output goes through the pager, short output does not', async () => {
    const long = await onTerminal(`TURNLINE_PAGER='sed s/^/P:/' ${LONG}; echo code=$?`);
    expect(long.split('\n').filter((text) => text.startsWith('P:')).length).toBeGreaterThan(25);
    expect(long).toContain('code=0');
    const short = await onTerminal(`TURNLINE_PAGER='sed s/^/P:/' ${LONG} --call 7ca8; echo code=$?`);
    expect(short).toContain('speaks');
    expect(short).not.toContain('P:');
  });

  test('what could steer the terminal is shown, and does not, where there is a pager', async () => {
    const id = '\\u001b]0;title\\u0007\\u001b[2J';
    const message = `{"message":{"type":"speech-update","timestamp":1786000000000,"status":"started","role":"user","turn":1,"call":{"id":"${id}"}}}`;
    for (const format of ['csv', 'tsv', 'table']) {
      const shown = await onTerminal(
        `printf '%s\\n' '${message}' | node ${BIN} segments - --format ${format}`,
      );
      expect(shown).toContain('user');
      expect(shown).not.toContain('\u001b]');
      expect(shown).not.toContain('\u001b[2J');
    }
  });

  test('a pager that leaves early is a quiet success', async () => {
    const shown = await onTerminal(`TURNLINE_PAGER='head -n 3' ${LONG}; echo code=$?`);
    expect(shown.split('\n').filter((text) => text.startsWith('06315'))).toHaveLength(2);
    expect(shown).toContain('code=0');
    expect(shown).not.toContain('turnline:');
  });

  test.each(['no-such-pager -x', 'no-such-pager; exit 127'])(
    'without %s everything is printed',
    async (pager) => {
      const shown = await onTerminal(`TURNLINE_PAGER='${pager}' ${LONG}; echo code=$?`);
      expect(shown).toContain(`turnline: cannot start the pager ${pager}: printing without it`);
      expect(shown.split('\n').filter((text) => /^[0-9a-f]{6}/.test(text)).length).toBeGreaterThan(20);
      expect(shown).toContain('code=0');
    },
  );

  test.runIf(has('less', '--version'))('Ctrl-C in less ends neither less nor the terminal', async () => {
    const ctrlC = '\u0003';
    // Some shells die of a Ctrl-C whatever their child does with it, unless they trap it.
    const shown = await onTerminal(`trap : INT; ${LONG}; echo code=$?; stty -a`, {
      // Less shows its end once turnline has written all, and again after each Ctrl-C.
      keys: [
        ['1b4eac', 'G'],
        ['(END)', ctrlC],
        ['(END)', ctrlC],
        ['(END)', 'q'],
      ],
    });
    expect(shown).toMatch(/code=0/);
    expect(shown).toMatch(/ icanon /);
    expect(shown).toMatch(/ echo /);
    expect(shown).not.toContain('interrupted');
  });

  test('progress is drawn after a second and gone before the output', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'turnline-terminal-'));
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', [pipe]);
    const writer = await open(pipe, 'r+');
    const lines = '{"message":{"type":"hang"}}\n'.repeat(AT_ONCE);
    let records = 0;
    const shown = await onTerminal(`node ${BIN} validate < ${pipe}; echo`, {
      async meanwhile(shownSoFar) {
        for (; !shownSoFar().includes('reading:'); records += AT_ONCE) await writer.write(lines);
        await writer.close();
      },
    });
    rmSync(folder, { recursive: true });
    expect(shown).toMatch(
      /reading: [\d,]+ records?\r\u001b\[K(.*\r\u001b\[K)*[\d,]+ records: 0 speech-updates/,
    );
    expect(shown).toContain(`${records.toLocaleString('en-US')} records: 0 speech-updates`);
  });
});
