// Turns the twelve messages into captures of any number of layers: what each layer may be, and what may stand within what.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { CodedText, Coding } from '../coding.ts';
import { BODIES, MARK, SAID, timeOf } from './call.ts';
import type { Exactness } from './capture.ts';
import { csvField } from './loggers.ts';

/** What a wrapper is made of: the document in it, and the number of the message. */
type Wrap = (inner: unknown, index: number) => unknown;

function text(inner: unknown): string {
  return typeof inner === 'string' ? inner : JSON.stringify(inner);
}

const OBJECTS: Readonly<Record<string, Wrap>> = {
  pino: (body, index) => ({ level: 30, time: SAID[index]!.at, body, msg: 'webhook {' }),
  'pino-http': (body, index) => ({ level: 30, time: SAID[index]!.at, req: { method: 'POST', body } }),
  structlog: (payload) => ({ event: 'webhook received', payload }),
  'turnline listen': (body, index) => ({ receivedAt: timeOf(index), headers: {}, body }),
  EventBridge: (detail) => ({ 'detail-type': 'vapi', detail }),
  jsonPayload: (jsonPayload) => ({ insertId: 'i', jsonPayload }),
  n8n: (body) => ({ json: { headers: {}, body } }),
  'Kafka REST': (value) => ({ topic: 'vapi', key: null, value }),
  unknown: (inner) => ({ first: [], second: { third: inner }, fourth: 4 }),
};

const STRINGS: Readonly<Record<string, Wrap>> = {
  winston: (inner, index) => ({ level: 'info', message: text(inner), timestamp: timeOf(index) }),
  logrus: (inner, index) => ({ time: timeOf(index), level: 'info', msg: `got ${text(inner)}` }),
  Lambda: (inner) => ({ version: '2.0', body: text(inner), isBase64Encoded: false }),
  journald: (inner) => ({ MESSAGE: text(inner), PRIORITY: '6' }),
  'Fluent Bit': (inner) => ({ log: `${text(inner)}\n`, stream: 'stdout' }),
  SNS: (inner) => ({ Type: 'Notification', Message: text(inner) }),
  Loki: (inner) => ({ labels: {}, line: text(inner) }),
  'indented string': (inner) => ({
    data: JSON.stringify(typeof inner === 'string' ? { inner } : inner, null, 2),
  }),
  unknown: (inner) => ({ some: [['name', text(inner)]] }),
};

const BASE64: Readonly<Record<string, Wrap>> = {
  'Lambda in base64': (inner) => ({
    body: Buffer.from(text(inner)).toString('base64'),
    isBase64Encoded: true,
  }),
  'Pub/Sub': (inner) => ({ ackId: 'a', message: { data: Buffer.from(text(inner)).toString('base64') } }),
};

/** All documents in one. */
const BATCHES: Readonly<Record<string, (items: readonly unknown[]) => unknown>> = {
  array: (items) => items,
  SQS: (items) => ({ Records: items.map((item) => ({ body: text(item) })) }),
  CloudWatch: (items) => ({ events: items.map((item) => ({ timestamp: 1, message: text(item) })) }),
  Insights: (items) => ({ results: items.map((item) => [{ field: '@message', value: text(item) }]) }),
  Elasticsearch: (items) => ({ hits: { hits: items.map((item) => ({ _source: { message: text(item) } })) } }),
  subscription: (items) => {
    const logEvents = items.map((item) => ({ message: text(item) }));
    return { awslogs: { data: gzipSync(JSON.stringify({ logEvents })).toString('base64') } };
  },
};

/** What is written before a document in its line. */
const PREFIXES: Readonly<Record<string, (index: number) => string>> = {
  none: () => '',
  label: () => 'Received webhook: ',
  'time and level': (index) => `[${timeOf(index)}] INFO {web} - `,
  syslog: () => 'Aug 18 09:02:12 web-1 node[812]: ',
  Heroku: (index) => `${timeOf(index)} app[web.1]: `,
};

/** How documents are put after each other; the last ones can be lines of a transport only in so far as lines can. */
const FRAMINGS: Readonly<
  Record<string, (documents: readonly unknown[], prefix: (index: number) => string) => string>
> = {
  lines: (documents, prefix) => documents.map((one, at) => `${prefix(at)}${text(one)}\n`).join(''),
  'text between': (documents, prefix) =>
    documents.map((one, at) => `listening {on} [3000]\n\n${prefix(at)}${text(one)}\nok\n`).join(''),
  'pretty-printed': (documents, prefix) =>
    documents.map((one, at) => `${prefix(at)}${JSON.stringify(one, null, 2)}\n`).join(''),
  'indented by two': (documents) =>
    documents.map((one) => `POST 200\n${JSON.stringify(one, null, 2).replaceAll(/^/gm, '  ')}\n\n`).join(''),
  'by tabs': (documents) => documents.map((one) => `${JSON.stringify(one, null, '\t')}\n\n`).join(''),
  glued: (documents) => `${documents.map(text).join('')}\n`,
  array: (documents) => `${JSON.stringify(documents)}\n`,
  'pretty-printed array': (documents) => `${JSON.stringify(documents, null, 2)}\n`,
  sequence: (documents) => documents.map((one) => `\u001e${text(one)}\n`).join(''),
  CSV: (documents) => `id,payload\n${documents.map((one, at) => `${at},${csvField(text(one))}\n`).join('')}`,
  logfmt: (documents, prefix) =>
    documents.map((one, at) => `${prefix(at)}level=info msg=${JSON.stringify(text(one))} n=${at}\n`).join(''),
};

