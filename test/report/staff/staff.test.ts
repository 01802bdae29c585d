// Holds the staff to its laws on random scores: what it must show, what it must not, and where its lines end.
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { Ruler } from '../../../src/report/formats/ruler.ts';
import type { Score } from '../../../src/report/score.ts';
import { MARGIN, type StaffOptions } from '../../../src/report/staff/options.ts';
import { LANES } from '../../../src/report/staff/raster.ts';
import { staffOf } from '../../../src/report/staff/staff.ts';
import { HANDMADE } from './handmade.ts';
import { anyOptions, anyScore, drawn, SIX_HOURS, textOf } from './scores.ts';

const PLAIN: StaffOptions = { width: 80, ascii: false, msPerColumn: 250, fit: false };
const EMPTY: Score = { ...HANDMADE, durationMs: 0, segments: [], silences: [], moments: [] };
const HALVES: Readonly<Record<string, string>> = { '█': '11', '▓': '11', '▌': '10', '▐': '01', ' ': '00' };
const SPEECH = /[█▓▌▐░#=?]/;

function holds(law: (score: Score, options: StaffOptions) => void, numRuns = 300): void {
  fc.assert(fc.property(anyScore, anyOptions, law), { numRuns });
}

describe('what is drawn', () => {
  test('every segment is visible in its lane, its ends at most half a cell off', () => {
    holds((score, options) => {
      const { grid, toColumn, lanes } = drawn(score, options);
      const { msPerColumn, unitsPerColumn } = grid;
      for (const { voice, startMs, endMs } of score.segments) {
        const slack = msPerColumn / unitsPerColumn / 2;
        const first = Math.floor(Math.max(0, startMs - slack) / msPerColumn);
        const last = Math.ceil((endMs + slack) / msPerColumn);
        if (last >= toColumn && toColumn < grid.toColumn) continue;
        const inked = [...lanes[voice].slice(first, last + 1)].filter((glyph) => SPEECH.test(glyph));
        expect(inked.length).toBeGreaterThan(0);
        expect(inked.length * msPerColumn).toBeGreaterThanOrEqual(endMs - startMs - 2 * slack);
      }
    });
  });

  test('a segment by itself is a run of half cells whose ends are its own, to a quarter of a cell', () => {
    holds((score, options) => {
      for (const segment of score.segments.slice(0, 3)) {
        const alone = {
          ...score,
          segments: [{ ...segment, startKind: 'observed', endKind: 'observed' }],
          silences: [],
        };
        const { grid, toColumn, lanes } = drawn(alone as Score, { ...options, ascii: false });
        if (toColumn < grid.toColumn) continue;
        const halves = [...lanes[segment.voice]].map((glyph) => HALVES[glyph]).join('');
        const [from, to] = [halves.indexOf('1'), halves.lastIndexOf('1') + 1];
        const halfMs = grid.msPerColumn / 2;
        expect(halves.slice(from, to)).toMatch(/^1+$/);
        if (to - from === 1) expect(segment.endMs - segment.startMs).toBeLessThanOrEqual(2 * halfMs);
        const slack = to - from === 1 ? halfMs : halfMs / 2;
        expect(Math.abs(from * halfMs - segment.startMs)).toBeLessThanOrEqual(slack + 1e-6);
        expect(Math.abs(to * halfMs - segment.endMs)).toBeLessThanOrEqual(slack + 1e-6);
      }
    });
  });

  test('no cell of a lane is inked with neither a segment nor a silence of its role within half a cell', () => {
    holds((score, options) => {
      const { grid, fromColumn, lanes } = drawn(score, options);
      const half = grid.msPerColumn / 2;
      for (const voice of ['assistant', 'user'] as const) {
        const causes = [
          ...score.segments.filter((segment) => segment.voice === voice),
          ...score.silences.filter(({ owedBy }) => owedBy === voice),
        ];
        for (const [index, glyph] of [...lanes[voice]].entries()) {
          if (glyph === ' ') continue;
          const startMs = (fromColumn + index) * grid.msPerColumn - half;
          const endMs = startMs + grid.msPerColumn + 2 * half;
          expect(causes.some((cause) => cause.startMs <= endMs && cause.endMs >= startMs)).toBe(true);
        }
      }
    });
  });

  test('`both` is inked only where both lanes show speech and an overlap is near', () => {
    holds((score, options) => {
      const { grid, fromColumn, lanes } = drawn(score, options);
      const of = (voice: string) => score.segments.filter((segment) => segment.voice === voice);
      for (const [index, glyph] of [...lanes.both].entries()) {
        if (glyph === ' ') continue;
        expect(lanes.assistant[index]).toMatch(SPEECH);
        expect(lanes.user[index]).toMatch(SPEECH);
        const startMs = (fromColumn + index - 0.5) * grid.msPerColumn;
        const endMs = startMs + 2 * grid.msPerColumn;
        const overlaps = of('assistant').some((one) =>
          of('user').some((other) => {
            const [from, to] = [Math.max(one.startMs, other.startMs), Math.min(one.endMs, other.endMs)];
            return from <= to && from <= endMs && to >= startMs;
          }),
        );
        expect(overlaps).toBe(true);
      }
    });
  });

  test('where both lanes are full of observed speech of two long segments, `both` is inked', () => {
    holds((score, options) => {
      const sure = score.segments.filter(
        ({ startKind, endKind }) => startKind === 'observed' && endKind === 'observed',
      );
      const { grid, fromColumn, lanes } = drawn({ ...score, segments: sure }, options);
      const covers = (voice: string, ms: number) =>
        sure.some((one) => one.voice === voice && one.startMs <= ms && one.endMs >= ms + grid.msPerColumn);
      for (const [index, glyph] of [...lanes.both].entries()) {
        const ms = (fromColumn + index) * grid.msPerColumn;
        if (covers('assistant', ms) && covers('user', ms)) expect(glyph).toMatch(/[╳X]/);
      }
    });
  });

  test('only a segment whose ends were both observed is drawn as known throughout', () => {
    holds((score, options) => {
      const guesses = score.segments.map((segment) => ({ ...segment, endKind: 'unknown' as const }));
      const { lanes } = drawn({ ...score, segments: guesses }, options);
      const known = [...lanes.assistant, ...lanes.user].filter((glyph) => /[█▓▌▐#=]/.test(glyph));
      expect(known.length).toBeLessThanOrEqual(
        guesses.filter(({ startKind }) => startKind === 'observed').length,
      );
    });
  });
});

describe('what it is drawn on', () => {
  test('no line is wider than the page, or ends in a blank', () => {
    holds((score, options) => {
      for (const line of textOf(staffOf(score, options))) {
        expect(stringWidth(line)).toBeLessThanOrEqual(options.width);
        expect(line).toBe(line.trimEnd());
      }
    });
  });

  test('the same holds where a Ruler measures the sentences', async () => {
    await fc.assert(
      fc.asyncProperty(anyScore, anyOptions, async (score, options) => {
        const ruler = new Ruler();
        await ruler.prepare(score.moments.map(({ says }) => says));
        const lines = textOf(staffOf(score, options, ruler));
        expect(lines.filter((line) => stringWidth(line) > options.width)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('ASCII is nothing but ASCII', () => {
    holds((score, options) => {
      expect(textOf(staffOf(score, { ...options, ascii: true })).join('')).toMatch(/^[\x20-\x7e]*$/);
    });
  });

  test('systems laid end to end are one wide system', () => {
    holds((score, options) => {
      const narrow = drawn(score, { ...options, fit: false });
      const columns = Math.ceil(score.durationMs / options.msPerColumn);
      fc.pre(columns < 10_000);
      const wide = drawn(score, { ...options, fit: false, width: MARGIN + 100 + 2 * columns });
      const length = narrow.toColumn;
      for (const lane of LANES) expect(narrow.lanes[lane]).toBe(wide.lanes[lane].slice(0, length));
    });
  });

  test('a part of the call is cut out of the whole, and nothing shifts', () => {
    fc.assert(
      fc.property(anyScore, anyOptions, fc.nat(1_000), fc.nat(1_000), (score, options, one, other) => {
        const at = (share: number) => Math.floor((score.durationMs * share) / 1_000);
        const [fromMs, toMs] = [at(Math.min(one, other)), at(Math.max(one, other))];
        const whole = drawn(score, { ...options, fit: false });
        const part = drawn(score, { ...options, fit: false, fromMs, toMs });
        const [from, to] = [part.fromColumn, Math.min(part.toColumn, whole.toColumn)];
        for (const lane of LANES) {
          expect(part.lanes[lane].slice(0, Math.max(0, to - from))).toBe(
            whole.lanes[lane].slice(from, Math.max(from, to)),
          );
        }
      }),
    );
  });

  test('to fit is to take one system, and every moment has its note', () => {
    holds((score, options) => {
      const lines = textOf(staffOf(score, { ...options, fit: true }));
      expect(lines.filter((line) => line.startsWith('assistant')).length).toBe(1);
      const shown = lines.slice(5).filter((line) => /^ *\d+:[\d:.]+ {2}/.test(line));
      expect(shown.length).toBe(score.moments.length);
    });
  });
});

describe('the ends of the range', () => {
  test('a call of no length has an empty system', () => {
    expect(textOf(staffOf(EMPTY, PLAIN))).toEqual([
      '           0:00',
      '           |',
      'assistant',
      '     user',
      '     both',
    ]);
  });

  test('what happens at the very end has a place', () => {
    const segments = [{ ...HANDMADE.segments[0]!, startMs: 1_000, endMs: 1_000 }];
    const moments = [{ atMs: 1_000, kind: 'no-stop', says: 'at the end' }];
    expect(textOf(staffOf({ ...EMPTY, durationMs: 1_000, segments, moments }, PLAIN))).toEqual([
      '           0:00',
      '           |',
      'assistant     ▐',
      '     user',
      '     both',
      '   0:01.0  no stop  at the end',
    ]);
  });

  test('a moment in a long silence is not folded away', () => {
    const moments = [{ atMs: 50_000, kind: 'x', says: 'y' }];
    const lines = textOf(staffOf({ ...EMPTY, durationMs: 155_000, moments }, PLAIN));
    expect(lines.filter((line) => /^ +\d.* {2}\S/.test(line) && !line.startsWith('           '))).toEqual([
      '     0:00  … 0:45 of silence …',
      '   0:50.0  x  y',
      '     1:00  … 1:35 of silence …',
    ]);
  });

  test('a sentence is cut between graphemes', () => {
    const moments = [{ atMs: 0, kind: 'x', says: 'e\u0301'.repeat(80) }];
    const ruler = new Ruler();
    const last = async () => {
      await ruler.prepare(moments.map(({ says }) => says));
      return textOf(staffOf({ ...EMPTY, moments }, PLAIN, ruler)).at(-1);
    };
    return expect(last()).resolves.toBe(`   0:00.0  x  ${'e\u0301'.repeat(65)}…`);
  });

  test('nothing but silence is one fold', () => {
    expect(textOf(staffOf({ ...EMPTY, durationMs: 155_000 }, PLAIN))).toEqual([
      '     0:00  … 2:35 of silence …',
    ]);
  });

  test('a part beyond the end says how long the call is', () => {
    expect(textOf(staffOf(HANDMADE, { ...PLAIN, fromMs: 200_000 }))).toEqual([
      'nothing to draw: the call lasts 2:36.4',
    ]);
  });

  test('six hours stop after 200 systems, and say how to see the rest', () => {
    const segments = Array.from({ length: 5_000 }, (_, index) => ({
      ...HANDMADE.segments[0]!,
      voice: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
      startMs: index * 4_300,
      endMs: index * 4_300 + 4_000,
    }));
    const lines = textOf(staffOf({ ...EMPTY, durationMs: SIX_HOURS, segments }, { ...PLAIN, width: 40 }));
    expect(lines.filter((line) => line.startsWith('assistant')).length).toBe(200);
    expect(lines.at(-1)).toBe('… 5:36:40 more: --fit or --from/--to');
  });
});
