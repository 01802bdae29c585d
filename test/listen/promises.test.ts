// Holds the shipped command to what its help promises of each option, and to what it promises of a disk that is full.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseCase } from '../support/case.ts';
import { type Running, refused, start } from '../support/listening.ts';
import { ask, bodiesIn, newFolder, raw } from './setting.ts';

const CALL = '06315bad-afdc-4d19-bdc0-05956112788b';
const messages = readFileSync('samples/bike-shop.ndjson', 'utf8')
  .split('\n')
  .filter((line) => line.includes(CALL));
const BODY = '{"message":{"type":"hang","call":{"id":"call-a"}}}';
const WRONG = '{"message":{"type":"speech-update","status":"started","role":"robot","call":{"id":"call-a"}}}';

const post = (url: string, body: Buffer | string, headers = {}) => ask(url, 'POST', body, headers);
const bodies = (path: string) => bodiesIn(readFileSync(path)).map(String);
const health = async ({ url }: Running) => {
  const { status, text } = await ask(`${url}/healthz`, 'GET', undefined);
  return { code: status, ...JSON.parse(text) };
};

/** A server whose URL is given, and which answers by `answer`. */
async function behind(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/vapi`;
}

/** A port that is free just now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('every option of its help is used here', () => {
  const help = execFileSync('node', ['bin/turnline.js', 'listen', '--help'], { encoding: 'utf8' });
  const flags = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag as string);
  const own = ['promises', 'shipped']
    .map((name) => readFileSync(`test/listen/${name}.test.ts`, 'utf8'))
    .join();
  expect(flags.length).toBeGreaterThan(25);
  expect(flags.filter((flag) => !own.includes(`'${flag}'`))).toEqual([]);
});

test('the body of every POST, on any path, is a line of NDJSON, and answered with 200 and {}', async () => {
  const cwd = newFolder();
  const { url, stop } = await start(cwd, ['--out', 'a.ndjson']);
  const sent = [
    BODY,
    '',
    'no JSON',
    '{\r\n  "pretty": 1\n}',
    Buffer.from([0xff, 0, 0x0a]),
    '[1,2]',
    '"\u2028"',
  ];
  for (const [index, body] of sent.entries()) {
    const { status, text } = await post(`${url}/path/${index}?query=1`, body);
    expect([status, text]).toEqual([200, '{}']);
  }
  expect((await post(url, gzipSync(BODY), { 'content-encoding': 'gzip' })).status).toBe(200);
  await stop('SIGTERM');
  const capture = readFileSync(join(cwd, 'a.ndjson'));
  expect(bodiesIn(capture)).toEqual([...sent, BODY].map((body) => Buffer.from(body)));
  for (const line of capture.toString().trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test('finishes the open requests, and the exit code is 0', async () => {
    const cwd = newFolder();
    const { url, stop } = await start(cwd, ['--out', 'a.ndjson']);
    let open: () => void = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const head = 'POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{';
    let finish: (text: string) => void = () => {};
    const answered = raw(url, head, /200 OK[\s\S]*\{\}$/, open, (write) => {
      finish = write;
    });
    await opened;
    const ended = stop(signal);
    // The port is closed once the signal was heard.
    await expect
      .poll(() =>
        ask(`${url}/healthz`, 'GET', undefined).then(
          () => 'answered',
          ({ code }) => code,
        ),
      )
      .toBe('ECONNREFUSED');
    finish('}');
    expect(await answered).toContain('200 OK');
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(/\nturnline: 1 body stored, 2 bytes\n$/);
    expect(bodies(join(cwd, 'a.ndjson'))).toEqual(['{}']);
    expect(readdirSync(cwd)).toEqual(['a.ndjson']);
  });
});

test('--port and the other options have variables', async () => {
  const cwd = newFolder();
  const port = await freePort();
  const { url, stop } = await start(cwd, [], {
    env: { TURNLINE_PORT: String(port), TURNLINE_OUT: 'mine.ndjson', TURNLINE_ALLOW_HOST: 'mine.example' },
  });
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect((await post(url, BODY, { host: 'mine.example' })).status).toBe(200);
  await stop('SIGTERM');
  expect(readdirSync(cwd)).toEqual(['mine.ndjson']);
});

test('--quiet: no notes, and all the same a server', async () => {
  const [cwd, port] = [newFolder(), await freePort()];
  const ended = refused(cwd, ['--port', String(port), '--quiet', '--out', 'a.ndjson']);
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        post(url, WRONG).then(
          ({ status }) => status,
          ({ code }) => code,
        ),
      { timeout: 20_000 },
    )
    .toBe(200);
  const [lock = ''] = readdirSync(join(cwd, '.turnline-locks'));
  process.kill(Number(/-(\d+)\.lock$/.exec(lock)?.[1]), 'SIGTERM');
  const { code, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(bodies(join(cwd, 'a.ndjson'))).toEqual([WRONG]);
});

test('--host and --allow-host', async () => {
  const { url, stop } = await start(newFolder(), [
    '--host',
    '0.0.0.0',
    '--allow-host',
    'mine.example,b.example',
  ]);
  const local = url.replace('0.0.0.0', '127.0.0.1');
  for (const [host, status] of Object.entries({ 'mine.example': 200, 'b.example:80': 200, 'c.example': 403 }))
    expect((await post(local, BODY, { host })).status).toBe(status);
  const { stderr } = await stop('SIGTERM');
  expect(stderr).toContain('whoever reaches 0.0.0.0 can write here: set a secret by --secret-file');
  expect(stderr).toContain('refused with 403 a request from 127.0.0.1: it was sent to the host "c.example"');
});

test('--out with {date} and {call}', async () => {
  const cwd = newFolder();
  const { url, stop } = await start(cwd, ['--out', 'calls/{date}/{call}.ndjson']);
  const days = [new Date()];
  for (const body of [BODY, '{}']) await post(url, body);
  days.push(new Date());
  await stop('SIGTERM');
  const [day = '', ...more] = readdirSync(join(cwd, 'calls'));
  expect(more).toEqual([]);
  expect(days.map((at) => at.toISOString().slice(0, 10))).toContain(day);
  expect(readdirSync(join(cwd, 'calls', day)).sort()).toEqual(['call-a.ndjson', 'no-call.ndjson']);
});

test('--max-size', async () => {
  const cwd = newFolder();
  const { url, stop } = await start(cwd, ['--out', 'a.ndjson', '--max-size', '1k']);
  const sent = Array.from({ length: 30 }, (_, n) => `{"n":${n},"pad":"${'x'.repeat(100)}"}`);
  for (const body of sent) expect((await post(url, body)).status).toBe(200);
  await stop('SIGTERM');
  const numbered = readdirSync(cwd)
    .filter((name) => name !== 'a.ndjson')
    .sort();
  expect(numbered.slice(0, 3)).toEqual(['a.ndjson.1', 'a.ndjson.2', 'a.ndjson.3']);
  const names = [...numbered, 'a.ndjson'].map((name) => join(cwd, name));
  for (const name of names) expect(statSync(name).size).toBeLessThanOrEqual(1024);
  expect(names.flatMap(bodies)).toEqual(sent);
});

test.each(['always', 'interval', 'never'])('--fsync %s: what was answered is in the file', async (fsync) => {
  const cwd = newFolder();
  const { url, stop } = await start(cwd, ['--out', 'a.ndjson', '--fsync', fsync]);
  expect((await post(url, BODY)).status).toBe(200);
  expect(bodies(join(cwd, 'a.ndjson'))).toEqual([BODY]);
  expect((await stop('SIGKILL')).signal).toBe('SIGKILL');
  expect(bodies(join(cwd, 'a.ndjson'))).toEqual([BODY]);
});

describe('--forward', () => {
  test('passes on what is stored, and gives back the answer', async () => {
    const cwd = newFolder();
    const path = join(cwd, 'a.ndjson');
    const to = await behind((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(201, { 'X-Mine': 'yes' });
        response.end(JSON.stringify({ url: request.url, stored: bodies(path) }));
      });
    });
    const { url } = await start(cwd, ['--out', 'a.ndjson', '--forward', to]);
    const { status, headers, text } = await post(url, BODY);
    expect([status, headers['x-mine'], JSON.parse(text)]).toEqual([
      201,
      'yes',
      { url: '/vapi', stored: [BODY] },
    ]);
  });

  test('gives 504 after --forward-timeout, and 502 where nobody is; both are stored', async () => {
    const cwd = newFolder();
    const silent = await behind(() => {});
    for (const [to, status] of [
      [silent, 504],
      [`http://127.0.0.1:${await freePort()}/`, 502],
    ] as const) {
      const { url, stop } = await start(cwd, [
        '--out',
        'a.ndjson',
        '--forward',
        to,
        '--forward-timeout',
        '200ms',
      ]);
      expect((await post(url, BODY)).status).toBe(status);
      expect((await stop('SIGTERM')).code).toBe(0);
    }
    expect(bodies(join(cwd, 'a.ndjson'))).toEqual([BODY, BODY]);
  });
});

