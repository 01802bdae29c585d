// Holds forwarding to its promises: everything goes on and comes back as it is, and no other server can cost a capture.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { Forwarder } from '../../src/listen/forward.ts';
import { ask, type Site, site } from './setting.ts';

async function behind(handle: RequestListener): Promise<URL> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/vapi?x=1`);
}

async function siteBefore(url: URL, rules = {}): Promise<Site> {
  const forwarder = await Forwarder.to({ url, timeoutMs: 300, maxAnswerBytes: 1 << 20, atOnce: 4, ...rules });
  onTestFinished(() => forwarder.close());
  return site({ forwarder });
}

test('a request goes on as it came, and its answer comes back', async () => {
  const seen: {
    method?: string | undefined;
    url?: string | undefined;
    headers: NodeJS.Dict<unknown>;
    body: Buffer;
  }[] = [];
  const url = await behind((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: Buffer.concat(chunks),
      });
      response.writeHead(201, 'Made', {
        'Content-Type': 'text/x',
        'X-Two': ['a', 'b'],
        Connection: 'X-Hop',
        'X-Hop': '1',
      });
      response.end('{"results":[]}');
    });
  });
  const one = await siteBefore(url);
  const sent = gzipSync('{"message":{}}');
  const headers = {
    'content-encoding': 'gzip',
    'X-Vapi-Secret': 's',
    connection: 'keep-alive, x-gone',
    'x-gone': '1',
  };
  const answer = await one.post(sent, headers, '/elsewhere');
  expect(answer).toMatchObject({ status: 201, text: '{"results":[]}' });
  expect(answer.headers).toMatchObject({ 'content-type': 'text/x', 'x-two': 'a, b' });
  expect(answer.headers).not.toHaveProperty('x-hop');
  expect(seen).toMatchObject([{ method: 'POST', url: '/vapi?x=1', body: sent }]);
  expect(seen[0]!.headers).toMatchObject({
    'content-encoding': 'gzip',
    'x-vapi-secret': 's',
    host: url.host,
  });
  expect(seen[0]!.headers).not.toHaveProperty('x-gone');
  await one.close();
  expect(one.bodies().map(String)).toEqual(['{"message":{}}']);
});

test.each<[string, RequestListener, number]>([
  ['that never answers', () => {}, 504],
  ['that stops in the midst of its answer', (_, response) => void response.write('{'), 504],
  ['that breaks the connection', (request) => request.socket.destroy(), 502],
  ['that breaks off its answer', (_, response) => response.write('{', () => response.destroy()), 502],
  ['that answers without end', (_, response) => void response.end(Buffer.alloc(2 << 20)), 502],
])('a server %s costs no capture', async (_, handle, status) => {
  const one = await siteBefore(await behind(handle));
  expect((await one.post('{"payload":1}')).status).toBe(status);
  expect(one.log).toHaveLength(1);
  expect(one.log[0]).toMatch(new RegExp(`^answered with ${status}: 127\\.0\\.0\\.1:\\d+ gave no answer`));
  expect(one.log[0]).not.toContain('payload');
  await one.close();
  expect(one.bodies().map(String)).toEqual(['{"payload":1}']);
});

test('a server that is not there costs no capture', async () => {
  const one = await siteBefore(new URL('http://127.0.0.1:1/'));
  expect((await one.post('{}')).status).toBe(502);
  expect(one.log).toEqual(['answered with 502: 127.0.0.1:1 gave no answer: nobody listens there']);
  await one.close();
  expect(one.bodies().map(String)).toEqual(['{}']);
});

test('a server that fails is passed on as it is', async () => {
  const one = await siteBefore(await behind((_, response) => response.writeHead(500).end('no')));
  expect(await one.post('{}')).toMatchObject({ status: 500, text: 'no' });
});

test('an empty answer', async () => {
  const one = await siteBefore(await behind((_, response) => response.writeHead(204).end()));
  expect(await one.post('{}')).toMatchObject({ status: 204, text: '' });
});

test('no more requests are there at once than may be', async () => {
  let [now, most, answered] = [0, 0, 0];
  const held: (() => void)[] = [];
  const total = 40;
  const url = await behind((request, response) => {
    most = Math.max(most, ++now);
    request.resume();
    held.push(() => {
      now--;
      answered++;
      response.end('{}');
    });
  });
  const one = await siteBefore(url, { timeoutMs: 5_000 });
  const posts = Array.from({ length: total }, () => one.post('{}'));
  await expect.poll(() => one.bodies().length).toBe(total);
  while (answered < total) {
    await expect.poll(() => held.length).toBe(Math.min(4, total - answered));
    for (const answer of held.splice(0)) answer();
  }
  const answers = await Promise.all(posts);
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(most).toBe(4);
});

test('a server that is this one is told from others', async () => {
  const front: { url?: URL } = {};
  const url = await behind((request, response) => {
    ask(String(front.url), 'POST', '{}', { via: request.headers.via }).then(({ status }) => {
      response.writeHead(status).end();
    });
  });
  const one = await siteBefore(url);
  front.url = new URL(one.url);
  expect((await one.post('{}')).status).toBe(508);
});

test('what cannot be stored goes on all the same', async () => {
  const url = await behind((_, response) => response.end('{"ok":1}'));
  const forwarder = await Forwarder.to({ url, timeoutMs: 300, maxAnswerBytes: 1 << 20, atOnce: 4 });
  onTestFinished(() => forwarder.close());
  const one = await site({
    forwarder,
    store: { append: () => Promise.reject(Object.assign(new Error(), { code: 'EIO' })) },
  });
  expect(await one.post('{}')).toMatchObject({ status: 200, text: '{"ok":1}' });
  expect(one.log).toEqual(['a body could not be stored: input/output error; passed on all the same']);
});
