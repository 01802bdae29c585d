// Holds the shipped command to every promise of its help, started as a user would: real time, real variables, real signals.
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refused, start } from '../support/listening.ts';
import { ask, newFolder, raw } from './setting.ts';

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