describe('a secret', () => {
  test.each<[string, string[], Record<string, string>]>([
    ['from --secret-file', ['--secret-file', 'secret'], {}],
    ['from TURNLINE_SECRET', [], { TURNLINE_SECRET: 'horse' }],
    ['from TURNLINE_SECRET_FILE', [], { TURNLINE_SECRET_FILE: 'secret' }],
  ])('%s', async (_, args, env) => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'secret'), 'horse\n');
    const { url, stop } = await start(cwd, args, { env });
    expect((await post(url, BODY, { 'X-Vapi-Secret': 'horse' })).status).toBe(200);
    expect((await post(url, BODY, { Authorization: 'Bearer horse' })).status).toBe(200);
    expect((await post(url, BODY, { 'X-Vapi-Secret': 'horses' })).status).toBe(401);
    expect((await post(url, BODY)).status).toBe(401);
    const { stderr } = await stop('SIGTERM');
    expect(stderr).not.toContain('horse');
    expect(stderr).toContain('2 bodies stored');
  });
});

describe('a signature', () => {
  const KEY = Buffer.from('a key of any bytes \0\u00ff');

  test('by all options, with a key in base64 from a file', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'key'), `base64:${KEY.toString('base64')}\n`);
    const { url } = await start(cwd, [
      ...['--hmac-key-file', 'key', '--hmac-algorithm', 'sha512', '--hmac-header', 'X-Mine'],
      ...['--hmac-prefix', 'v1,', '--hmac-encoding', 'base64'],
      ...['--hmac-payload', '{method}.{svix-id}.{timestamp}.{body}'],
      ...['--hmac-timestamp-header', 'X-At', '--hmac-id-header', 'X-Id', '--hmac-max-age', '1m'],
    ]);
    const sent = (awayS: number, over = BODY) => {
      const at = String(Math.round(Date.now() / 1000) + awayS);
      const text = `POST.msg_1.${at}.${over}`;
      const signature = `v1,${createHmac('sha512', KEY).update(text).digest('base64')}`;
      return post(url, BODY, { 'X-Mine': signature, 'X-At': at, 'X-Id': 'msg_1' });
    };
    expect((await sent(0)).status).toBe(200);
    expect((await sent(-50)).status).toBe(200);
    expect((await sent(-70)).status).toBe(401);
    expect((await sent(0, '{}')).status).toBe(401);
  });

  test('by the defaults, with TURNLINE_HMAC_KEY', async () => {
    const { url } = await start(newFolder(), [], { env: { TURNLINE_HMAC_KEY: 'horse' } });
    const sent = (awayS: number) => {
      const at = String(Math.round(Date.now() / 1000) + awayS);
      const signature = createHmac('sha256', 'horse').update(`${at}.${BODY}`).digest('hex');
      return post(url, BODY, { 'X-Signature': signature, 'X-Timestamp': at });
    };
    expect((await sent(0)).status).toBe(200);
    expect((await sent(-290)).status).toBe(200);
    expect((await sent(-310)).status).toBe(401);
  });
});

