// Turns the samples and the kinds of captures into the inputs that mutations begin with.
import { readFileSync } from 'node:fs';
import { CAPTURES } from '../support/captures/index.ts';
import { bytesOf, isWritable } from '../support/coding.ts';

const SAMPLES = ['bike-shop.ndjson', 'client.ndjson', 'wrong.ndjson', 'one-payload.json'];

/** Few enough that a mutation is read in less than a millisecond. */
const MOST_BYTES = 12 << 10;

/** What JSON allows and hardly anybody writes, or forbids and somebody does. */
const TRAPS = [
  '{"type":"speech-update","status":"started","role":"user","turn":1e999,"timestamp":-0}',
  '{"message":{"type":"speech-update","type":"hang","status":"started","role":"user","call":{"id":"__proto__"}}}',
  '{"__proto__":{"type":"speech-update"},"constructor":1,"toString":null,"hasOwnProperty":[]}',
  '[{"a":[{"a":[{"a":[{"a":[{}]}]}]}]},{}{},]',
  '{"message":{"data":{"message":{"data":"{\\"message\\":{\\"type\\":\\"speech-update\\"}}"}}}}',
  '\u001e{"type":"speech-update"}\n\u001e[1]\n',
  'web-1  | {\nweb-2  | {"a":1}\nweb-1  | }\n',
  '{"log":"{\\n","stream":"stdout","time":"x"}\n{"log":"}\\n","stream":"stdout"}\n',
];

/** Each as bytes, at most some kilobytes of whole lines. */
export function seeds(): Buffer[] {
  const files = [
    ...SAMPLES.map((name) => readFileSync(`samples/${name}`)),
    ...CAPTURES.flatMap(({ files }) => [...files.values()].filter(isWritable).map(bytesOf)),
    ...TRAPS.map((text) => Buffer.from(text)),
  ];
  return files.flatMap((bytes) => pieces(bytes));
}

/** Long files in several, so that all of their lines are there. */
function pieces(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let start = 0; start < bytes.length && found.length < MOST_PIECES; ) {
    const newline = bytes.indexOf(NEWLINE, start + MOST_BYTES);
    const end = newline < 0 || bytes.length <= MOST_BYTES ? bytes.length : newline + 1;
    found.push(bytes.subarray(start, end));
    start = end;
  }
  return found;
}

const NEWLINE = 0x0a;
const MOST_PIECES = 20;
