// Holds stretches to their law: wherever a file is cut, their lines are those of the file, each once and in order.
import { closeSync, openSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StretchReader } from '../../src/input/stretch.ts';
import { fileOf } from '../support/on-disk.ts';

interface Read {
  readonly text: string;
  readonly end: number;
}

function read(fd: number, from: number, to: number, room: number, step: number): Read {
  const reader = new StretchReader({ fd, from, to }, { bytes: Buffer.alloc(room + 8), at: 4, room }, step);
  const { window } = reader;
  for (let fills = 0; !window.ended; fills++) {
    expect(fills).toBeLessThan(1_000);
    reader.fill();
  }
  return { text: window.bytes.toString('latin1', window.from, window.to), end: reader.end };
}

/** What stretches up to these offsets give, as far as each ends where the next begins, and where the last of them ends. */
function readAll(text: string, cuts: readonly number[], room: number, step: number): Read {
  const fd = openSync(fileOf(Buffer.from(text, 'latin1')), 'r');
  let all: Read = { text: '', end: 0 };
  let from = 0;
  for (const to of cuts) {
    const { text: more, end } = read(fd, from, to, room, step);
    all = { text: all.text + more, end: Math.max(all.end, end) };
    from = to;
    if (end < to) break;
  }
  closeSync(fd);
  return all;
}

const line = fc.oneof(fc.constant(''), fc.string({ unit: fc.constantFrom('a', 'b', '\r'), maxLength: 30 }));

test('all lines come, each once', () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 64 }),
      fc.boolean(),
      (lines, widths, step, isClosed) => {
        const text = lines.map((one) => `${one}\n`).join('') + (isClosed ? '' : 'cut');
        const cuts: number[] = [];
        for (let at = 0, index = 0; at < text.length; index++) {
          at = Math.min(text.length, at + widths[index % widths.length]!);
          cuts.push(at);
        }
        const whole = text.slice(0, text.lastIndexOf('\n') + 1);
        expect(readAll(text, cuts, 128, step)).toEqual({ text: whole, end: whole.length });
      },
    ),
    { numRuns: 500 },
  );
});

describe('a stretch', () => {
  const lines = 'one\ntwo\nthree\n';
  test.each([
    ['ends with the line that began in it', lines, [5], 'one\ntwo\n', 8],
    ['leaves a line to the next that begins where it ends', lines, [4], 'one\n', 4],
    ['has no line where one goes on beyond it', lines, [9, 10, 11], lines, 14],
    ['ends before a line that does not end', 'one\ntw', [6], 'one\n', 4],
    ['ends where the file ends sooner than was thought', lines, [20], lines, 14],
    ['has none behind the end of the file', lines, [14, 20], lines, 14],
  ])('%s', (_, text, cuts, expected, end) => {
    expect(readAll(text, cuts, 64, 3)).toEqual({ text: expected, end });
  });

  test('ends before a line that finds no room', () => {
    expect(readAll(`one\n${'x'.repeat(20)}\ntwo\n`, [10], 16, 5)).toEqual({ text: 'one\n', end: 4 });
    expect(readAll(`${'x'.repeat(20)}\ntwo\n`, [10], 16, 5)).toEqual({ text: '', end: 0 });
  });
});
