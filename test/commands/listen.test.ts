// Runs listen as a user does: what it prints where, what it stores, and how it ends.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ask, newFolder } from '../listen/setting.ts';
import { type Setting, turnline } from '../support/host.ts';
import { start } from '../support/listening.ts';

const BIN = join(process.cwd(), 'bin/turnline.js');
const CALL = '06315bad-afdc-4d19-bdc0-05956112788b';
const messages = readFileSync('samples/bike-shop.ndjson', 'utf8')
  .split('\n')
  .filter((line) => line.includes(CALL));
const ended = JSON.stringify({
  message: { type: 'status-update', status: 'ended', timestamp: 1_787_043_800_000, call: { id: 'call-b' } },
});
const started = ended
  .replace('status-update', 'speech-update')
  .replace('"ended"', '"started","role":"robot"');

const post = (url: string, body: string, headers = {}) => ask(url, 'POST', body, headers);

test('a call becomes the same file and the same rows that turns makes of it', async () => {
  const cwd = newFolder();
  const { url, stop } = await start(cwd, ['--format', 'jsonl', '--tz', 'UTC']);
  for (const message of messages)
    expect(await post(`${url}/any/path`, message)).toMatchObject({ status: 200, text: '{}' });
  const { code, stdout, stderr } = await stop('SIGTERM');
  expect(code).toBe(0);
  const [name = '', ...others] = readdirSync(cwd);
  expect(others).toEqual([]);
  expect(name).toMatch(/^turnline-\d{4}-\d\d-\d\d\.ndjson$/);
  const turns = (await turnline(['turns', name, '--format', 'jsonl'], { cwd })).stdout;
  const rowsOf = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row));
  const told = ({ turn, userSpeechMs, assistantSpeechMs, overlapMs }: Record<string, unknown>) => [
    turn,
    userSpeechMs,
    assistantSpeechMs,
    overlapMs,
  ];
  expect(rowsOf(stdout).map(told)).toEqual(rowsOf(turns).map(told));
  expect(stderr).toMatch(
    /\nturnline: call 06315bad-\S+ {2}ended · 0:55\.6 · 7 turns · median wait 0\.93 s, max 1\.40 s · 1 barge-in\n/,
  );
  expect(stderr).toMatch(new RegExp(`\\nturnline: ${messages.length} bodies stored, [0-9,]+ bytes\\n$`));
});

test('Ctrl-C is no failure, and what came is stored', async () => {
  const cwd = newFolder();
  const { url, stop } = await start(cwd, ['--out', 'calls/{call}.ndjson', '--fsync', 'always']);
  await post(url, ended);
  await post(url, started);
  const { code, stderr } = await stop('SIGINT');
  expect(code).toBe(0);
  expect(stderr).toContain('calls/call-b.ndjson:2:');
  expect(stderr).toContain('/role  must be "assistant" or "user", is "robot"');
  expect(stderr).not.toContain('    at ');
  const lines = readFileSync(join(cwd, 'calls/call-b.ndjson'), 'utf8').split('\n');
  expect(lines.map((line) => line.replace(/"receivedAt":"[^"]+"/, ''))).toEqual([
    `{,"body":${ended}}`,
    `{,"body":${started}}`,
    '',
  ]);
});

test('secrets come from files and variables, and show up nowhere', async () => {
  const cwd = newFolder();
  writeFileSync(join(cwd, 'secret'), 'horse-1\n');
  const { url, stop } = await start(cwd, ['--secret-file', 'secret', '--allow-host', 'mine.example, b'], {
    env: { TURNLINE_HMAC_KEY: 'horse-2' },
  });
  const refused = await post(url, '{}', { 'x-vapi-secret': 'horse-1', host: 'mine.example' });
  expect(refused.status).toBe(401);
  const { stderr, stdout } = await stop('SIGTERM');
  expect(stderr).toContain('refused with 401 a request from 127.0.0.1: it has no x-signature\n');
  expect(stderr).toContain('0 bodies stored, 0 bytes; 1 refused\n');
  expect(stderr + stdout).not.toContain('horse');
  expect(readdirSync(cwd)).toEqual(['secret']);
});

test('the end of a file that was torn is put aside, in one line', async () => {
  const cwd = newFolder();
  writeFileSync(
    join(cwd, 'a.ndjson'),
    '{"receivedAt":"2026-08-18T09:00:00.000Z","body":{}}\n{"receivedAt":"2026',
  );
  const { stop } = await start(cwd, ['--out', 'a.ndjson']);
  const { stderr } = await stop('SIGTERM');
  expect(stderr).toContain('turnline: a.ndjson ended in a torn record: 19 bytes moved to a.ndjson.torn\n');
  expect(existsSync(join(cwd, 'a.ndjson.torn'))).toBe(true);
});

