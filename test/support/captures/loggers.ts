// Lists the captures that loggers and collectors of logs write: a JSON document around each message.
import { BODIES, SAID, TEXTS, timeOf } from './call.ts';
import { type Capture, capture, inOne, perDocument, perMessage } from './capture.ts';

const BUNYAN = { name: 'webhook', hostname: 'web-1', pid: 812, level: 30 };

/** A field of CSV in quotes. */
export function csvField(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

export const loggers: readonly Capture[] = [
  perDocument('pino', (index) => ({
    level: 30,
    time: SAID[index]!.at,
    pid: 812,
    hostname: 'web-1',
    body: BODIES[index],
    msg: 'webhook received',
  })),
  perDocument('pino-http', (index) => ({
    level: 30,
    time: SAID[index]!.at,
    req: { id: index, method: 'POST', url: '/webhook', headers: { host: 'a.example' }, body: BODIES[index] },
    res: { statusCode: 200 },
    msg: 'request completed',
  })),
  perDocument('winston, body as its message', (index) => ({
    level: 'info',
    message: TEXTS[index],
    timestamp: timeOf(index),
  })),
  perDocument('winston, body beside its message', (index) => ({
    level: 'info',
    message: 'webhook {"ok":true}',
    payload: BODIES[index],
    timestamp: timeOf(index),
  })),
  perDocument('bunyan', (index) => ({
    ...BUNYAN,
    body: BODIES[index],
    msg: 'webhook',
    time: timeOf(index),
    v: 0,
  })),
  perDocument('structlog', (index) => ({
    event: 'webhook received',
    payload: BODIES[index],
    level: 'info',
    timestamp: timeOf(index),
  })),
  perDocument('python-json-logger', (index) => ({
    asctime: timeOf(index),
    levelname: 'INFO',
    message: TEXTS[index],
  })),
  perDocument('logrus as JSON', (index) => ({ level: 'info', msg: TEXTS[index], time: timeOf(index) })),
  perDocument('zap', (index) => ({
    level: 'info',
    ts: SAID[index]!.at / 1000,
    caller: 'web/hook.go:41',
    msg: 'webhook',
    body: BODIES[index],
  })),
  perDocument('slog', (index) => ({
    time: timeOf(index),
    level: 'INFO',
    msg: 'webhook',
    request: { method: 'POST', body: TEXTS[index] },
  })),
  perDocument('Serilog', (index) => ({ '@t': timeOf(index), '@mt': 'Webhook {Body}', Body: TEXTS[index] })),
  perDocument('journald (journalctl -o json)', (index) => ({
    __REALTIME_TIMESTAMP: String(SAID[index]!.at * 1000),
    _SYSTEMD_UNIT: 'webhook.service',
    MESSAGE: TEXTS[index],
    PRIORITY: '6',
  })),
  perDocument('Fluent Bit', (index) => ({
    date: SAID[index]!.at / 1000,
    log: `${TEXTS[index]}\n`,
    stream: 'stdout',
    kubernetes: { pod_name: 'web-1', labels: { app: 'web' } },
  })),
  perDocument('Vector', (index) => ({
    host: 'web-1',
    message: TEXTS[index],
    source_type: 'docker_logs',
    timestamp: timeOf(index),
  })),
  perDocument('Loki (logcli -o jsonl)', (index) => ({
    labels: { app: 'web' },
    line: TEXTS[index],
    timestamp: timeOf(index),
  })),
  inOne(
    'Loki (query API)',
    (index) => [String(SAID[index]!.at * 1_000_000), TEXTS[index]],
    (values) => ({
      status: 'success',
      data: { resultType: 'streams', result: [{ stream: { app: 'web' }, values }] },
    }),
  ),
  inOne(
    'Elasticsearch hits',
    (index) => ({ _index: 'logs', _source: { '@timestamp': timeOf(index), message: TEXTS[index] } }),
    (hits) => ({ took: 3, hits: { total: { value: 12 }, hits } }),
  ),
  inOne(
    'Datadog (logs API)',
    (index) => ({
      id: `AQ${index}`,
      type: 'log',
      attributes: {
        timestamp: timeOf(index),
        service: 'web',
        message: TEXTS[index],
        attributes: { env: 'prod' },
      },
    }),
    (data) => ({ data, meta: { status: 'done' } }),
  ),
  capture(
    'Datadog (CSV)',
    `Date,Host,Service,Message\n${TEXTS.map((text, index) => `"${timeOf(index)}","web-1","web",${csvField(text)}\n`).join('')}`,
    { file: 'capture.csv' },
  ),
  perMessage('Sumo Logic and other CSV with more columns', (index) =>
    index < 0 ? '' : `${index},${csvField(timeOf(index))},${csvField(TEXTS[index]!)},"web, 1",200`,
  ),
];
