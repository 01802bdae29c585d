// Turns random numbers into scores, and staffs back into what can be read off them.
import fc from 'fast-check';
import type { Block } from '../../../src/report/model.ts';
import type { Certainty, Moment, Score, ScoreSegment, Silence, Voice } from '../../../src/report/score.ts';
import { type Grid, gridOf } from '../../../src/report/staff/grid.ts';
import { columnsOf, layOut, type Piece } from '../../../src/report/staff/layout.ts';
import { MARGIN, type StaffOptions } from '../../../src/report/staff/options.ts';
import { LANES, type Lane } from '../../../src/report/staff/raster.ts';
import { staffOf } from '../../../src/report/staff/staff.ts';

const voice = fc.constantFrom<Voice>('assistant', 'user');
const certainty = fc.oneof(
  { arbitrary: fc.constant<Certainty>('observed'), weight: 5 },
  { arbitrary: fc.constantFrom<Certainty>('inferred', 'unknown'), weight: 1 },
);

function stretch(durationMs: number): fc.Arbitrary<{ startMs: number; endMs: number }> {
  const most = fc.constantFrom(0, 40, 300, 5_000, durationMs);
  return fc
    .tuple(
      fc.nat(durationMs),
      most.chain((ms) => fc.nat(ms)),
    )
    .map(([startMs, ms]) => ({
      startMs,
      endMs: Math.min(durationMs, startMs + ms),
    }));
}

function scoreOf(durationMs: number): fc.Arbitrary<Score> {
  const segment: fc.Arbitrary<ScoreSegment> = fc
    .tuple(stretch(durationMs), voice, certainty, certainty)
    .map(([times, voice, startKind, endKind]) => ({
      ...times,
      voice,
      startKind,
      endKind,
      turn: '-',
      flags: [],
      text: null,
    }));
  const silence: fc.Arbitrary<Silence> = fc
    .tuple(stretch(durationMs), voice, fc.boolean())
    .map(([times, owedBy, dead]) => ({ ...times, owedBy, dead }));
  const moment: fc.Arbitrary<Moment> = fc.record({
    atMs: fc.nat(durationMs),
    kind: fc.constantFrom('barge-in', 'backchannel', 'dead-air', 'something-new'),
    says: fc.oneof(
      fc.string({ maxLength: 120, size: 'max' }),
      fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }),
    ),
  });
  return fc.record({
    callId: fc.constant(null),
    originEpochMs: fc.constant(0),
    durationMs: fc.constant(durationMs),
    segments: fc
      .array(segment, { maxLength: 20, size: 'max' })
      .map((all) => all.sort((a, b) => a.startMs - b.startMs)),
    silences: fc.array(silence, { maxLength: 6 }),
    moments: fc.array(moment, { maxLength: 5 }).map((all) => all.sort((a, b) => a.atMs - b.atMs)),
    turns: fc.constant([]),
  });
}

export const SIX_HOURS = 6 * 3_600_000;

export const anyScore: fc.Arbitrary<Score> = fc
  .constantFrom(0, 1, 900, 20_000, 120_000, SIX_HOURS)
  .chain((most) => fc.nat(most))
  .chain(scoreOf);

export const anyOptions: fc.Arbitrary<StaffOptions> = fc.record({
  width: fc.integer({ min: 40, max: 400 }),
  ascii: fc.boolean(),
  msPerColumn: fc.oneof(fc.constantFrom(250, 100, 500, 1_000), fc.integer({ min: 1, max: 20_000 })),
  fit: fc.boolean(),
});

export function textOf(blocks: readonly Block[]): string[] {
  return blocks.map((block) => {
    if (block.kind !== 'line') throw new Error('a staff is nothing but lines');
    return block.words.map((words) => (typeof words === 'string' ? words : words.text)).join('');
  });
}

export interface Drawn {
  readonly grid: Grid;
  readonly fromColumn: number;
  /** Where drawing stopped. */
  readonly toColumn: number;
  /** A glyph for each column of each lane. A fold is put back as the columns that it stands for. */
  readonly lanes: Readonly<Record<Lane, string>>;
}

/** Enough for a law. */
const MOST_COLUMNS = 20_000;

/** The lanes of all systems laid end to end, as they stand on the page. */
export function drawn(score: Score, options: StaffOptions): Drawn {
  const room = options.width - MARGIN;
  const grid = gridOf(score, options, room);
  const lanes: Record<Lane, string> = { assistant: '', user: '', both: '' };
  const lines = textOf(staffOf(score, options));
  let at = 0;
  let { fromColumn: toColumn } = grid;
  for (const piece of layOut(score, grid, columnsOf(grid, room, options.fit))) {
    const columns = piece.toColumn - piece.fromColumn;
    if (piece.toColumn - grid.fromColumn > MOST_COLUMNS) break;
    if (piece.kind === 'fold') {
      if (!lines.slice(at).some((line) => line.endsWith(options.ascii ? ' of silence ...' : ' of silence …')))
        break;
      for (const lane of LANES) lanes[lane] += foldGlyph(piece, lane, options).repeat(columns);
    } else {
      const next = lines.findIndex((line, index) => index >= at && line.startsWith('assistant'));
      if (next < 0) break;
      for (const [index, lane] of LANES.entries()) {
        lanes[lane] += lines[next + index]!.slice(MARGIN).padEnd(columns);
      }
      at = next + LANES.length;
    }
    toColumn = piece.toColumn;
  }
  return { grid, fromColumn: grid.fromColumn, toColumn, lanes };
}

function foldGlyph({ silence }: Piece, lane: Lane, { ascii }: StaffOptions): string {
  if (silence?.owedBy !== lane) return ' ';
  if (silence.dead) return '!';
  return ascii ? '.' : '·';
}
