// Interrupts the reading of intact logs anywhere: what the interrupt cut off is no finding and no record.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { turnline } from './support/host.ts';

const TEXTS = readFileSync('samples/bike-shop.ndjson', 'utf8').trimEnd().split('\n').slice(0, 8);
const BODIES = TEXTS.map((text) => JSON.parse(text));
const docker = (text: string): string =>
  `${JSON.stringify({ log: `${text}\n`, stream: 'stdout', time: '2026-08-18T09:02:12.000Z' })}\n`;

const LOGS: Readonly<Record<string, string>> = {
  'one document a line': `${TEXTS.join('\n')}\n`,
  'an array in one line': JSON.stringify(BODIES),
  'a pretty-printed array': JSON.stringify(BODIES, null, 2),
  'pretty-printed documents': BODIES.map((body) => `${JSON.stringify(body, null, 2)}\n`).join(''),
  'indented documents': BODIES.map((body) =>
    `${JSON.stringify(body, null, 2)}\n`.replaceAll(/^/gm, '  '),
  ).join(''),
  'documents without line breaks between them': TEXTS.join(''),
  'a JSON text sequence': TEXTS.map((text) => `\u001e${text}\n`).join(''),
  'the log of a container': TEXTS.map(docker).join(''),
  'pretty-printed documents in the log of a container': BODIES.flatMap((body) =>
    JSON.stringify(body, null, 2).split('\n').map(docker),
  ).join(''),
};

/** The report on the first `length` bytes; then the interrupt comes, while the source still has more. */
async function interruptedAt(bytes: Buffer, length: number, piece: number, jobs = 1) {
  const interrupt = new AbortController();
  const chunks = async function* () {
    for (let from = 0; from < length; from += piece)
      yield bytes.subarray(from, Math.min(from + piece, length));
    interrupt.abort();
    yield bytes.subarray(length);
  };
  const { stdout } = await turnline(['validate', '--format', 'json', '--jobs', `${jobs}`], {
    stdin: '',
    interrupt: interrupt.signal,
    change: (host) => ({ ...host, stdin: { isTerminal: false, chunks } }),
  });
  return JSON.parse(stdout);
}

describe.each(Object.entries(LOGS))('%s', (_, text) => {
  const bytes = Buffer.from(text);
  const lengths = Array.from({ length: 40 }, (_, index) => 1 + ((index * 104_729) % (bytes.length - 1)));

  test('interrupted anywhere', { timeout: 60_000 }, async () => {
    for (const [index, length] of lengths.entries()) {
      const { tally, findings } = await interruptedAt(bytes, length, 10_007, 1 + (index % 2));
      expect({ findings, notJson: tally.notJson, notMessages: tally.notMessages }, `${length} bytes`).toEqual(
        {
          findings: [],
          notJson: 0,
          notMessages: 0,
        },
      );
      expect(tally.records).toBeLessThanOrEqual(BODIES.length);
    }
  });

  test('compressed, interrupted anywhere', { timeout: 60_000 }, async () => {
    const packed = gzipSync(bytes);
    for (const length of lengths.slice(0, 10).map((one) => 1 + (one % (packed.length - 1)))) {
      const { findings, tally } = await interruptedAt(packed, length, 1_009);
      expect({ findings, notJson: tally.notJson }, `${length} bytes`).toEqual({ findings: [], notJson: 0 });
    }
  });

  test('interrupted behind everything', async () => {
    expect((await interruptedAt(bytes, bytes.length, 10_007)).tally.records).toBe(BODIES.length);
  });
});

test('Ctrl-C while the shipped command waits for the rest of an array', async () => {
  const wrong = TEXTS[1]!.replace('"type":"speech-update"', '"type":"speech-updat"');
  const array = `[${wrong},${TEXTS.slice(2).join(',')}]`;
  const child = spawn(process.execPath, ['bin/turnline.js', 'validate', '--no-group', '--format', 'jsonl']);
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    // The first finding shows that the command has read this far.
    if (stdout === '') child.kill('SIGINT');
    stdout += chunk;
  });
  child.stdin.write(array.slice(0, Math.floor(array.length * 0.8)));
  await new Promise((resolve) => child.on('close', resolve));
  const codes = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).code);
  expect(new Set(codes)).toEqual(new Set(['wrong-value']));
});
