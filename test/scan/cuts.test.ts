// Holds reading to its law: where buffers, windows, chunks and pieces of pipes end changes no event, no finding and no place.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { builtInContract } from '../../src/contract/load/built-in.ts';
import { CHUNK_BYTES } from '../../src/input/chunks.ts';
import { STRETCH_BYTES } from '../../src/input/stretches.ts';
import { WINDOW_BYTES } from '../../src/input/window.ts';
import type { Batch, Work } from '../../src/scan/batch.ts';
import { scanInParallel } from '../../src/scan/parallel.ts';
import { scan } from '../../src/scan/scan.ts';
import { gathered, sourceOf } from '../support/gathered.ts';
import { onDisk } from '../support/on-disk.ts';

const NEVER = new AbortController().signal;
const TIMELINE: Work = { contract: null, selection: {}, maxRecordBytes: 1 << 26, timeline: true };
const JUDGED: Work = { ...TIMELINE, contract: builtInContract() };
const THREADS = { jobs: 2, patient: true };

/** A piece of a pipe and a judged window; what is looked at again; half a window, and a whole one; a chunk; a stretch, and its next step. */
const SIZES = [
  1 << 16,
  1 << 18,
  WINDOW_BYTES / 2,
  WINDOW_BYTES,
  CHUNK_BYTES,
  STRETCH_BYTES,
  STRETCH_BYTES + (1 << 19),
];
const FILLER = 20_000;
/** What a pipe must hold before threads are started. */
const LEAST = 9 << 20;

function message(index: number, text: string): string {
  const status = index % 2 === 0 ? 'started' : 'stopped';
  return `{"message":{"timestamp":${1786000000000 + index * 1000},"type":"speech-update","status":"${status}","role":"user","turn":${index >> 1},"call":{"id":"a"},"artifact":{"transcript":"${text}"}}}`;
}

/** A log in which at each size, moved by so many bytes, stands what `at` says. */
interface Cut {
  readonly ending: string;
  /** What stands there within a text; null where a record ends there. */
  readonly text: string | null;
  readonly moves: readonly number[];
}

const CUTS: Readonly<Record<string, Cut>> = {
  'a line feed': { ending: '\n', text: null, moves: [-1, 0, 1] },
  'a carriage return and a line feed': { ending: '\r\n', text: null, moves: [-1, 0, 1, 2] },
  'a character of two bytes': { ending: '\n', text: '\u00e9', moves: [-2, -1, 0] },
  'a character of three bytes': { ending: '\r\n', text: '\u20ac', moves: [-3, -2, -1, 0] },
  'a character of four bytes': { ending: '\n', text: '\ud83d\ude00', moves: [-4, -3, -2, -1, 0] },
  'an escaped quote': { ending: '\n', text: '\\"', moves: [-1, 0] },
  'an escaped pair': { ending: '\n', text: '\\ud83d\\ude00', moves: [-6, -1, 0] },
  'a byte that is no UTF-8': { ending: '\n', text: '\u00ff', moves: [-1, 0, 1] },
};

interface Log {
  readonly bytes: Buffer;
  /** Line and time of every event; lines that are no message, and those that are not UTF-8. */
  readonly events: readonly (readonly [line: number, at: number])[];
  readonly wrong: readonly (readonly [line: number, code: string])[];
}

function logOf({ ending, text }: Cut, move: number): Log {
  const lines: Buffer[] = [];
  const events: [number, number][] = [];
  const wrong: [number, string][] = [];
  let length = 0;
  const isBroken = text === '\u00ff';
  const add = (line: string, time?: number): void => {
    const bytes = Buffer.from(`${line}${ending}`, isBroken ? 'latin1' : 'utf8');
    lines.push(bytes);
    length += bytes.length;
    if (time !== undefined) events.push([lines.length, 1786000000000 + time * 1000]);
  };
  const addMessage = (inside: string): void => add(message(lines.length, inside), lines.length);
  for (const size of SIZES) {
    const target = size + move;
    while (target - length > FILLER * 3) addMessage('x'.repeat(FILLER));
    const before = message(lines.length, '').indexOf('"}}}');
    if (text === null) {
      const bare = message(lines.length, '').length + ending.length;
      addMessage('x'.repeat(target - length - bare));
      expect(length).toBe(target);
    } else {
      addMessage(`${'x'.repeat(target - length - before)}${text} and after`);
      if (isBroken) wrong.push([lines.length, 'invalid-utf8']);
    }
    add('{"a":');
    wrong.push([lines.length, 'truncated-record']);
    add('GET /health 200');
    addMessage('next');
  }
  while (length < LEAST) addMessage('x'.repeat(FILLER * 3));
  return { bytes: Buffer.concat(lines), events, wrong };
}

