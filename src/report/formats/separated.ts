// Turns a table into lines of values with a separator between them, as the bytes of their text.
import { viewOf } from '../../json/view.ts';
import type { Cell, Report, TableColumn } from '../model.ts';
import { LineBytes } from './line-bytes.ts';
import { programColumns } from './object.ts';

/** Rows that are all there are handed on so many bytes at a time; those that come slowly, each as it comes, as text. */
const PIECE_BYTES = 1 << 16;
const ROW_BYTES = 1 << 9;

/** `quote` writes one value so that it cannot be taken for two. */
export async function* separated(
  { table }: Report,
  separator: string,
  newline: string,
  quote: (text: string) => string,
): AsyncGenerator<string | Uint8Array> {
  const columns = programColumns(table);
  const fields = columns.map((column) => new Field(column, quote));
  const { rows } = table;
  const lines = new LineBytes(Symbol.asyncIterator in rows ? ROW_BYTES : PIECE_BYTES);
  const [between, after] = [bytesOf(separator), bytesOf(newline)];
  const add = (row: unknown): void => {
    for (let index = 0; index < fields.length; index++) {
      if (index > 0) lines.add(between);
      fields[index]!.write(row, lines);
    }
    lines.add(after);
  };
  lines.add(bytesOf(`${columns.map(({ key }) => quote(key)).join(separator)}${newline}`));
  if (Symbol.asyncIterator in rows) {
    yield String(lines.take());
    for await (const row of rows) {
      add(row);
      yield String(lines.take());
    }
    return;
  }
  for (const row of rows) {
    add(row);
    if (lines.length >= PIECE_BYTES) yield lines.take();
  }
  yield lines.take();
}

/** Values of a column that are remembered at once; most have few, or the same again and again. */
const MOST_KNOWN = 64;

/** Writes the values of one column. */
class Field {
  readonly #column: TableColumn;
  readonly #quote: (text: string) => string;
  readonly #known = new Map<Cell, DataView>();
  #cell: Cell = null;
  #text = bytesOf('');

  constructor(column: TableColumn, quote: (text: string) => string) {
    this.#column = column;
    this.#quote = quote;
  }

  write(row: unknown, lines: LineBytes): void {
    const cell = this.#column.cell(row);
    if (typeof cell === 'number') {
      lines.addNumber(cell);
      return;
    }
    if (cell !== this.#cell) {
      this.#text = this.#textOf(cell);
      this.#cell = cell;
    }
    lines.add(this.#text);
  }

  #textOf(cell: Cell): DataView {
    let text = this.#known.get(cell);
    if (text === undefined) {
      text = bytesOf(this.#quote(plain(cell)));
      if (this.#known.size === MOST_KNOWN) this.#known.clear();
      this.#known.set(cell, text);
    }
    return text;
  }
}

function bytesOf(text: string): DataView {
  return viewOf(Buffer.from(text));
}

function plain(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.join(' ') : String(cell);
}
