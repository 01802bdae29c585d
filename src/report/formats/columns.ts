// Turns rows of text into aligned lines that fit a width, with what finds no room on a line told below it.
import { cutTo, type Measure } from '../cut.ts';
import { type Fit, fitted, GAP } from './fit.ts';
import type { Ruler } from './ruler.ts';

export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Whether it may be cut to make the line fit. */
  readonly shrinks: boolean;
  /** Whether it is among the first to go below the line. */
  readonly aside: boolean;
}

type Row = readonly string[];

/** A text of a column. On the line it is padded to the column's width. */
export interface Piece {
  readonly column: number;
  readonly text: string;
}

export interface Line {
  readonly cells: readonly Piece[];
  /** Of the columns that found no room, those that have something to tell in this row. */
  readonly below: readonly Piece[];
}

/**
 * How many rows decide the widths. Where a later row is wider, it stands out of line; but where a line has an end, the
 * rows from there on stand in new widths.
 */
const SAMPLE_ROWS = 1_000;
/** Where a line has no end, a wider text stands out of it, since every row would be padded to that text. */
const MOST_PADDED = 1_000;

/**
 * The heading first. `width` is the room for a line, null where there is no end to it. With a `typical` row, that decides the
 * widths, and no row is waited for.
 */
export async function* alignedLines(
  columns: readonly TextColumn[],
  rows: AsyncIterable<Row>,
  width: number | null,
  ruler: Ruler,
  typical?: Row,
): AsyncGenerator<Line> {
  const sample: Row[] = [columns.map(({ title }) => title)];
  let sheet: Sheet | undefined;
  if (typical !== undefined) {
    sheet = new Sheet(columns, [...sample, typical], width, ruler);
    yield* sheet.lines(sample);
  }
  for await (const row of rows) {
    await ruler.prepare(row);
    if (sheet !== undefined) yield sheet.line(row);
    else if (sample.push(row) > SAMPLE_ROWS) {
      sheet = new Sheet(columns, sample, width, ruler);
      yield* sheet.lines(sample);
    }
  }
  if (sheet === undefined) yield* new Sheet(columns, sample, width, ruler).lines(sample);
}

/** The widths of a table, and how a row looks in them. */
class Sheet {
  readonly #columns: readonly TextColumn[];
  readonly #room: number | null;
  readonly #measure: Measure;
  /** Of the widest text in each column. */
  #widest: readonly number[];
  #fit: Fit;

  constructor(columns: readonly TextColumn[], rows: readonly Row[], room: number | null, measure: Measure) {
    this.#columns = columns;
    this.#room = room;
    this.#measure = measure;
    this.#widest = rows.reduce<readonly number[]>(
      (widest, row) => this.#wider(widest, row),
      columns.map(() => 0),
    );
    this.#fit = this.#fitted();
  }

  *lines([heading = [], ...rows]: readonly Row[]): Generator<Line> {
    yield { cells: this.#cells(heading), below: [] };
    for (const row of rows) yield this.line(row);
  }

  line(row: Row): Line {
    if (this.#room !== null) this.#growFor(row);
    const below = this.#fit.below.map((column) => ({ column, text: row[column] ?? '' }));
    return { cells: this.#cells(row), below: below.filter(({ text }) => text !== '') };
  }

  #growFor(row: Row): void {
    const widest = this.#wider(this.#widest, row);
    if (widest.every((width, column) => width === this.#widest[column])) return;
    this.#widest = widest;
    this.#fit = this.#fitted();
  }

  #wider(widest: readonly number[], row: Row): number[] {
    const most = this.#room === null ? MOST_PADDED : Number.POSITIVE_INFINITY;
    return widest.map((width, column) =>
      Math.max(width, Math.min(most, this.#measure.width(row[column] ?? ''))),
    );
  }

  #fitted(): Fit {
    const wanted = this.#columns.map(({ shrinks, aside }, column) => ({
      width: this.#widest[column] ?? 0,
      shrinks,
      aside,
    }));
    return fitted(wanted, this.#room);
  }

  #cells(row: Row): Piece[] {
    const { line } = this.#fit;
    return line.map(({ column, width }, place) => {
      const { align, shrinks } = this.#columns[column]!;
      const text = row[column] ?? '';
      const shown = shrinks && this.#room !== null ? cutTo(text, width, this.#measure) : text;
      const padding = ' '.repeat(Math.max(0, width - this.#measure.width(shown)));
      if (align === 'right') return { column, text: padding + shown };
      return { column, text: place === line.length - 1 ? shown : shown + padding };
    });
  }
}

export function joinCells(cells: Row): string {
  return cells.join(GAP).trimEnd();
}
