// Holds the shipped command to every promise of its help, started as a user would: real time, real variables, real signals.

import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { refused, start } from '../support/listening.ts';
import { ask, bodiesIn, newFolder, raw } from './setting.ts';

const KEY = 'horse-key';
const BODY = '{"message":{"type":"hang","call":{"id":"call-a"}}}';

const post = (url: string, body: Buffer | string, headers = {}) => ask(url, 'POST', body, headers);

const signed = (text: string, key: Buffer | string = KEY, algorithm = 'sha256') =>
  createHmac(algorithm, key).update(text).digest('hex');

describe('the time', () => {
  test('of records and of file names is what the clock of this machine says', async () => {
    const cwd = newFolder();
    const { url, stop } = await start(cwd);
    const before = Date.now();
    expect((await post(url, BODY)).status).toBe(200);
    const after = Date.now();
    await stop('SIGTERM');
    const days = [before, after].map((ms) => `turnline-${new Date(ms).toISOString().slice(0, 10)}.ndjson`);
    const [name = '', ...others] = readdirSync(cwd);
    expect(others).toEqual([]);
    expect(days).toContain(name);
    const { receivedAt } = JSON.parse(readFileSync(join(cwd, name), 'utf8'));
    expect(Date.parse(receivedAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(receivedAt)).toBeLessThanOrEqual(after);
  });

  test('that was signed may be as far from now as --hmac-max-age says, and no further', async () => {
    const { url, stop } = await start(newFolder(), ['--hmac-max-age', '2m'], {
      env: { TURNLINE_HMAC_KEY: KEY },
    });
    const at = (awayS: number, unit: number) => {
      const stamp = String(Math.round((Date.now() + awayS * 1000) / unit));
      return post(url, BODY, { 'x-timestamp': stamp, 'x-signature': signed(`${stamp}.${BODY}`) });
    };
    expect((await at(0, 1000)).status).toBe(200);
    expect((await at(0, 1)).status).toBe(200);
    expect((await at(-110, 1000)).status).toBe(200);
    expect((await at(110, 1000)).status).toBe(200);
    expect((await at(-130, 1000)).status).toBe(401);
    expect((await at(130, 1000)).status).toBe(401);
    const { stderr } = await stop('SIGTERM');
    expect(
      stderr.match(/x-timestamp is 1(29|30|31) s away from now: a replay, or a wrong clock/g),
    ).toHaveLength(2);
  });
});

/** What keeps others out and is empty would let everyone in. */
describe('an empty protection is refused at the start', () => {
  const OPEN = 'set a value, or unset it to accept requests without one';
  test.each<[string, Record<string, string>, string[], string]>([
    ['a secret', { TURNLINE_SECRET: '' }, [], `TURNLINE_SECRET is empty: ${OPEN}`],
    ['a blank secret', { TURNLINE_SECRET: ' \n' }, [], `TURNLINE_SECRET is empty: ${OPEN}`],
    ['a key', { TURNLINE_HMAC_KEY: '' }, [], `TURNLINE_HMAC_KEY is empty: ${OPEN}`],
    [
      'a key beside a secret',
      { TURNLINE_HMAC_KEY: '', TURNLINE_SECRET: 's' },
      [],
      `TURNLINE_HMAC_KEY is empty: ${OPEN}`,
    ],
    ['a name of a file', { TURNLINE_SECRET_FILE: '' }, [], `TURNLINE_SECRET_FILE is empty: ${OPEN}`],
    ['a name of a key file', { TURNLINE_HMAC_KEY_FILE: '' }, [], `TURNLINE_HMAC_KEY_FILE is empty: ${OPEN}`],
    ['a file', {}, ['--secret-file', 'empty'], '--secret-file: empty is empty'],
    ['a file of a blank', {}, ['--secret-file', 'blank'], '--secret-file: blank is empty'],
    ['a file from a variable', { TURNLINE_SECRET_FILE: 'empty' }, [], '--secret-file: empty is empty'],
    ['a key file', {}, ['--hmac-key-file', 'blank'], '--hmac-key-file: blank is empty'],
    [
      'a key that is base64 of nothing',
      { TURNLINE_HMAC_KEY: 'base64:' },
      [],
      'the HMAC key begins with base64:, but no base64 follows',
    ],
    [
      'a key that is no base64',
      { TURNLINE_HMAC_KEY: 'base64:*' },
      [],
      'the HMAC key begins with base64:, but no base64 follows',
    ],
    [
      'settings of a signature without a key',
      { TURNLINE_HMAC_HEADER: 'x-mine' },
      [],
      'a signature needs a key: --hmac-key-file, or TURNLINE_HMAC_KEY',
    ],
    ['an address', {}, ['--host', ''], '--host takes no "": an address is expected, such as 127.0.0.1'],
  ])('%s', async (_, env, args, message) => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'empty'), '');
    writeFileSync(join(cwd, 'blank'), ' \r\n');
    const { code, stdout, stderr } = await refused(cwd, args, { env });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `turnline: ${message}\n` });
  });

  test('an empty name lets no request without a host in', async () => {
    const { url } = await start(newFolder(), ['--allow-host', ', mine.example']);
    expect(await raw(url, 'POST / HTTP/1.1\r\nHost:\r\nContent-Length: 2\r\n\r\n{}', /\r\n\r\n/)).toContain(
      'HTTP/1.1 403',
    );
    expect((await post(url, BODY, { host: 'mine.example' })).status).toBe(200);
  });
});

