// Turns moments into notes that fit the page.
import { cutTo, type Measure } from '../cut.ts';
import { type Block, line, type Tone, tone } from '../model.ts';
import type { Moment } from '../score.ts';
import { clock } from '../shown.ts';
import { visible } from '../visible.ts';
import { inMargin, MARGIN, NAME_COLUMNS } from './options.ts';

/** Never too little: no character takes more than two columns. */
export const CAUTIOUS: Measure = {
  width: (text) => (/^[\x20-\x7e]*$/.test(text) ? text.length : text.length * 2),
};

const TONES: Readonly<Record<string, Tone>> = {
  'barge-in': 'bad',
  'cut-in': 'bad',
  'dead-air': 'bad',
  unanswered: 'bad',
  'no-stop': 'warning',
};

const GAP = '  ';

export interface Page {
  readonly width: number;
  /** Columns that a line of a note may take. */
  readonly noteWidth: number;
  readonly ascii: boolean;
  readonly measure: Measure;
}

/** Sentences get a line of their own where this is all the room that would be left beside the kinds. */
const TOO_NARROW = 30;

export function notesOf(moments: readonly Moment[], kindWidth: number, page: Page): Block[] {
  const room = page.noteWidth - MARGIN;
  const isNarrow = room - kindWidth - GAP.length < TOO_NARROW;
  return moments.flatMap((moment) => {
    const kind = cut(kindText(moment.kind, page), room, page);
    const head = [
      tone('faint', inMargin(marginTime(moment.atMs))),
      tone(TONES[moment.kind] ?? 'strong', kind),
    ];
    const says = written(moment.says, page).trim();
    if (says === '') return line(...head);
    if (isNarrow) return [line(...head), line(inMargin('') + cut(says, room, page))];
    const gap = GAP.padStart(GAP.length + kindWidth - page.measure.width(kind));
    return line(...head, gap + cut(says, room - kindWidth - GAP.length, page));
  });
}

/** The room that the longest kind of these moments takes. */
export function kindColumns(moments: readonly Moment[], page: Page): number {
  return moments.reduce((most, { kind }) => Math.max(most, page.measure.width(kindText(kind, page))), 0);
}

/** In ASCII a letter loses its accents, and what is none becomes a question mark. */
export function written(text: string, { ascii }: Page): string {
  const shown = visible(text);
  if (!ascii) return shown;
  const plain = shown
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-');
  return plain.replaceAll(/[^\x20-\x7e]/gu, '?');
}

function cut(text: string, columns: number, { ascii, measure }: Page): string {
  return cutTo(text, columns, measure, ascii ? '...' : '…');
}

function kindText(kind: string, page: Page): string {
  return written(kind.replaceAll('-', ' '), page);
}

function marginTime(ms: number): string {
  const time = clock(ms, 1);
  return time.length > NAME_COLUMNS ? clock(ms, 0) : time;
}
