// Turns lanes of inked units into glyphs with tones, a column each.
import { type Tone, tone, type Words } from '../model.ts';
import type { Ink, Lane } from './raster.ts';

interface Signs {
  /** A column of speech in each lane. */
  readonly speech: Readonly<Record<Lane, string>>;
  /** Speech in one half of a column. */
  readonly left: Readonly<Record<Lane, string>>;
  readonly right: Readonly<Record<Lane, string>>;
  readonly waiting: string;
  readonly dead: string;
  readonly unknown: string;
}

const UNICODE: Signs = {
  speech: { assistant: '█', user: '▓', both: '╳' },
  left: { assistant: '▌', user: '▌', both: '╳' },
  right: { assistant: '▐', user: '▐', both: '╳' },
  waiting: '·',
  dead: '!',
  unknown: '░',
};

/** Whole columns only: nothing in ASCII is half a `#`. */
const WHOLE = { assistant: '#', user: '=', both: 'X' };
const ASCII: Signs = { speech: WHOLE, left: WHOLE, right: WHOLE, waiting: '.', dead: '!', unknown: '?' };

export function signsOf(ascii: boolean): Signs {
  return ascii ? ASCII : UNICODE;
}

const TONES: Readonly<Record<Ink, Tone>> = {
  blank: 'plain',
  waiting: 'faint',
  dead: 'bad',
  unknown: 'warning',
  speech: 'plain',
};

/** The lane in words of one tone each, without the blanks at its end. */
export function drawLane(lane: Lane, inks: readonly Ink[], unitsPerColumn: 1 | 2, signs: Signs): Words[] {
  const words: { tone: Tone; text: string }[] = [];
  let blanks = '';
  for (let unit = 0; unit < inks.length; unit += unitsPerColumn) {
    const left = inks[unit] ?? 'blank';
    const right = unitsPerColumn === 1 ? left : (inks[unit + 1] ?? 'blank');
    if (left === 'blank' && right === 'blank') {
      blanks += ' ';
      continue;
    }
    const name = toneOf(lane, left, right);
    const text = blanks + glyphOf(lane, left, right, signs);
    blanks = '';
    const last = words.at(-1);
    if (last?.tone === name) last.text += text;
    else words.push({ tone: name, text });
  }
  return words.map(({ tone: name, text }) => tone(name, text));
}

/**
 * Speech in half of a column is half a glyph, unless the other half is the part of the segment that is not known.
 * The other inks have no halves: half a column of them is drawn as one.
 */
function glyphOf(lane: Lane, left: Ink, right: Ink, { speech, ...signs }: Signs): string {
  const strong = stronger(left, right);
  if (strong === 'blank') return ' ';
  if (strong !== 'speech') return signs[strong];
  if (isVoice(left) && isVoice(right)) return speech[lane];
  return left === 'speech' ? signs.left[lane] : signs.right[lane];
}

function toneOf(lane: Lane, left: Ink, right: Ink): Tone {
  const strong = stronger(left, right);
  if (strong !== 'speech') return TONES[strong];
  return lane === 'both' ? 'bad' : lane;
}

const ORDER: readonly Ink[] = ['blank', 'waiting', 'dead', 'unknown', 'speech'];

function stronger(one: Ink, other: Ink): Ink {
  return ORDER.indexOf(one) > ORDER.indexOf(other) ? one : other;
}

function isVoice(ink: Ink): boolean {
  return ink === 'speech' || ink === 'unknown';
}
