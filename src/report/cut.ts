// Turns a text into what fits a number of terminal columns, without splitting what is seen as one character.

/** Anything that tells how many columns a text takes, such as a prepared Ruler. */
export interface Measure {
  width(text: string): number;
}

let segmenter: Intl.Segmenter | undefined;

/** What readers see as characters: a family emoji, a flag, or a letter with its marks is one. */
export function* clustersOf(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** The text in at most so many columns; where it is cut, `ellipsis` shows it. */
export function cutTo(text: string, columns: number, measure: Measure, ellipsis = '…'): string {
  if (measure.width(text) <= columns) return text;
  if (columns < ellipsis.length) return '';
  return headOf(text, columns - ellipsis.length, measure).trimEnd() + ellipsis;
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