describe('one listen writes to a file', () => {
  const LOCKS = '.turnline-locks';
  const today = () => new Date().toISOString().slice(0, 10);
  const lockOf = (file: string, host: string, processId: number | undefined) =>
    join(LOCKS, `${file}.${host.replaceAll(/[^\w-]/g, '_')}-${processId}.lock`);
  const bodies = (path: string) => bodiesIn(readFileSync(path)).map(String);

  test('the second is refused while the first lives, and starts after it was killed', async () => {
    const cwd = newFolder();
    const first = await start(cwd, ['--out', 'a.ndjson']);
    expect((await post(first.url, '{"n":1}')).status).toBe(200);
    const second = await refused(cwd, ['--out', 'a.ndjson']);
    expect(second).toMatchObject({
      code: 3,
      stdout: '',
      stderr: `turnline: another turnline (process ${first.child.pid}) is writing to a.ndjson: stop it, or choose another --out\n`,
    });
    expect((await post(first.url, '{"n":2}')).status).toBe(200);
    await first.stop('SIGKILL');
    expect(readdirSync(join(cwd, LOCKS))).toHaveLength(1);
    const third = await start(cwd, ['--out', 'a.ndjson']);
    expect((await post(third.url, '{"n":3}')).status).toBe(200);
    expect((await third.stop('SIGTERM')).code).toBe(0);
    expect(bodies(join(cwd, 'a.ndjson'))).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
    expect(readdirSync(cwd)).toEqual(['a.ndjson']);
  });

  test.each<[string, string[], string[]]>([
    ['by the same default', [], []],
    ['by a pattern', ['--out', 'calls/{call}.ndjson'], ['--out', 'calls/{call}.ndjson']],
    ['by a pattern of folders', ['--out', 'c/{date}/{call}.ndjson'], ['--out', './c/{date}/{call}.ndjson']],
    ["by today's name", [], ['--out', `turnline-${today()}.ndjson`]],
    ['by the default, where the first has its name', ['--out', `turnline-${today()}.ndjson`], []],
    ['through a folder', ['--out', 'a.ndjson'], ['--out', 'folder/../a.ndjson']],
    ['through a link', ['--out', 'real.ndjson'], ['--out', 'link.ndjson']],
    ['through a link to a folder', ['--out', 'folder/a.ndjson'], ['--out', 'other/a.ndjson']],
  ])('named %s', async (_, one, other) => {
    const cwd = newFolder();
    mkdirSync(join(cwd, 'folder'));
    symlinkSync('folder', join(cwd, 'other'));
    writeFileSync(join(cwd, 'real.ndjson'), '');
    symlinkSync('real.ndjson', join(cwd, 'link.ndjson'));
    const first = await start(cwd, one);
    await post(first.url, BODY);
    const locks = readdirSync(cwd, { recursive: true }).filter((name) => String(name).endsWith('.lock'));
    const { code, stderr } = await refused(cwd, other);
    expect(readdirSync(cwd, { recursive: true }).filter((name) => String(name).endsWith('.lock'))).toEqual(
      locks,
    );
    expect(stderr).toMatch(
      new RegExp(`^turnline: another turnline \\(process ${first.child.pid}\\) is writing to `),
    );
    expect(code).toBe(3);
  });

  test('of several that start at once one gets it', async () => {
    const cwd = newFolder();
    const all = await Promise.allSettled([1, 2, 3, 4, 5].map(() => start(cwd, ['--out', 'a.ndjson'])));
    const refusals = all.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(refusals).toHaveLength(4);
    for (const refusal of refusals) expect(refusal).toContain('is writing to a.ndjson');
  });

  test('other files of the folder are free', async () => {
    const cwd = newFolder();
    const names = ['a.ndjson', 'a.ndjson.b', 'b.ndjson'];
    for (const name of names) {
      const { url } = await start(cwd, ['--out', name]);
      expect((await post(url, BODY)).status).toBe(200);
    }
    expect(names.map((name) => bodies(join(cwd, name)))).toEqual([[BODY], [BODY], [BODY]]);
  });

  test('patterns that come to meet in one file: the second does not say that it stores', async () => {
    const cwd = newFolder();
    const first = await start(cwd, ['--out', 'call-a.ndjson']);
    const second = await start(cwd, ['--out', '{call}.ndjson']);
    expect((await post(first.url, BODY)).status).toBe(200);
    expect((await post(second.url, BODY)).status).toBe(503);
    expect((await post(second.url, BODY.replace('call-a', 'call-b'))).status).toBe(200);
    expect((await second.stop('SIGTERM')).stderr).toContain(
      `a body could not be stored: another turnline (process ${first.child.pid}) is writing to call-a.ndjson`,
    );
    expect(bodies(join(cwd, 'call-a.ndjson'))).toEqual([BODY]);
  });

  test('a record that another is just writing is not taken for a torn one', async () => {
    const cwd = newFolder();
    const first = await start(cwd, ['--out', 'call-a.ndjson']);
    await post(first.url, BODY);
    const half = '{"receivedAt":"2026-08-18T09:00:00.000Z","bo';
    appendFileSync(join(cwd, 'call-a.ndjson'), half);
    const { stderr } = await (await start(cwd, ['--out', '{call}.ndjson'])).stop('SIGTERM');
    expect(stderr).not.toContain('torn');
    expect(readFileSync(join(cwd, 'call-a.ndjson'), 'utf8').endsWith(half)).toBe(true);
  });

  describe('a lock', () => {
    const folderWith = (name: string, text: string) => {
      const cwd = newFolder();
      mkdirSync(join(cwd, LOCKS));
      writeFileSync(join(cwd, name), text);
      return cwd;
    };

    test.runIf(existsSync('/proc/self/stat'))('of a process whose id another has now is stale', async () => {
      const cwd = folderWith(lockOf('a.ndjson', hostname(), process.pid), 'of an earlier boot 17');
      expect((await (await start(cwd, ['--out', 'a.ndjson'])).stop('SIGTERM')).code).toBe(0);
      expect(readdirSync(cwd)).toEqual([]);
    });

    test('of a process that runs is not, though it is empty', async () => {
      const cwd = folderWith(lockOf('a.ndjson', hostname(), process.pid), '');
      const { stderr } = await refused(cwd, ['--out', 'a.ndjson']);
      expect(stderr).toContain(`another turnline (process ${process.pid}) is writing to a.ndjson`);
    });

    test('from before the machine was started is stale', async () => {
      const name = lockOf('a.ndjson', hostname(), process.pid);
      const cwd = folderWith(name, '');
      utimesSync(join(cwd, name), 0, 0);
      expect((await (await start(cwd, ['--out', 'a.ndjson'])).stop('SIGTERM')).code).toBe(0);
    });

    test.runIf(existsSync('/proc/self/stat'))(
      'of a process that only waits to be reaped is stale',
      async () => {
        const parent = spawn('bash', ['-c', 'sleep 999 & echo $!; exec sleep 1000'], {
          stdio: ['ignore', 'pipe', 'ignore'],
        });
        onTestFinished(() => void parent.kill('SIGKILL'));
        const pid = await new Promise<number>((resolve) =>
          parent.stdout.once('data', (text) => resolve(Number(text))),
        );
        await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8')).toBe('sleep\n');
        process.kill(pid, 'SIGKILL');
        await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) Z /);
        const cwd = folderWith(lockOf('a.ndjson', hostname(), pid), '');
        expect((await (await start(cwd, ['--out', 'a.ndjson'])).stop('SIGTERM')).code).toBe(0);
      },
    );

    test('of another machine is left, and the sentence says what to do', async () => {
      const name = lockOf('a.ndjson', 'elsewhere', 7);
      const cwd = folderWith(name, '');
      const { code, stderr } = await refused(cwd, ['--out', 'a.ndjson']);
      expect(code).toBe(3);
      expect(stderr).toMatch(
        /^turnline: process 7 of the machine elsewhere is writing to a\.ndjson: stop it, or delete \S+ if it is gone\n$/,
      );
      const [, told = ''] = /delete (\S+) if/.exec(stderr) ?? [];
      rmSync(told);
      expect((await (await start(cwd, ['--out', 'a.ndjson'])).stop('SIGTERM')).code).toBe(0);
    });

    test('that cannot be made is an error at the start', async () => {
      const cwd = newFolder();
      writeFileSync(join(cwd, 'file'), '');
      const { code, stderr } = await refused(cwd, ['--out', 'file/a.ndjson']);
      expect({ code, stderr }).toEqual({
        code: 3,
        stderr: 'turnline: cannot lock a.ndjson: a part of the path is not a folder\n',
      });
    });
  });
});

