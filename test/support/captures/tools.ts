// Lists the captures that browsers, inspectors of webhooks, automation tools, brokers and databases export.
import { BODIES, SAID, TEXTS, timeOf } from './call.ts';
import { type Capture, capture, inOne, perDocument } from './capture.ts';
import { csvField } from './loggers.ts';

const POSTED = { mimeType: 'application/json' };

/** A request as it went over the wire. */
function raw(index: number): string {
  return `POST /webhook HTTP/1.1\r\nHost: a.example\r\nContent-Type: application/json\r\n\r\n${TEXTS[index]}`;
}

export const tools: readonly Capture[] = [
  inOne(
    'HAR, bodies of requests',
    (index) => ({
      startedDateTime: timeOf(index),
      request: {
        method: 'POST',
        url: 'https://a.example/webhook',
        headers: [],
        postData: { ...POSTED, text: TEXTS[index] },
      },
      response: { status: 200, content: { size: 2, mimeType: 'application/json', text: '{}' } },
    }),
    (entries) => ({ log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, entries } }),
  ),
  inOne(
    'HAR, messages of a web socket',
    (index) => ({ type: 'receive', time: SAID[index]!.at / 1000, opcode: 1, data: TEXTS[index] }),
    (_webSocketMessages) => ({
      log: { version: '1.2', entries: [{ request: { method: 'GET' }, _webSocketMessages }] },
    }),
  ),
  inOne(
    'n8n, items of a webhook node',
    (index) => ({
      headers: { host: 'n8n.example' },
      params: {},
      query: {},
      body: BODIES[index],
      webhookUrl: 'https://n8n.example/webhook/1',
    }),
    (items) => items,
  ),
  inOne(
    'n8n, items with json',
    (index) => ({ json: { headers: {}, body: BODIES[index] }, pairedItem: { item: index } }),
    (items) => items,
  ),
  inOne(
    'n8n, an execution',
    (index) => ({ json: { headers: {}, params: {}, query: {}, body: BODIES[index] } }),
    (items) => ({
      id: '231',
      finished: true,
      data: {
        startData: {},
        resultData: { runData: { Webhook: [{ startTime: SAID[0]!.at, data: { main: [items] } }] } },
      },
    }),
  ),
  inOne(
    'ngrok inspector',
    (index) => ({
      uri: `/api/requests/http/${index}`,
      start: timeOf(index),
      request: { method: 'POST', uri: '/webhook', raw: Buffer.from(raw(index)).toString('base64') },
    }),
    (requests) => ({ uri: '/api/requests/http', requests }),
    { places: 'its 4 characters of base64' },
  ),
  inOne(
    'webhook.site',
    (index) => ({
      uuid: `u${index}`,
      method: 'POST',
      content: TEXTS[index],
      created_at: timeOf(index).slice(0, 19).replace('T', ' '),
    }),
    (data) => ({ data, total: 12, per_page: 50 }),
  ),
  capture(
    'webhook.site (CSV)',
    `uuid,type,content,created_at\n${TEXTS.map((text, index) => `u${index},web,${csvField(text)},${timeOf(index)}\n`).join('')}`,
    { file: 'capture.csv' },
  ),
  perDocument('Pipedream and RequestBin', (index) => ({
    event: { method: 'POST', path: '/', headers: {}, body: BODIES[index] },
    timestamp: timeOf(index),
  })),
  inOne(
    'Hookdeck',
    (index) => ({
      id: `req_${index}`,
      created_at: timeOf(index),
      data: { headers: {}, body: BODIES[index], path: '/' },
    }),
    (models) => ({ pagination: { limit: 100 }, count: 12, models }),
  ),
  inOne(
    'Svix',
    (index) => ({ id: `msg_${index}`, eventType: 'vapi', payload: BODIES[index], timestamp: timeOf(index) }),
    (data) => ({ data, done: true }),
  ),
  inOne(
    'Postman collection',
    (index) => ({
      name: `webhook ${index}`,
      request: { method: 'POST', body: { mode: 'raw', raw: TEXTS[index] } },
    }),
    (item) => ({ info: { name: 'webhooks' }, item }),
  ),
  inOne(
    'RabbitMQ management',
    (index) => ({
      payload_bytes: TEXTS[index]!.length,
      exchange: '',
      routing_key: 'vapi',
      payload: TEXTS[index],
      payload_encoding: 'string',
    }),
    (messages) => messages,
  ),
  perDocument('Kafka (kcat -J)', (index) => ({
    topic: 'vapi',
    partition: 0,
    offset: index,
    tstype: 'create',
    ts: SAID[index]!.at,
    payload: TEXTS[index],
  })),
  perDocument('Kafka (REST proxy)', (index) => ({
    topic: 'vapi',
    key: null,
    value: BODIES[index],
    partition: 0,
    offset: index,
  })),
  perDocument('rows of a database', (index) => ({
    id: index,
    received_at: timeOf(index),
    payload: BODIES[index],
  })),
  capture(
    'rows of a database (CSV)',
    `id,payload,received_at\n${TEXTS.map((text, index) => `${index},${csvField(text)},${timeOf(index)}\n`).join('')}`,
    { file: 'capture.csv' },
  ),
  perDocument('mongoexport', (index) => ({
    _id: { $oid: `66c1${index}` },
    receivedAt: { $date: timeOf(index) },
    ...BODIES[index],
  })),
  perDocument('CloudEvents', (index) => ({
    specversion: '1.0',
    type: 'vapi',
    source: '/hook',
    id: `${index}`,
    time: timeOf(index),
    data: BODIES[index],
  })),
  inOne(
    'Zapier and Make, lists of bundles',
    (index) => ({ bundle: index, body: TEXTS[index] }),
    (bundles) => bundles,
  ),
];