describe('what is shown', () => {
  /** Standard output and the notes after the whole call came. */
  async function shown(
    args: readonly string[],
    files: Readonly<Record<string, string>> = {},
    bodies = messages,
  ) {
    const cwd = newFolder();
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
    const { url, stop } = await start(cwd, ['--out', 'a.ndjson', ...args]);
    for (const body of bodies) expect((await post(url, body)).status).toBe(200);
    const ended = await stop('SIGTERM');
    expect(ended.code).toBe(0);
    return ended;
  }

  test.each<[string, RegExp]>([
    ['json', /^\[\n {2}\{"callId":"06315bad-[\s\S]*\}\n\]\n$/],
    ['jsonl', /^\{"callId":"06315bad-[^\n]*\}\n(\{[^\n]*\}\n){6}$/],
    ['csv', /^callId,[^\n]*\n(06315bad-[^\n]*\n){7}$/],
    ['tsv', /^callId\t[^\n]*\n(06315bad-[^\n]*\n){7}$/],
    ['md', /^\| call [^\n]*\n\|[ :|-]+\n(\| [^\n]*06315bad[^\n]*\n){7}/],
    ['table', /^06315bad {2}turn {2}1 {3}user 2\.83 s/m],
  ])('as --format %s', async (format, text) => {
    expect((await shown(['--format', format, '--tz', 'UTC', '--width', '200'])).stdout).toMatch(text);
  });

  test('in a pipe the rows of turns as tsv, and calls and findings as notes', async () => {
    const { stdout, stderr } = await shown([], {}, [...messages, WRONG]);
    expect(stdout).toMatch(/^callId\t/);
    expect(stderr).toContain('turnline: call 06315bad-afdc-4d19-bdc0-05956112788b  ended');
    expect(stderr).toContain('/role  must be "assistant" or "user", is "robot"');
  });

  test.each([
    ['always', true],
    ['never', false],
  ] as const)('--color %s', async (when, coloured) => {
    const { stdout } = await shown(['--format', 'table', '--color', when]);
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });

  test('by --schema, which --schema-at says is for the message or for all of the document', async () => {
    const files = { 'mine.json': '{"type":"object","required":["mine"]}' };
    for (const place of ['message', 'document']) {
      const { stderr } = await shown(['--schema', 'mine.json', '--schema-at', place], files, [WRONG]);
      expect(stderr).toContain('"mine"');
      expect(stderr).not.toContain('must be "assistant" or "user"');
    }
  });

  test('--as-published, by a description as it came', async () => {
    const api =
      parseCase(readFileSync('test/cases/schema-import.case', 'utf8')).files.get('api.json')?.text ?? '';
    const { stderr } = await shown(['--schema', 'api.json', '--as-published'], { 'api.json': api }, [WRONG]);
    expect(stderr).toContain('1 body stored');
  });
});

describe('a project file', () => {
  const SETTINGS = '{"commands":{"listen":{"host":"0.0.0.0"}}}';

  test('that was only found may not let others in', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'turnline.config.json'), SETTINGS);
    const { code, stderr } = await refused(cwd, []);
    expect(code).toBe(2);
    expect(stderr).toContain('turnline.config.json:1:');
  });

  test('that is named by --config may; with --no-config none is read', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'turnline.config.json'), SETTINGS);
    const named = await start(cwd, ['--config', 'turnline.config.json']);
    expect(named.url).toContain('//0.0.0.0:');
    await named.stop('SIGTERM');
    expect((await start(cwd, ['--no-config'])).url).toContain('//127.0.0.1:');
  });
});

