// Turns rows of text into aligned lines, shrinking the widest columns where a line would not fit.
import stringWidth from 'string-width';

export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Whether it may be cut to make the line fit. */
  readonly shrinks: boolean;
}

/** How many rows decide the widths; a later row that is wider stands out of line, and is not cut for it. */
const SAMPLE_ROWS = 1_000;
const GAP = '  ';
const ELLIPSIS = '…';
const NARROWEST = 8;

/** Lines of cells, the heading first. `width` is the room for a line, null where there is no end to it. */
export async function* alignedLines(
  columns: readonly TextColumn[],
  rows: AsyncIterable<readonly string[]>,
  width: number | null,
): AsyncGenerator<string[]> {
  const titles = columns.map(({ title }) => title);
  const sample: (readonly string[])[] = [titles];
  let widths: number[] | undefined;
  const lineOf = (row: readonly string[]): string[] =>
    columns.map((column, index) =>
      padded(row[index] ?? '', widths?.[index] ?? 0, column, index === columns.length - 1),
    );
  for await (const row of rows) {
    if (widths !== undefined) yield lineOf(row);
    else if (sample.push(row) > SAMPLE_ROWS) {
      widths = widthsOf(columns, sample, width);
      yield* sample.map(lineOf);
    }
  }
  if (widths !== undefined) return;
  widths = widthsOf(columns, sample, width);
  yield* sample.map(lineOf);
}

export function joinCells(cells: readonly string[]): string {
  return cells.join(GAP).trimEnd();
}

function widthsOf(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number | null,
): number[] {
  const widths = columns.map((_, index) =>
    rows.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), 0),
  );
  if (width === null) return widths;
  let excess = widths.reduce((sum, one) => sum + one + GAP.length, 0) - GAP.length - width;
  while (excess > 0) {
    let widest = -1;
    for (const [index, column] of columns.entries()) {
      const room = column.shrinks && widths[index]! > NARROWEST;
      if (room && (widest < 0 || widths[index]! > widths[widest]!)) widest = index;
    }
    if (widest < 0) break;
    widths[widest]!--;
    excess--;
  }
  return widths;
}

function padded(text: string, width: number, { align, shrinks }: TextColumn, isLast: boolean): string {
  const cut = shrinks ? cutTo(text, width) : text;
  const padding = ' '.repeat(Math.max(0, width - stringWidth(cut)));
  if (align === 'right') return padding + cut;
  return isLast ? cut : cut + padding;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text in at most `width` columns; what is cut is shown by an ellipsis, and no grapheme is split. */
export function cutTo(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const more = stringWidth(segment);
    if (used + more > width - 1) break;
    kept += segment;
    used += more;
  }
  return kept + ELLIPSIS;
}
