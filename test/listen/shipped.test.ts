// Holds the shipped command to every promise of its help, started as a user would: real time, real variables, real signals.
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { start } from '../support/listening.ts';
import { ask, newFolder } from './setting.ts';

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
