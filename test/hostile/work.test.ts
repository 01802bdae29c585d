// Holds reading to a bound: what is guessed, placed and kept grows with the length of the input, and with nothing else.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { turnline } from '../support/host.ts';

const MOST_MS = 5_000;

const MESSAGE = '"type":"speech-update","status":"started","role":"user","turn":0,"timestamp":1786000001000';

function nested(layers: number, inner: string): string {
  return '{"message":{"data":'.repeat(layers) + inner + '}}'.repeat(layers);
}

const BOMB = gzipSync(Buffer.alloc(40e6, '{"a":1}')).toString('base64');

/** Each of some hundred kilobytes. */
const INPUTS: Readonly<Record<string, string>> = {
  'layers that can be taken off in thousands of ways': nested(
    24,
    JSON.stringify({ x: `speech-update${'x'.repeat(500_000)}` }),
  ),
  'a thousand fields that nobody knows': `{"message":{${MESSAGE},${Array.from({ length: 20_000 }, (_, n) => `"field${n}":0`).join(',')}}}`,
  'as many in a string': JSON.stringify({
    body: `{"message":{${MESSAGE},${Array.from({ length: 20_000 }, (_, n) => `"field${n}":0`).join(',')}}}`,
  }),
  'a thousand wrong values': `{"message":{${MESSAGE},"artifact":{"messages":[${Array.from({ length: 5_000 }, () => '{"role":7,"time":"x"}').join(',')}]}}}`,
  'what was packed a thousandfold, again and again': JSON.stringify({
    items: Array.from({ length: 30 }, () => ({ data: BOMB })),
    note: 'speech-update',
  }),
  'a document of many members': `{${Array.from({ length: 20_000 }, (_, n) => `"k${n}":0`).join(',')},"x":"speech-update"}`,
  'a document of many members, each of which may be one': `{${Array.from({ length: 10_000 }, (_, n) => `"k${n}":{"a":[0]}`).join(',')},"x":"speech-update"}`,
  'openings that never close': '{"a":\n'.repeat(30_000),
  'brackets that never close': '[1,\n'.repeat(30_000),
  'braces in text': 'log {"a": { { { {"b": [ \n'.repeat(10_000),
  'backslashes alone': `{"a":"${'\\\\'.repeat(200_000)}"}`,
  'escaped quotes alone': `{"a":"${'\\"'.repeat(200_000)}"}`,
  'the same transcript, many times': Array.from(
    { length: 3_000 },
    (_, n) =>
      `{"message":{"type":"transcript","transcriptType":"final","role":"user","transcript":"a${n}","timestamp":${1786000001000 + n},"call":{"id":"a"}}}\n`,
  ).join(''),
};

describe.each(Object.entries(INPUTS))('%s', (_, text) => {
  test.each(['validate', 'segments'])('%s', async (command) => {
    const start = performance.now();
    const { exit, stderr } = await turnline([command, '--format', 'jsonl'], { stdin: text });
    expect(stderr).not.toContain('bug');
    expect([0, 1, 3]).toContain(exit);
    expect(performance.now() - start).toBeLessThan(MOST_MS);
  });
});
