// Lists the captures that clouds make: their logs, the events of their functions, their queues and topics.
import { gzipSync } from 'node:zlib';
import { BODIES, SAID, TEXTS, timeOf } from './call.ts';
import { type Capture, capture, inOne, perDocument } from './capture.ts';
import { csvField } from './loggers.ts';

function base64(text: string | Buffer): string {
  return Buffer.from(text).toString('base64');
}

const SUBSCRIPTION = {
  messageType: 'DATA_MESSAGE',
  owner: '123456789012',
  logGroup: '/aws/lambda/webhook',
  logStream: '2026/08/18/[$LATEST]0c5be2d7',
  logEvents: TEXTS.map((message, index) => ({ id: String(index), timestamp: SAID[index]!.at, message })),
};

const BY_BASE64 = { places: 'its 4 characters of base64' } as const;

export const clouds: readonly Capture[] = [
  inOne(
    'CloudWatch get-log-events',
    (index) => ({
      timestamp: SAID[index]!.at,
      message: `${TEXTS[index]}\n`,
      ingestionTime: SAID[index]!.at + 800,
    }),
    (events) => ({ events, nextForwardToken: 'f/1', nextBackwardToken: 'b/1' }),
  ),
  inOne(
    'CloudWatch filter-log-events',
    (index) => ({
      logStreamName: 'web/1',
      timestamp: SAID[index]!.at,
      message: `${timeOf(index)}\t8f1a6f0e\tINFO\t${TEXTS[index]}\n`,
      eventId: String(index),
    }),
    (events) => ({ events, searchedLogStreams: [] }),
  ),
  perDocumentOnce('CloudWatch subscription', {
    awslogs: { data: base64(gzipSync(JSON.stringify(SUBSCRIPTION), { level: 9 })) },
  }),
  inOne(
    'CloudWatch Logs Insights',
    (index) => [
      { field: '@timestamp', value: clockOfInsights(index) },
      { field: '@message', value: TEXTS[index] },
      { field: '@ptr', value: `CmEK${index}` },
    ],
    (results) => ({ results, statistics: { recordsMatched: 12 }, status: 'Complete' }),
  ),
  capture(
    'CloudWatch Logs Insights (CSV)',
    `@timestamp,@message\n${TEXTS.map((text, index) => `${clockOfInsights(index)},${csvField(text)}\n`).join('')}`,
    { file: 'capture.csv' },
  ),
  perDocument('API Gateway event', (index) => ({
    version: '2.0',
    routeKey: 'POST /webhook',
    headers: { 'content-type': 'application/json' },
    requestContext: { http: { method: 'POST' }, timeEpoch: SAID[index]!.at },
    body: TEXTS[index],
    isBase64Encoded: false,
  })),
  perDocument(
    'API Gateway event in base64',
    (index) => ({ version: '2.0', headers: {}, body: base64(TEXTS[index]!), isBase64Encoded: true }),
    BY_BASE64,
  ),
  inOne(
    'SQS event',
    (index) => ({
      messageId: `m${index}`,
      body: TEXTS[index],
      attributes: { SentTimestamp: String(SAID[index]!.at) },
    }),
    (Records) => ({ Records }),
  ),
  inOne(
    'SNS event',
    (index) => ({
      EventSource: 'aws:sns',
      Sns: { Type: 'Notification', Message: TEXTS[index], Timestamp: timeOf(index) },
    }),
    (Records) => ({ Records }),
  ),
  inOne(
    'SNS in SQS',
    (index) => ({
      messageId: `m${index}`,
      body: JSON.stringify({ Type: 'Notification', Message: TEXTS[index], Timestamp: timeOf(index) }),
    }),
    (Records) => ({ Records }),
  ),
  inOne(
    'aws sqs receive-message',
    (index) => ({ MessageId: `m${index}`, ReceiptHandle: 'AQEB', Body: TEXTS[index] }),
    (Messages) => ({ Messages }),
  ),
  perDocument('EventBridge event', (index) => ({
    version: '0',
    'detail-type': 'vapi',
    time: timeOf(index),
    detail: BODIES[index],
  })),
  inOne(
    'Kinesis event',
    (index) => ({ kinesis: { partitionKey: '1', data: base64(TEXTS[index]!) }, eventSource: 'aws:kinesis' }),
    (Records) => ({ Records }),
    BY_BASE64,
  ),
  inOne(
    'Google Cloud Logging, jsonPayload',
    (index) => ({
      insertId: `i${index}`,
      jsonPayload: BODIES[index],
      timestamp: timeOf(index),
      severity: 'INFO',
    }),
    (entries) => entries,
  ),
  inOne(
    'Google Cloud Logging, textPayload',
    (index) => ({
      insertId: `i${index}`,
      textPayload: `Received: ${TEXTS[index]}`,
      timestamp: timeOf(index),
    }),
    (entries) => entries,
  ),
  inOne(
    'Google Cloud Logging, jsonPayload with a body',
    (index) => ({ jsonPayload: { message: 'webhook', body: BODIES[index] }, timestamp: timeOf(index) }),
    (entries) => entries,
  ),
  inOne(
    'Pub/Sub pull',
    (index) => ({
      ackId: 'a',
      message: { data: base64(TEXTS[index]!), messageId: `${index}`, publishTime: timeOf(index) },
    }),
    (received) => received,
    BY_BASE64,
  ),
  inOne(
    'Azure Monitor query',
    (index) => [timeOf(index), TEXTS[index], 'web'],
    (rows) => ({
      tables: [{ name: 'PrimaryResult', columns: [{ name: 'TimeGenerated', type: 'datetime' }], rows }],
    }),
  ),
  perDocument('Cloudflare (wrangler tail --format json)', (index) => ({
    outcome: 'ok',
    event: { request: { url: 'https://a.example/webhook', method: 'POST' } },
    logs: [{ message: [TEXTS[index]], level: 'log', timestamp: SAID[index]!.at }],
    eventTimestamp: SAID[index]!.at,
  })),
  perDocument('Vercel log drain', (index) => ({
    id: `${index}`,
    message: TEXTS[index],
    timestamp: SAID[index]!.at,
    source: 'lambda',
  })),
];

function perDocumentOnce(name: string, document: unknown): Capture {
  return capture(name, `${JSON.stringify(document)}\n`, {
    places: 'the beginning of its base64',
    file: 'capture.json',
  });
}

/** `2026-08-18 09:02:12.000` */
function clockOfInsights(index: number): string {
  return timeOf(index).slice(0, 23).replace('T', ' ');
}