describe('a capture that others can read', () => {
  const WARNING = /^turnline: other users of this machine can read (\S+): chmod 600 keeps them out$/gm;
  const told = (stderr: string) => [...stderr.matchAll(WARNING)].map(([, name]) => name);

  test.each(['644', '640', '604'])('of mode %s is named once, and keeps its mode', async (octal) => {
    const mode = Number.parseInt(octal, 8);
    const cwd = newFolder();
    const path = join(cwd, 'a.ndjson');
    writeFileSync(path, '{"receivedAt":"2026-08-18T09:00:00.000Z","body":{}}\n');
    chmodSync(path, mode);
    const { url, stop } = await start(cwd, ['--out', 'a.ndjson', '--max-size', '1k']);
    for (let n = 0; n < 40; n++) expect((await post(url, BODY)).status).toBe(200);
    expect(told((await stop('SIGTERM')).stderr)).toEqual(['a.ndjson']);
    expect(statSync(join(cwd, 'a.ndjson.1')).mode & 0o777).toBe(mode);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('is one of many: one line', async () => {
    const cwd = newFolder();
    for (const name of ['a', 'b', 'c'])
      writeFileSync(join(cwd, `${name}.ndjson`), '{"receivedAt":"20', { mode: 0o644 });
    const { url, stop } = await start(cwd, ['--out', '{call}.ndjson']);
    await post(url, BODY.replace('call-a', 'a'));
    expect(told((await stop('SIGTERM')).stderr)).toHaveLength(1);
  });

  test('is none of ours, nor one of mode 600', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'a.ndjson'), '', { mode: 0o600 });
    const { url, stop } = await start(cwd, ['--out', '{call}.ndjson'], { before: 'umask 0' });
    expect((await post(url, BODY)).status).toBe(200);
    expect((await post(url, BODY.replace('call-a', 'a'))).status).toBe(200);
    expect(told((await stop('SIGTERM')).stderr)).toEqual([]);
    for (const name of ['a', 'call-a'])
      expect(statSync(join(cwd, `${name}.ndjson`)).mode & 0o777).toBe(0o600);
  });
});

