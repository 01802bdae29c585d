// Turns a random seed into scores, likely and unlikely, and names one score that holds everything there is to draw.
import fc from 'fast-check';
import type { OverlayFile, OverlayOptions } from '../../../src/report/overlays/overlay.ts';
import type { Certainty, Moment, Score, ScoreSegment, Voice } from '../../../src/report/score.ts';

export const OPTIONS: OverlayOptions = { timeZone: 'UTC' };

/** Text that breaks one format or another. */
export const HOSTILE = [
  'she said "no"',
  'tab\there',
  'two\nlines\r\nand three',
  'a --> b',
  '</v><c>&amp;',
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]>',
  '<img src=x onerror=alert(1)>',
  '\u202eright to left\u202c',
  'line\u2028separator\u2029here',
  'lone \ud800 and \udfff',
  'not a character \ufffe \uffff',
  'bell \u0007 escape \u001b[31m nul \u0000',
  ':crit, a1, 0, 1',
  'one; two # three %% four %%{init: {}}%%',
  'section\n    section x',
  '2024-01-01 click me',
  '`back` $& $1 $$',
  '\\" \\\\ \\u003c',
  'text = "" """ "',
  'SPEAKER x 1 0 1',
  ';; comment',
  '  ',
  '',
  '👩‍👩‍👧 emoji',
  '__proto__',
];

const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.lorem({ maxCount: 12 }),
);
const voice = fc.constantFrom<Voice>('assistant', 'user');
const certainty = fc.constantFrom<Certainty>('observed', 'observed', 'inferred', 'unknown');
const turn = fc.oneof(fc.nat({ max: 30 }).map(String), fc.constant('-'), text);

/** Whole, fractional, equal and last times of a window. */
function timeIn(durationMs: number): fc.Arbitrary<number> {
  return fc.oneof(
    fc.nat({ max: Math.floor(durationMs) }),
    fc.double({ min: 0, max: durationMs, noNaN: true }),
    fc.constantFrom(0, durationMs, durationMs / 2),
  );
}

function spanIn(durationMs: number): fc.Arbitrary<{ startMs: number; endMs: number }> {
  return fc.tuple(timeIn(durationMs), timeIn(durationMs), fc.boolean()).map(([one, other, zero]) => ({
    startMs: Math.min(one, other),
    endMs: zero ? Math.min(one, other) : Math.max(one, other),
  }));
}

function segmentIn(durationMs: number): fc.Arbitrary<ScoreSegment> {
  return fc
    .record({
      span: spanIn(durationMs),
      voice,
      turn,
      startKind: certainty,
      endKind: certainty,
      flags: fc.array(fc.oneof(fc.constantFrom('late-stop', 'no-stop'), text), { maxLength: 2 }),
      text: fc.option(text),
    })
    .map(({ span, ...rest }) => ({ ...span, ...rest }));
}

export const scores: fc.Arbitrary<Score> = fc
  .oneof(
    fc.constantFrom(0, 1, 2.5),
    fc.nat({ max: 120_000 }),
    fc.double({ min: 0, max: 9_000_000, noNaN: true }),
  )
  .chain((durationMs) =>
    fc.record({
      callId: fc.option(text),
      originEpochMs: fc.oneof(fc.constantFrom(0, 1_746_364_526_623, 1e18), fc.integer()),
      durationMs: fc.constant(durationMs),
      segments: fc
        .array(segmentIn(durationMs), { maxLength: 14 })
        .map((list) => list.sort((one, other) => one.startMs - other.startMs)),
      silences: fc.array(
        fc
          .tuple(spanIn(durationMs), voice, fc.boolean())
          .map(([span, owedBy, dead]) => ({ ...span, owedBy, dead })),
        { maxLength: 4 },
      ),
      moments: fc
        .array(fc.record({ atMs: timeIn(durationMs), kind: text, says: text }), { maxLength: 6 })
        .map((list: Moment[]) => list.sort((one, other) => one.atMs - other.atMs)),
      turns: fc.array(
        fc.record({
          turn,
          startMs: timeIn(durationMs),
          cells: fc.record({
            userAt: text,
            userSpeaks: text,
            assistantAt: text,
            assistantSpeaks: text,
            wait: text,
            overlap: text,
            notes: text,
          }),
          userText: fc.option(text),
          assistantText: fc.option(text),
        }),
        { maxLength: 5 },
      ),
    }),
  );

export function segment(
  voice: Voice,
  turn: string,
  startMs: number,
  endMs: number,
  more: Partial<ScoreSegment> = {},
): ScoreSegment {
  const certain = { startKind: 'observed', endKind: 'observed' } as const;
  return { voice, turn, startMs, endMs, ...certain, flags: [], text: null, ...more };
}

export function scoreOf(segments: readonly ScoreSegment[], more: Partial<Score> = {}): Score {
  const durationMs = Math.max(0, ...segments.map(({ endMs }) => endMs));
  const nothing = { silences: [], moments: [], turns: [] };
  return { callId: 'c1', originEpochMs: 1_746_364_526_623, durationMs, segments, ...nothing, ...more };
}

export function only(files: readonly OverlayFile[]): string {
  if (files.length !== 1) throw new Error(`${files.length} files`);
  return files[0]!.text;
}

/** What no file may hold: controls but the ones that lay it out, bidirectional controls, lone surrogates. */
export const FORBIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/u;
