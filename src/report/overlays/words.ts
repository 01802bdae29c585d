// Turns what a segment holds into words that fit on one line of any format.
import type { Score, ScoreSegment } from '../score.ts';
import { clock, duration, instant } from '../shown.ts';
import { visible } from '../visible.ts';

/** The farthest that a Date reaches from 1970, in ms. */
const FARTHEST_EPOCH_MS = 8.64e15;

/** White space of any kind is one blank; nothing is left that breaks a line or hides. */
export function oneLine(text: string): string {
  const line = visible(text.replaceAll(/[\s\u0085]+/g, ' ').trim());
  // Two codes that are no characters; XML has no way to write them.
  return line.replaceAll('\ufffe', '\\ufffe').replaceAll('\uffff', '\\uffff');
}

/** The call's id, or what stands for it. */
export function callName(score: Score): string {
  return oneLine(score.callId ?? '') || 'call';
}

/** The origin as date and time of day; null where it is out of a calendar's reach. */
export function startedAt(score: Score, timeZone: string | undefined): string | null {
  return Math.abs(score.originEpochMs) <= FARTHEST_EPOCH_MS ? instant(score.originEpochMs, timeZone) : null;
}

/** What was said, or null where it is not known. */
export function spokenIn({ text }: ScoreSegment): string | null {
  return oneLine(text ?? '') || null;
}

/** Which ends were not observed, such as `start inferred, end unknown`; empty where both were. */
export function doubtIn({ startKind, endKind }: ScoreSegment): string {
  return [
    ...(startKind === 'observed' ? [] : [`start ${startKind}`]),
    ...(endKind === 'observed' ? [] : [`end ${endKind}`]),
  ].join(', ');
}

export function isDoubtful(segment: ScoreSegment): boolean {
  return doubtIn(segment) !== '';
}

/** `turn 3`, or nothing where a segment has no turn. */
export function turnIn({ turn }: ScoreSegment): string {
  return turn === '-' ? '' : `turn ${oneLine(turn)}`;
}

/** A label: the words or what stands for them, and what is doubtful about it. */
export function labelOf(segment: ScoreSegment): string {
  const unsaid = [`${segment.voice} speaks`, turnIn(segment)].filter((part) => part !== '').join(', ');
  const doubt = doubtIn(segment);
  return `${spokenIn(segment) ?? `(${unsaid})`}${doubt === '' ? '' : ` (${doubt})`}`;
}

/** Who speaks in which turn. */
export function whoIn(segment: ScoreSegment): string {
  return [segment.voice, turnIn(segment)].filter((part) => part !== '').join(', ');
}

/** When, how long, and what is to be said of it. */
export function factsOf(segment: ScoreSegment): string {
  const lasts = segment.endMs - segment.startMs;
  const parts = [
    doubtIn(segment),
    `${clock(segment.startMs)} to ${clock(segment.endMs)}`,
    isDoubtful(segment) ? `at most ${duration(lasts)}` : duration(lasts),
    ...segment.flags.map((flag) => oneLine(flag).replaceAll('-', ' ')),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Everything about a segment, for ears and for the pointer. What is seen of it comes first. */
export function sentenceOf(segment: ScoreSegment): string {
  const text = spokenIn(segment);
  const [who, facts] = [whoIn(segment), factsOf(segment)];
  return text === null ? `${who}, ${facts}` : `${who}: ${text} (${facts})`;
}
