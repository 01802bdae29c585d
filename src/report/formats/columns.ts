// Turns rows of text into aligned lines, shrinking the widest columns where a line would not fit.
import { Ruler } from './ruler.ts';

export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Whether it may be cut to make the line fit. */
  readonly shrinks: boolean;
}

type Row = readonly string[];

/** How many rows decide the widths; a later row that is wider stands out of line, and is not cut for it. */
const SAMPLE_ROWS = 1_000;
const GAP = '  ';
const ELLIPSIS = '…';
const NARROWEST = 8;

/** Lines of cells, the heading first. `width` is the room for a line, null where there is no end to it. */
export async function* alignedLines(
  columns: readonly TextColumn[],
  rows: AsyncIterable<Row>,
  width: number | null,
): AsyncGenerator<string[]> {
  const ruler = new Ruler();
  const titles = columns.map(({ title }) => title);
  const sample: Row[] = [titles];
  let widths: number[] | undefined;
  for await (const row of rows) {
    await ruler.prepare(row);
    if (widths !== undefined) yield lineOf(row, columns, widths, ruler);
    else if (sample.push(row) > SAMPLE_ROWS) {
      widths = widthsOf(columns, sample, width, ruler);
      for (const early of sample) yield lineOf(early, columns, widths, ruler);
    }
  }
  if (widths !== undefined) return;
  widths = widthsOf(columns, sample, width, ruler);
  for (const row of sample) yield lineOf(row, columns, widths, ruler);
}

export function joinCells(cells: Row): string {
  return cells.join(GAP).trimEnd();
}

function lineOf(row: Row, columns: readonly TextColumn[], widths: readonly number[], ruler: Ruler): string[] {
  return columns.map(({ align, shrinks }, index) => {
    const [text, width] = [row[index] ?? '', widths[index] ?? 0];
    const cut = shrinks ? cutTo(text, width, ruler) : text;
    const padding = ' '.repeat(Math.max(0, width - ruler.width(cut)));
    if (align === 'right') return padding + cut;
    return index === columns.length - 1 ? cut : cut + padding;
  });
}

function widthsOf(
  columns: readonly TextColumn[],
  rows: readonly Row[],
  room: number | null,
  ruler: Ruler,
): number[] {
  const widths = columns.map((_, index) =>
    rows.reduce((most, row) => Math.max(most, ruler.width(row[index] ?? '')), 0),
  );
  if (room === null) return widths;
  let excess = widths.reduce((sum, one) => sum + one + GAP.length, 0) - GAP.length - room;
  for (; excess > 0; excess--) {
    let widest = -1;
    for (const [index, { shrinks }] of columns.entries()) {
      if (!shrinks || widths[index]! <= NARROWEST) continue;
      if (widest < 0 || widths[index]! > widths[widest]!) widest = index;
    }
    if (widest < 0) break;
    widths[widest]!--;
  }
  return widths;
}

/** The text in at most `width` columns; what is cut is shown by an ellipsis, and no grapheme is split. */
function cutTo(text: string, width: number, ruler: Ruler): string {
  if (ruler.width(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    const more = ruler.width(segment);
    if (used + more > width - 1) break;
    kept += segment;
    used += more;
  }
  return kept + ELLIPSIS;
}
