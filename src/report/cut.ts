// Turns a text into what fits a number of terminal columns, without splitting what is seen as one character.

/** Anything that tells how many columns a text takes, such as a prepared Ruler. */
export interface Measure {
  width(text: string): number;
}

/** What joins two letters joins none where the text is cut between them, and would be shown as an escape. */
const TRAILING = /[\s\u200c\u200d]+$/;

/** No line of so many columns shows more of a text: the widest clusters, such as a family emoji, take 6 units for a column. */
const UNITS_PER_COLUMN = 8;
/** Whatever the width, a text of this length is shown whole, over several lines. */
const SHOWN_WHOLE = 1_000;
/** In UTF-16 units. An emoji has at most about 30; anything longer is a letter with many marks, which may be split. */
const LONGEST_CLUSTER = 64;

/** A text as far as it is shown where a line ends at `width`; measuring it costs the same however long it was. */
export function bounded(text: string, width: number): string {
  const most = Math.max(SHOWN_WHOLE, width * UNITS_PER_COLUMN);
  if (text.length <= most) return text;
  const around = text.slice(most - LONGEST_CLUSTER, most + LONGEST_CLUSTER);
  const whole = segmented(around).containing(LONGEST_CLUSTER)?.index ?? 0;
  return `${text.slice(0, whole === 0 ? most : most - LONGEST_CLUSTER + whole).replace(TRAILING, '')}…`;
}

let segmenter: Intl.Segmenter | undefined;

function segmented(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** What readers see as characters: a family emoji, a flag, or a letter with its marks is one. */
export function* clustersOf(text: string): Generator<string> {
  for (const { segment } of segmented(text)) yield segment;
}

/** The text in at most so many columns; where it is cut, `ellipsis` shows it. */
export function cutTo(text: string, columns: number, measure: Measure, ellipsis = '…'): string {
  if (measure.width(text) <= columns) return text;
  if (columns < ellipsis.length) return '';
  return headOf(text, columns - ellipsis.length, measure).replace(TRAILING, '') + ellipsis;
}

/** As much of the beginning as takes no more than so many columns. */
export function headOf(text: string, columns: number, measure: Measure): string {
  let kept = '';
  let used = 0;
  for (const cluster of clustersOf(text)) {
    used += measure.width(cluster);
    if (used > columns) break;
    kept += cluster;
  }
  return kept;
}
