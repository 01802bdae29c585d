// Turns bytes into the same bytes with something wrong: flipped, cut, doubled, moved, glued, packed.
import { gzipSync } from 'node:zlib';
import type { Random } from '../support/simulator/random.ts';

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

/** What is put in: what JSON, its framings and its transports are made of, and what breaks programs. */
const WORDS = [
  ...'{}[]":,\\ \n\r\t\0\u001e\u001b-0',
  '\ufeff',
  '\r\n',
  '""',
  '\\"',
  '\\u',
  '\\ud800',
  '\\udc00\\ud800',
  '\\u0000',
  '{}',
  '[]',
  '{"',
  '"}',
  '[{',
  '}]',
  '}{',
  '],[',
  '{"message":{',
  '"type":"speech-update",',
  '"call":{"id":"x"},',
  '"turn":1,"turn":2,',
  '"timestamp":"2026-08-18",',
  '"__proto__":{},',
  '"constructor"',
  'NaN',
  'null',
  'true',
  '-0',
  '1e999',
  '-1E400',
  '12345678901234567890123',
  '1786000001000',
  '1786000001',
  'web-1  | ',
  '2026-08-18T09:02:12Z stdout P ',
  '{"log":"',
  'eyJ',
  'H4sI',
].map((word) => Buffer.from(word));
const RAW = ['c080', 'ff', 'eda080', 'f4908080', 'fffe', '1f8b08'].map((hex) => Buffer.from(hex, 'hex'));
const INSERTED = [...WORDS, ...RAW];

function spliced(bytes: Buffer, at: number, removed: number, added: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(Math.min(bytes.length, at + removed))]);
}

function offsetIn(bytes: Buffer, random: Random): number {
  return random.between(0, Math.max(0, bytes.length - 1));
}

/** A stretch that is short more often than long. */
function stretchIn(bytes: Buffer, random: Random): [start: number, end: number] {
  const start = offsetIn(bytes, random);
  const length = Math.ceil(2 ** (random.next() * Math.log2(bytes.length + 1)));
  return [start, Math.min(bytes.length, start + length)];
}

/** A byte that means something to JSON, or where none is found any. */
function structureIn(bytes: Buffer, random: Random): number {
  for (let tries = 0; tries < 50; tries++) {
    const at = offsetIn(bytes, random);
    if (STRUCTURE.has(bytes[at] ?? 0)) return at;
  }
  return offsetIn(bytes, random);
}