/** What stands around each line. */
const TRANSPORTS: Readonly<Record<string, (line: string, at: number) => string>> = {
  none: (line) => `${line}\n`,
  compose: (line) => `web-1  | ${line}\n`,
  'compose in colours': (line) => `\u001b[36mweb-1  | \u001b[0m${line}\n`,
  'kubectl --prefix': (line) => `[pod/web-1/app] ${line}\n`,
  'kubectl --timestamps': (line, at) => `${timeOf(at % 12)} ${line}\n`,
  'docker json-file': (line, at) =>
    (`${line}\n`.match(/.{1,16384}/gs) ?? [])
      .map((log) => `${JSON.stringify({ log, stream: 'stdout', time: timeOf(at % 12) })}\n`)
      .join(''),
  CRI: (line, at) => {
    const pieces = line.match(/.{1,500}/gs) ?? [''];
    return pieces
      .map((it, n) => `${timeOf(at % 12)} stdout ${n < pieces.length - 1 ? 'P' : 'F'} ${it}\n`)
      .join('');
  },
};

const CODINGS: readonly (readonly Coding[])[] = [
  [],
  ['bom'],
  ['crlf'],
  ['utf-16le'],
  ['bom', 'utf-16le'],
  ['crlf', 'bom', 'utf-16be'],
  ['gzip'],
  ['gzip-lines'],
  ['brotli'],
  ['bom', 'utf-16le', 'gzip'],
  ['crlf', 'brotli'],
];

export interface Layered {
  /** The names of its layers, innermost first. */
  readonly layers: readonly string[];
  readonly file: CodedText;
  /** Null where the value, or the base64 around it, does not stand in the file in one piece. */
  readonly places: Exactness | null;
}

const objects = fc.constantFrom(...Object.entries(OBJECTS));
const strings = fc.constantFrom(...Object.entries(STRINGS));
const base64 = fc.constantFrom(...Object.entries(BASE64));

/** Strings in strings double their backslashes, so there are few. */
const wrappers = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: objects }, { weight: 2, arbitrary: strings }), {
      maxLength: 3,
    }),
    fc.option(base64, { freq: 8 }),
  )
  .map(([chain, coded]) => (coded === null ? chain : [...chain, coded]));

export const layered: fc.Arbitrary<Layered> = fc
  .record({
    envelope: fc.constantFrom('server', 'bare'),
    wrappers,
    batch: fc.option(fc.constantFrom(...Object.entries(BATCHES)), { freq: 4 }),
    framing: fc.constantFrom(...Object.entries(FRAMINGS)),
    prefix: fc.constantFrom(...Object.entries(PREFIXES)),
    transport: fc.constantFrom(...Object.entries(TRANSPORTS)),
    codings: fc.constantFrom(...CODINGS),
  })
  .filter(
    ({ batch, framing: [framing], transport: [transport] }) =>
      // A sequence has a byte before each document, and not before each line; an array in arrays is nobody's.
      !(framing === 'sequence' && transport !== 'none') &&
      !(batch?.[0] === 'array' && framing.includes('array')),
  )
  .map(({ envelope, wrappers, batch, framing, prefix, transport, codings }) => {
    const bodies = SAID.map(({ message }, index) => (envelope === 'bare' ? message : BODIES[index]));
    const wrapped = bodies.map((body, index) =>
      wrappers.reduce<unknown>((inner, [, wrap]) => wrap(inner, index), body),
    );
    const documents = batch === null ? wrapped : [batch[1](wrapped)];
    const printed = framing[1](documents, prefix[1]);
    const lines = printed.endsWith('\n') ? printed.slice(0, -1).split('\n') : [printed];
    const names = [...wrappers, ...(batch === null ? [] : [batch]), framing, prefix, transport].map(
      ([name]) => name,
    );
    const text = lines.map(transport[1]).join('');
    return {
      layers: [envelope, ...names, ...codings],
      file: { text, codings },
      places: exactness(wrappers, batch?.[0], text),
    };
  });

function exactness(
  wrappers: readonly (readonly [string, Wrap])[],
  batch: string | undefined,
  text: string,
): Exactness | null {
  const isCoded = wrappers.some(([name]) => name in BASE64);
  const isPacked = batch === 'subscription';
  // What was cut in two does not stand there to be sought.
  if (!isCoded && !isPacked) return WHOLE_VALUE.test(text) ? 'exact' : null;
  if (isCoded && isPacked) return null;
  const cut = text.includes(' stdout P ') || text.split('\n').some((line) => line.length > CUT);
  if (cut) return null;
  return isPacked ? 'the beginning of its base64' : 'its 4 characters of base64';
}

/** Docker cuts lines here. */
const CUT = 16 << 10;
const WHOLE_VALUE = new RegExp(`: ?\\\\*"+${MARK}`);
