// Holds the receiver to what it refuses: each with its status, a line in the log without the body or a secret, and no harm done.
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { SIGNATURE_DEFAULTS, type SignatureRules } from '../../src/listen/rules.ts';
import { unknownPlaceholders } from '../../src/listen/signature.ts';
import { ask, raw, type Site, site } from './setting.ts';

const PAYLOAD = '{"payload":"of a caller"}';
const SECRET = 'correct horse';

/** What was refused is in the log without what it held, and the next request is stored. */
async function unharmed(one: Site, status: number, headers = {}): Promise<void> {
  expect(one.log.at(-1)).toMatch(new RegExp(`^refused with ${status} a request from 127\\.0\\.0\\.1: `));
  for (const hidden of ['payload', 'caller', SECRET]) expect(one.log.join('\n')).not.toContain(hidden);
  expect((await one.post('{}', headers)).status).toBe(200);
  await one.close();
  expect(one.bodies().map(String)).toEqual(['{}']);
}

test.each([['evil.example'], ['127.0.0.1.evil.example'], ['localhost.evil.example:80'], ['[::2]:4242']])(
  'the host %s',
  async (host) => {
    const one = await site();
    expect((await one.post(PAYLOAD, { host })).status).toBe(403);
    await unharmed(one, 403);
  },
);

test.each([['localhost'], ['LOCALHOST:1'], ['[::1]:4242'], ['mine.example']])(
  'the host %s is welcome',
  async (host) => {
    const one = await site({ gate: { hosts: ['mine.example'], secret: null } });
    expect((await one.post('{}', { host })).status).toBe(200);
  },
);

test('web pages', async () => {
  const one = await site();
  expect((await one.post(PAYLOAD, { origin: 'https://evil.example' })).status).toBe(403);
  await unharmed(one, 403);
});

test('a missing secret, and another', async () => {
  const one = await site({ gate: { hosts: [], secret: SECRET } });
  expect((await one.post(PAYLOAD)).status).toBe(401);
  expect((await one.post(PAYLOAD, { 'x-vapi-secret': `${SECRET}r` })).status).toBe(401);
  expect((await one.post(PAYLOAD, { authorization: 'Bearer caller' })).status).toBe(401);
  await unharmed(one, 401, { authorization: `Bearer ${SECRET}` });
});

test('a secret as Vapi sends it', async () => {
  const one = await site({ gate: { hosts: [], secret: SECRET } });
  expect((await one.post('{}', { 'X-Vapi-Secret': SECRET })).status).toBe(200);
});

const NOW = 1_786_000_000_000;
const RULES: SignatureRules = { ...SIGNATURE_DEFAULTS, key: Buffer.from(SECRET) };
const signed = (
  text: string,
  { algorithm, key, signatureEncoding, signaturePrefix }: SignatureRules,
): string => signaturePrefix + createHmac(algorithm, key).update(text).digest(signatureEncoding);

test.each([
  ['by the defaults', RULES, (body: string, at: string) => `${at}.${body}`],
  [
    'of the body alone',
    { ...RULES, payloadFormat: '{body}', signaturePrefix: 'sha256=' },
    (body: string) => body,
  ],
  [
    'as Svix does',
    {
      ...RULES,
      payloadFormat: '{svix-id}.{timestamp}.{body}',
      signatureEncoding: 'base64',
      signaturePrefix: 'v1,',
    },
    (body: string, at: string) => `msg_1.${at}.${body}`,
  ],
  [
    'with sha512',
    { ...RULES, algorithm: 'sha512', payloadFormat: '{method}{body}' },
    (body: string) => `POST${body}`,
  ],
] as [string, SignatureRules, (body: string, at: string) => string][])(
  'signed %s',
  async (_, rules, textOf) => {
    const one = await site({ signature: rules, epochMs: () => NOW });
    const headersFor = (body: string, at = String(NOW / 1000)) => ({
      'x-signature': signed(textOf(body, at), rules),
      'x-timestamp': at,
      'svix-id': 'msg_1',
    });
    const right = headersFor('{}');
    expect((await one.post(PAYLOAD, right)).status).toBe(401);
    expect((await one.post(PAYLOAD, { ...headersFor(PAYLOAD), 'x-signature': 'caller' })).status).toBe(401);
    expect((await one.post(PAYLOAD, {})).status).toBe(401);
    if (rules.payloadFormat.includes('{timestamp}')) {
      expect((await one.post('{}', { ...right, 'x-timestamp': String(NOW / 1000 + 1) })).status).toBe(401);
      for (const awayS of [-301, 301]) {
        const replayed = await one.post(PAYLOAD, headersFor(PAYLOAD, String(NOW / 1000 + awayS)));
        expect(replayed.status).toBe(401);
        expect(one.log.at(-1)).toContain('301 s away from now');
      }
      expect((await one.post(PAYLOAD, headersFor(PAYLOAD, 'soon'))).status).toBe(401);
    }
    await unharmed(one, 401, right);
  },
);