describe('senders that have not proved who they are', () => {
  const HALF = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\n{"half';
  const signature = { 'x-signature': signed(BODY) };

  test('are cut off after 10 s, and hold at most half of the connections, so that others get through', async () => {
    const { url, stop } = await start(newFolder(), ['--hmac-payload', '{body}'], {
      env: { TURNLINE_HMAC_KEY: KEY },
    });
    const from = Date.now();
    const statuses: (string | undefined)[] = [];
    const slow = Array.from({ length: 600 }, () =>
      raw(url, HALF, /(?!)/).then((answer) => statuses.push(/ (\d+) /.exec(answer)?.[1])),
    );
    await expect.poll(() => statuses.length, { timeout: 8_000 }).toBeGreaterThanOrEqual(100);
    for (let n = 0; n < 20; n++) expect((await post(url, BODY, signature)).status).toBe(200);
    await Promise.all(slow);
    const tookMs = Date.now() - from;
    expect(tookMs).toBeGreaterThan(9_000);
    expect(tookMs).toBeLessThan(25_000);
    expect(statuses.filter((status) => status === '408').length).toBeLessThanOrEqual(500);
    expect(statuses.filter((status) => status === '408').length).toBeGreaterThan(400);
    expect(statuses.filter((status) => status === '503').length).toBeGreaterThanOrEqual(100);
    expect((await stop('SIGTERM')).stderr).toContain('20 bodies stored');
  });

  test('hold at most 64 MiB together', async () => {
    const { url, child, stop } = await start(newFolder(), ['--hmac-payload', '{body}'], {
      env: { TURNLINE_HMAC_KEY: KEY },
    });
    const large = Buffer.alloc(9 << 20, ' ');
    const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${large.length + 1}\r\n\r\n`;
    const answers: string[] = [];
    const slow = Array.from({ length: 20 }, () =>
      raw(url, `${head}${large}`, /(?!)/).then((answer) => answers.push(answer)),
    );
    // 7 of them fit.
    await expect.poll(() => answers.length, { timeout: 9_000 }).toBeGreaterThanOrEqual(13);
    expect((await post(url, BODY, signature)).status).toBe(200);
    expect(child.exitCode).toBeNull();
    await Promise.all(slow);
    expect((await stop('SIGTERM')).stderr).toContain('1 body stored');
  });

  test('do not come under two hosts', async () => {
    const { url } = await start(newFolder());
    const two = 'POST / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nContent-Length: 2\r\n\r\n{}';
    expect(await raw(url, two, /refused/)).toContain('HTTP/1.1 400');
  });
});