const STRUCTURE = new Set(Buffer.from('{}[]":,\\\n0123456789'));

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip: (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = offsetIn(bytes, random);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.between(0, 7));
    return copy;
  },
  'any byte': (bytes, random) =>
    spliced(bytes, offsetIn(bytes, random), 1, Buffer.from([random.between(0, 255)])),
  'cut the end': (bytes, random) => bytes.subarray(0, offsetIn(bytes, random)),
  'cut the beginning': (bytes, random) => bytes.subarray(offsetIn(bytes, random)),
  'take out': (bytes, random) => {
    const [start, end] = stretchIn(bytes, random);
    return spliced(bytes, start, end - start, Buffer.alloc(0));
  },
  double: (bytes, random) => {
    const [start, end] = stretchIn(bytes, random);
    return spliced(bytes, end, 0, bytes.subarray(start, end));
  },
  move: (bytes, random) => {
    const [start, end] = stretchIn(bytes, random);
    const moved = bytes.subarray(start, end);
    const rest = spliced(bytes, start, end - start, Buffer.alloc(0));
    return spliced(rest, offsetIn(rest, random), 0, moved);
  },
  'put in': (bytes, random) => spliced(bytes, offsetIn(bytes, random), 0, random.pick(INSERTED)),
  'put in at structure': (bytes, random) =>
    spliced(bytes, structureIn(bytes, random), random.between(0, 1), random.pick(INSERTED)),
  'from another': (bytes, random, other) => {
    const [start, end] = stretchIn(bytes, random);
    const [from, to] = stretchIn(other, random);
    return spliced(bytes, start, end - start, other.subarray(from, to));
  },
  'glue lines': (bytes, random) => {
    const newline = bytes.indexOf(0x0a, offsetIn(bytes, random));
    return newline < 0 ? bytes : spliced(bytes, newline, 1, Buffer.alloc(0));
  },
  'a number': (bytes, random) => {
    const text = bytes.toString('latin1');
    const numbers = [...text.matchAll(/-?\d+(?:\.\d+)?/g)];
    if (numbers.length === 0) return bytes;
    const { index, 0: number } = random.pick(numbers);
    return spliced(bytes, index, number.length, Buffer.from(random.pick(NUMBERS)));
  },
  'a key': (bytes, random) => {
    const text = bytes.toString('latin1');
    const keys = [...text.matchAll(/"(\w+)"\s*:/g)];
    if (keys.length === 0) return bytes;
    const { index, 1: key = '' } = random.pick(keys);
    return spliced(bytes, index + 1, key.length, Buffer.from(random.pick(KEYS)));
  },
  deeper: (bytes, random) => {
    const [start, end] = stretchIn(bytes, random);
    const depth = random.pick([1, 2, 13, 511, 512, 513]);
    const [open, close] = random.pick([
      ['[', ']'],
      ['{"a":', '}'],
    ]);
    const middle = Buffer.concat([
      Buffer.from(open.repeat(depth)),
      bytes.subarray(start, end),
      Buffer.from(close.repeat(depth)),
    ]);
    return spliced(bytes, start, end - start, middle);
  },
};

const NUMBERS = [
  '0',
  '-0',
  '-1',
  '1.5',
  '1e999',
  '-1e999',
  '1E400',
  '4294967295',
  '4294967296',
  '9007199254740993',
  '253402300799999',
  '1786000001',
  '1786000001000',
  '1786000001000000',
  '1786000001000000000',
  '01',
  '9'.repeat(1_024),
  '9'.repeat(1_025),
  '"1786000001000"',
  'null',
  'NaN',
  'Infinity',
  '99999999999999999999999999999999',
];
const KEYS = [
  'type',
  'role',
  'call',
  'message',
  'turn',
  '__proto__',
  'constructor',
  'toString',
  'body',
  'data',
  '',
];

const ALL = Object.values(MUTATIONS);
/** One in so many is packed, and one in so many of these is damaged after that. */
const PACKED = 60;
const DAMAGED = 3;
/** Short inputs are sought, since more of them can be read, and what breaks a reader is seldom long. */
const SHORT_BYTES = 1 << 10;
const SHORT_TRIES = 6;

/** A seed with one to six mutations. */
export function mutated(seeds: readonly Buffer[], random: Random): Buffer {
  let bytes = someLines(random.pick(seeds), random);
  for (let tries = 0; tries < SHORT_TRIES && bytes.length > SHORT_BYTES; tries++)
    bytes = someLines(random.pick(seeds), random);
  for (let count = random.between(1, 6); count > 0; count--) {
    if (bytes.length > 0) bytes = random.pick(ALL)(bytes, random, random.pick(seeds));
  }
  if (random.between(1, PACKED) > 1) return bytes;
  const packed = gzipSync(bytes);
  return random.between(1, DAMAGED) > 1 ? packed : random.pick(ALL)(packed, random, packed);
}

const FEW_LINES = 3;
const WHOLE = 0.15;

/** A few of its lines, or all. */
function someLines(bytes: Buffer, random: Random): Buffer {
  if (random.chance(WHOLE)) return bytes;
  let start = bytes.lastIndexOf(0x0a, offsetIn(bytes, random)) + 1;
  let end = start;
  for (let count = random.between(1, FEW_LINES); count > 0; count--) {
    const newline = bytes.indexOf(0x0a, end);
    end = newline < 0 ? bytes.length : newline + 1;
  }
  if (end === start) [start, end] = [0, bytes.length];
  return bytes.subarray(start, end);
}
