// Lists the captures in which the messages stand as they were sent, framed, encoded and packed in every way.
import { PRETTY, SAID, TEXTS } from './call.ts';
import { type Capture, capture, perMessage } from './capture.ts';

const LINES = TEXTS.map((text) => `${text}\n`).join('');
const half = TEXTS.length / 2;

export const framings: readonly Capture[] = [
  capture('one message a line (NDJSON)', LINES, { file: 'capture.ndjson' }),
  {
    ...capture('a folder with a file for each message', ''),
    files: new Map(
      PRETTY.map((text, index) => [
        `captured/${String(index + 1).padStart(2, '0')}.json`,
        { text, codings: [] },
      ]),
    ),
  },
  capture('pretty-printed documents', PRETTY.map((text) => `${text}\n`).join('')),
  capture('documents glued together', TEXTS.join('')),
  capture('array', `[${TEXTS.join(',')}]\n`, { file: 'capture.json' }),
  capture(
    'pretty-printed array',
    `${JSON.stringify(
      TEXTS.map((text) => JSON.parse(text)),
      null,
      2,
    )}\n`,
    {
      file: 'capture.json',
    },
  ),
  perMessage('JSON text sequence (RFC 7464)', (index) => `\u001e${TEXTS[index]}`),
  capture('UTF-8 with a byte order mark', LINES, { codings: ['bom'] }),
  capture(
    'two files with marks, joined',
    [TEXTS.slice(0, half), TEXTS.slice(half)].map((part) => `\ufeff${part.join('\n')}\n`).join(''),
  ),
  capture('lines that end in CR LF', LINES, { codings: ['crlf'] }),
  capture('UTF-16 LE, as PowerShell redirects', LINES, { codings: ['crlf', 'bom', 'utf-16le'] }),
  capture('UTF-16 BE', LINES, { codings: ['bom', 'utf-16be'] }),
  capture('gzip', LINES, { codings: ['gzip'] }),
  capture('gzip of several members', LINES, { codings: ['gzip-lines'] }),
  capture('brotli', LINES, { codings: ['brotli'] }),
  capture('zstd', LINES, { codings: ['zstd'] }),
  perMessage('bare messages (body.message)', (index) => JSON.stringify(SAID[index]!.message)),
  perMessage('client messages', (index) => JSON.stringify(SAID[index]!.client), { client: true }),
];