/** A small file system of its own, where this user may mount one. */
function smallDisk(): string | null {
  const folder = newFolder();
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder], {
    stdio: 'ignore',
  });
  if (status !== 0) return null;
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return folder;
}

describe('a full disk', () => {
  const bodyOf = (n: number) => `{"n":${n},"pad":"${'x'.repeat(8_000)}"}`;

  /** Sends bursts until three of them are refused as a whole, so that no smaller write can succeed later. Returns what was acknowledged. */
  async function fill(url: string): Promise<string[]> {
    const acknowledged: string[] = [];
    for (let burst = 0, full = 0; full < 3; burst++) {
      expect(burst).toBeLessThan(50);
      const sent = Array.from({ length: 20 }, (_, n) => bodyOf(20 * burst + n));
      const statuses = await Promise.all(sent.map(async (body) => (await post(url, body)).status));
      expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
      acknowledged.push(...sent.filter((_, n) => statuses[n] === 200));
      if (statuses.every((status) => status === 503)) full++;
    }
    return acknowledged;
  }

  test('a limit of the size of files: every body that was acknowledged is there, and no part of another', async () => {
    const cwd = newFolder();
    const running = await start(cwd, ['--out', 'a.ndjson'], { before: 'ulimit -f 300' });
    const acknowledged = await fill(running.url);
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(await health(running)).toMatchObject({ code: 503, status: 'failing' });
    expect(bodies(join(cwd, 'a.ndjson')).sort()).toEqual(acknowledged.sort());
    const { code, stderr } = await running.stop('SIGTERM');
    expect(code).toBe(3);
    expect(stderr).toContain('a body could not be stored: the file would be too large; answered with 503');
    expect(stderr).toMatch(
      new RegExp(`\\nturnline: ${acknowledged.length} bodies stored, .*; \\d+ could not be stored\\n$`),
    );
  });

  test('a small file system: the same, and it goes on once there is room', async (context) => {
    const cwd = smallDisk();
    if (cwd === null) return context.skip();
    const ballast = join(cwd, 'ballast');
    writeFileSync(ballast, Buffer.alloc(200 << 10));
    const running = await start(cwd, ['--out', 'a.ndjson']);
    const acknowledged = await fill(running.url);
    expect((await refused(cwd, ['--out', 'a.ndjson'])).stderr).toContain('is writing to a.ndjson');
    expect(await health(running)).toMatchObject({ code: 503, status: 'failing' });
    expect(bodies(join(cwd, 'a.ndjson')).sort()).toEqual(acknowledged.sort());
    rmSync(ballast);
    expect((await post(running.url, BODY)).status).toBe(200);
    expect(await health(running)).toMatchObject({ code: 200, status: 'ok' });
    const { code, stderr } = await running.stop('SIGTERM');
    expect(code).toBe(3);
    expect(stderr).toContain('a body could not be stored: no space left on the device; answered with 503');
    expect(bodies(join(cwd, 'a.ndjson')).sort()).toEqual([...acknowledged, BODY].sort());
  });

  test('that was full at the start takes no calls down', async (context) => {
    const cwd = smallDisk();
    if (cwd === null) return context.skip();
    const ballast = join(cwd, 'ballast');
    writeFileSync(join(cwd, 'a.ndjson'), '{"receivedAt":"2026');
    expect(() => writeFileSync(ballast, Buffer.alloc(1 << 20))).toThrow('ENOSPC');
    const to = await behind(
      (request, response) => void request.resume().on('end', () => response.end('behind')),
    );
    const { url, stop } = await start(cwd, ['--out', 'a.ndjson', '--forward', to]);
    expect(await post(url, BODY)).toMatchObject({ status: 200, text: 'behind' });
    rmSync(ballast);
    expect(await post(url, BODY)).toMatchObject({ status: 200, text: 'behind' });
    const { code, stderr } = await stop('SIGTERM');
    expect(code).toBe(3);
    expect(stderr).toContain(
      'a body could not be stored: no space left on the device; passed on all the same',
    );
    expect(stderr).toContain('1 body stored, 50 bytes; 1 could not be stored; 2 passed on');
    expect(bodies(join(cwd, 'a.ndjson'))).toEqual([BODY]);
  });
});