const WAYS: Readonly<Record<string, (bytes: Buffer) => AsyncIterable<Batch>>> = {
  'a file': (bytes) => scan([sourceOf(bytes, 1 << 26)], TIMELINE, NEVER),
  'a pipe': (bytes) => scan([sourceOf(bytes, 1 << 16, null)], TIMELINE, NEVER),
  'a pipe in odd pieces': (bytes) => scan([sourceOf(bytes, 65_521, null)], TIMELINE, NEVER),
  'a file, on threads': (bytes) => scan([sourceOf(bytes, 1 << 26, 1 << 28)], TIMELINE, NEVER, THREADS),
  'a file on the disk, in stretches': (bytes) => scanInParallel(onDisk(bytes), TIMELINE, 2, NEVER),
  'a pipe, on threads': (bytes) => scan([sourceOf(bytes, 1 << 16, null)], TIMELINE, NEVER, THREADS),
};

describe.each(Object.entries(CUTS))('%s', (_, cut) => {
  test.each(cut.moves)('%i bytes from the sizes at which buffers end', async (move) => {
    const { bytes, events, wrong } = logOf(cut, move);
    const first = await gathered(WAYS['a file']!(bytes));
    const placed = (first.events as readonly { line: number; at: number }[]).map(({ line, at }) => [
      line,
      at,
    ]);
    expect(placed).toEqual(events);
    expect(first.findings.map(({ line, code }) => [line, code])).toEqual(wrong);
    expect(first.tally.notJson).toBe(SIZES.length * 2);
    for (const way of Object.values(WAYS)) expect(await gathered(way(bytes))).toEqual(first);
  });
});

describe('judged', () => {
  test.each(['a carriage return and a line feed', 'a character of four bytes', 'a byte that is no UTF-8'])(
    '%s',
    async (name) => {
      for (const move of CUTS[name]!.moves) {
        const { bytes, events } = logOf(CUTS[name]!, move);
        const one = await gathered(scan([sourceOf(bytes, 1 << 26)], JUDGED, NEVER));
        expect(one.tally.speechUpdates).toBe(events.length);
        expect(await gathered(scan([sourceOf(bytes, 1 << 16, null)], JUDGED, NEVER))).toEqual(one);
        expect(await gathered(scan([sourceOf(bytes, 1 << 26, 1 << 28)], JUDGED, NEVER, THREADS))).toEqual(
          one,
        );
        expect(await gathered(scanInParallel(onDisk(bytes), JUDGED, 2, NEVER))).toEqual(one);
      }
    },
  );
});

describe('a process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cuts-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(['a line feed', 'a carriage return and a line feed', 'a character of four bytes'])(
    '%s',
    (name) => {
      const cut = CUTS[name]!;
      const path = join(folder, 'log.ndjson');
      writeFileSync(path, logOf(cut, cut.moves[0]!).bytes);
      const run = (script: string): string =>
        String(
          spawnSync('bash', ['-c', script.replaceAll('turnline', `"${process.execPath}" bin/turnline.js`)], {
            maxBuffer: 1 << 26,
          }).stdout,
        );
      const file = run(`turnline validate --format json --jobs 1 < ${path}`);
      expect(JSON.parse(file).tally.notJson).toBe(SIZES.length * 2);
      expect(run(`cat ${path} | turnline validate --format json --jobs 1`)).toBe(file);
      expect(run(`cat ${path} | turnline validate --format json --jobs 2`)).toBe(file);
    },
  );
});