test('a format that cannot be filled in is known', () => {
  expect(unknownPlaceholders('{url}.{timestamp}.{body}{x}')).toEqual(['{url}', '{x}']);
});

test('a body over the limit, told or not', async () => {
  const one = await site({ maxBody: 1 << 20 });
  const large = Buffer.alloc((1 << 20) + 1, PAYLOAD);
  expect((await one.post(large)).status).toBe(413);
  expect((await one.post(large, { 'transfer-encoding': 'chunked' })).status).toBe(413);
  await unharmed(one, 413);
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('a bomb packed by %s', async (encoding, pack) => {
  const one = await site();
  const bomb = pack(Buffer.alloc(32 << 20));
  expect(bomb.length).toBeLessThan(1 << 20);
  expect((await one.post(bomb, { 'content-encoding': encoding })).status).toBe(413);
  await unharmed(one, 413);
});

test('a body is stored unpacked', async () => {
  const one = await site();
  expect((await one.post(gzipSync(PAYLOAD), { 'content-encoding': 'gzip' })).status).toBe(200);
  expect((await one.post(brotliCompressSync(PAYLOAD), { 'content-encoding': 'BR' })).status).toBe(200);
  await one.close();
  expect(one.bodies().map(String)).toEqual([PAYLOAD, PAYLOAD]);
});

test('what is packed otherwise, or not as it says', async () => {
  const one = await site();
  expect((await one.post(PAYLOAD, { 'content-encoding': 'zstd' })).status).toBe(415);
  expect((await one.post(PAYLOAD, { 'content-encoding': 'gzip' })).status).toBe(400);
  await unharmed(one, 400);
});

test('more than may be held at once', async () => {
  const one = await site({ maxHeld: 1000 });
  const answered = await one.post(Buffer.alloc(1001, PAYLOAD));
  expect(answered).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  await unharmed(one, 503);
});

test('other methods', async () => {
  const one = await site();
  for (const method of ['DELETE', 'OPTIONS', 'GET', 'PATCH', 'PUT'])
    expect(await ask(`${one.url}/x`, method, method.startsWith('P') ? PAYLOAD : undefined)).toMatchObject({
      status: 405,
      headers: { allow: 'POST' },
    });
  await unharmed(one, 405);
});

test.each([
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/x',
  '//evil.example/',
  '/a?call=../x',
  'http://evil.example/',
])('the path %s is of no account', async (path) => {
  const one = await site({}, { name: '{call}.ndjson' });
  const body = '{"message":{"type":"hang","call":{"id":"../../x"}}}';
  const text = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  expect(await raw(one.url, text, /\{\}$/)).toContain('HTTP/1.1 200');
  await one.close();
  expect(one.bodies('______x.ndjson').map(String)).toEqual([body]);
});

test('a head that is too large, or no head', async () => {
  const one = await site();
  const large = `POST / HTTP/1.1\r\nHost: localhost\r\nX: ${'payload'.repeat(10_000)}\r\n\r\n`;
  expect(await raw(one.url, large, /\r\n\r\n/)).toContain('HTTP/1.1 431');
  expect(await raw(one.url, 'payload\r\n\r\n', /\r\n\r\n/)).toContain('HTTP/1.1 400');
  await unharmed(one, 400);
});

test('senders that take their time', async () => {
  const one = await site({}, {}, { headersMs: 200, requestMs: 400 });
  const slowHead = raw(one.url, 'POST / HTTP/1.1\r\nHost: loc', /\r\n\r\n/);
  const slowBody = raw(
    one.url,
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\npay',
    /\r\n\r\n/,
  );
  expect(await slowHead).toContain('HTTP/1.1 408');
  expect(await slowBody).toContain('HTTP/1.1 408');
  await expect.poll(() => one.log.length).toBe(2);
  for (const line of one.log) expect(line).toMatch(/^refused with 408 .*: it took too long to send$/);
  expect((await one.post('{}')).status).toBe(200);
  await one.close();
  expect(one.bodies().map(String)).toEqual(['{}']);
});

test.each(['127.0.0.1', 'localhost', 'evil.example'])('two hosts, of which the other is %s', async (host) => {
  const one = await site();
  for (const hosts of [`Host: localhost\r\nHost: ${host}`, `hOST: ${host}\r\nHost: localhost`]) {
    const text = `POST / HTTP/1.1\r\n${hosts}\r\nContent-Length: ${PAYLOAD.length}\r\n\r\n${PAYLOAD}`;
    expect(await raw(one.url, text, /refused/)).toContain('HTTP/1.1 400');
  }
  await unharmed(one, 400);
});

describe('senders that have not proved who they are', () => {
  const signature: SignatureRules = { ...RULES, payloadFormat: '{body}' };
  const right = { 'x-signature': signed('{}', signature) };
  const begun = (rest: string, headers = '', length = 999) =>
    `POST / HTTP/1.1\r\nHost: localhost\r\n${headers}Content-Length: ${length}\r\n\r\n${rest}`;
  const NEVER = /(?!)/;
  const PLENTY = { ms: 60_000, requests: 100, bytes: 1 << 20 };

  test('have less time for a body', async () => {
    const one = await site({ signature, strangers: { ...PLENTY, ms: 200 } });
    expect(await raw(one.url, begun('pay'), NEVER)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(one.log).toEqual(['refused with 408 a request from 127.0.0.1: it took too long to send']);
    await unharmed(one, 408, right);
  });

  test('lose their connection with the answer, if their body does not end', async () => {
    const gate = { hosts: [], secret: SECRET };
    const one = await site({ gate, strangers: { ...PLENTY, ms: 200 } });
    const answer = await raw(one.url, begun('pay'), NEVER);
    expect(answer).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n/);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(one.log).toHaveLength(1);
    await unharmed(one, 401, { 'x-vapi-secret': SECRET });
  });

  test.each<[string, SignatureRules | null]>([
    ['that sign', signature],
    ['of whom nothing is asked', null],
  ])('%s make room for others when they are many: the oldest first', async (_, rules) => {
    const one = await site({ signature: rules, strangers: { ...PLENTY, requests: 3 } });
    const ends: number[] = [];
    const slow: Promise<unknown>[] = [];
    for (const n of [1, 2, 3]) {
      const opened = new Promise<void>((resolve) => {
        const ended = raw(one.url, begun('pay', 'Expect: 100-continue\r\n'), NEVER, resolve);
        slow.push(ended.then((answer) => ends.push(answer.includes('HTTP/1.1 503') ? n : -n)));
      });
      await opened;
    }
    expect((await one.post('{}', right)).status).toBe(200);
    await slow[0];
    // Now there is room.
    expect((await one.post('{}', right)).status).toBe(200);
    expect(ends).toEqual([1]);
    expect(one.log).toEqual(['refused with 503 a request from 127.0.0.1: it made room for newer requests']);
  });

  test('hold little memory together', async () => {
    const one = await site({ signature, strangers: { ...PLENTY, bytes: 1000 } });
    const first = raw(one.url, begun('x'.repeat(600)), NEVER);
    const second = raw(one.url, begun('x'.repeat(600)), NEVER);
    expect(await Promise.race([first, second])).toContain('HTTP/1.1 503');
    expect((await one.post('{}', right)).status).toBe(200);
    expect(one.log).toHaveLength(1);
  });

  test('are known by their secret, and then have the time of others', async () => {
    const one = await site({
      gate: { hosts: [], secret: SECRET },
      strangers: { ms: 200, requests: 1, bytes: 1 },
    });
    const slow = connect(Number(new URL(one.url).port), '127.0.0.1');
    slow.write(begun('{"slow', `X-Vapi-Secret: ${SECRET}\r\n`, 11));
    // When this one is over, so would be the time of the other.
    expect(await raw(one.url, begun('pay'), NEVER)).toContain('HTTP/1.1 401');
    const answer = new Promise((resolve) => slow.once('data', (data) => resolve(String(data))));
    slow.write('":1} ');
    expect(await answer).toContain('HTTP/1.1 200');
    slow.destroy();
  });

  test('are not waited for once their body is whole, however long the answer takes', async () => {
    let give: () => void = () => {};
    const given = new Promise<void>((resolve) => {
      give = resolve;
    });
    const answer = { status: 200, reason: 'OK', headers: [], body: Buffer.from('late') };
    const forwarder = { pass: () => given.then(() => answer) };
    const one = await site({ signature, forwarder, strangers: { ...PLENTY, ms: 200 } });
    const posted = one.post('{}', right);
    await expect.poll(() => one.receiver.counts.stored).toBe(1);
    expect(await raw(one.url, begun('pay'), NEVER)).toContain('HTTP/1.1 408');
    give();
    expect(await posted).toMatchObject({ status: 200, text: 'late' });
  });
});

test('a sender that goes away in the midst of a body', async () => {
  const one = await site();
  const [, port] = /:(\d+)$/.exec(one.url) ?? [];
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    'POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 99\r\n\r\npayload',
  );
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
  await expect.poll(() => one.log.length).toBe(1);
  await unharmed(one, 400);
});

test('more connections than are taken', async () => {
  const one = await site({}, {}, { connections: 2 });
  const [, port] = /:(\d+)$/.exec(one.url) ?? [];
  const idle = [1, 2, 3].map(() => connect(Number(port), '127.0.0.1').on('error', () => {}));
  await expect.poll(() => one.log.at(-1) ?? '').toContain('there are 2 connections already');
  for (const socket of idle) socket.destroy();
  await expect
    .poll(() =>
      one.post('{}').then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

test('the state of health', async () => {
  const one = await site({ gate: { hosts: [], secret: SECRET } });
  await one.post('{}', { 'x-vapi-secret': SECRET });
  await one.post(PAYLOAD);
  const { status, text } = await ask(`${one.url}/healthz`, 'GET', undefined);
  expect([status, JSON.parse(text)]).toMatchObject([
    200,
    { status: 'ok', stored: 1, bytes: 2, refused: 1, lost: 0 },
  ]);
});

test('what cannot be stored is not said to be', async () => {
  const failing = { append: () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })) };
  const one = await site({ store: failing });
  expect((await one.post(PAYLOAD)).status).toBe(503);
  expect(one.log).toEqual(['a body could not be stored: no space left on the device; answered with 503']);
  expect((await ask(`${one.url}/healthz`, 'GET', undefined)).status).toBe(503);
});

test('open requests are answered when no more are taken', async () => {
  const one = await site({}, {}, { drainMs: 5_000 });
  const [, port] = /:(\d+)$/.exec(one.url) ?? [];
  const socket = connect(Number(port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{');
  await new Promise((resolve) => socket.once('data', resolve));
  const closing = one.close();
  await expect(one.post('{}')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  const before = Date.now();
  socket.write('}');
  await closing;
  expect(Date.now() - before).toBeLessThan(2_000);
  expect(answer).toContain('HTTP/1.1 200');
  expect(one.bodies().map(String)).toEqual(['{}']);
});