test('requests are stored when nobody reads the rows any more', async () => {
  const cwd = newFolder();
  const child = spawn('bash', ['-c', `node ${BIN} listen --port 0 --out a.ndjson | true`], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  onTestFinished(() => void process.kill(-child.pid!, 'SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  await expect.poll(() => stderr, { timeout: 10_000 }).toContain('listening on');
  const [, url = ''] = /listening on (\S+)/.exec(stderr) ?? [];
  for (const message of messages) expect((await post(url, message)).status).toBe(200);
  await expect.poll(() => stderr).toContain('nobody reads standard output any more');
  expect((await post(url, ended)).status).toBe(200);
  expect(readFileSync(join(cwd, 'a.ndjson'), 'utf8')).toContain(ended);
});

test('a terminal shows turns as they end, and who speaks at its foot', async () => {
  const cwd = newFolder();
  const stopping = new AbortController();
  const texts: string[] = [];
  const running = turnline(['listen', '--port', '0', '--out', 'a.ndjson'], {
    cwd,
    terminal: 100,
    interrupt: stopping.signal,
    onWrite: (text) => texts.push(text),
  });
  await expect.poll(() => texts.join('')).toContain('listening on');
  const [, url = ''] = /listening on (\S+)/.exec(texts.join('')) ?? [];
  for (const message of messages.slice(0, 30)) await post(url, message);
  await expect.poll(() => texts.join('')).toMatch(/\r\u001b\[K1 open call · 06315bad (assistant|user) 0:00/);
  stopping.abort();
  const { stdout, exit } = await running;
  expect(exit).toBe(0);
  const shown = stdout.replaceAll(/\u001b\[[0-9;]*[A-Za-z]/g, '');
  expect(shown).toMatch(
    /06315bad {2}turn {2}1 {3}user 2\.83 s {3}assistant 5\.43 s {3}wait 0\.64 s \(artifact clock\) {3}late stop\n/,
  );
  expect(shown).toMatch(/call 06315bad-\S+ {2}not ended yet · /);
});

test.each<[string, string[], Setting, string]>([
  ['without a port', [], {}, 'listen wants a port: --port 4242, or 0 for a free one'],
  [
    'with a port that is none',
    ['--port', '70000'],
    {},
    '--port takes no "70000": a port from 0 to 65535 is expected',
  ],
  [
    'with a pattern that is none',
    ['--port', '0', '--out', '{day}.ndjson'],
    {},
    '--out knows {date} and {call}, not {day}',
  ],
  [
    'with half a URL',
    ['--port', '0', '--forward', 'localhost:3000'],
    {},
    '--forward wants a URL such as http://localhost:3000/vapi',
  ],
  [
    'with a signature and no key',
    ['--port', '0', '--hmac-encoding', 'hex'],
    {},
    'a signature needs a key: --hmac-key-file, or TURNLINE_HMAC_KEY',
  ],
  [
    'with a format that only the sender can fill in',
    ['--port', '0', '--hmac-payload', '{url}.{body}'],
    { env: { TURNLINE_HMAC_KEY: 'k' } },
    '--hmac-payload knows {body}, {timestamp}, {method} and {svix-id}, not {url}',
  ],
  [
    'with a signature of nothing',
    ['--port', '0', '--hmac-payload', '{timestamp}'],
    { env: { TURNLINE_HMAC_KEY: 'k' } },
    '--hmac-payload must have {body}: a signature of anything else proves nothing',
  ],
])('%s it does not start', async (_, args, setting, message) => {
  const outcome = await turnline(['listen', ...args], setting);
  expect(outcome).toEqual({ exit: 2, stdout: '', stderr: `turnline: ${message}\n` });
});

test('a port that is taken', async () => {
  const cwd = newFolder();
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  );
  onTestFinished(() => void other.close());
  const outcome = await turnline(['listen', '--port', String(port)], { cwd });
  expect(outcome).toEqual({
    exit: 2,
    stdout: '',
    stderr: `turnline: cannot listen on 127.0.0.1 port ${port}: another program does; --port 0 takes a free one\n`,
  });
  expect(readdirSync(cwd)).toEqual([]);
});

test.runIf(existsSync('/dev/full'))('a full disk is told, and counts in the end', async () => {
  const { url, stop } = await start(newFolder(), ['--out', '/dev/full']);
  expect((await post(url, ended)).status).toBe(503);
  const { code, stderr } = await stop('SIGTERM');
  expect(code).toBe(3);
  expect(stderr).toContain('a body could not be stored: no space left on the device; answered with 503\n');
  expect(stderr).toContain('0 bodies stored, 0 bytes; 1 could not be stored\n');
});
