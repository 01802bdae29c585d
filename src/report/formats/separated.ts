// Turns a table into lines of values with a separator between them.
import type { Cell, Report } from '../model.ts';
import { programColumns } from './object.ts';

/** Rows that are all there are handed on so many characters at a time; those that come slowly, each as it comes. */
const PIECE = 1 << 14;

/** `quote` writes one value so that it cannot be taken for two. */
export async function* separated(
  { table }: Report,
  separator: string,
  newline: string,
  quote: (text: string) => string,
): AsyncGenerator<string> {
  const columns = programColumns(table);
  const fields = columns.map(() => new Field(quote));
  const lineOf = (row: readonly Cell[]): string => {
    let line = '';
    for (let index = 0; index < columns.length; index++) {
      if (index > 0) line += separator;
      line += fields[index]!.text(row[columns[index]!.index] ?? null);
    }
    return line + newline;
  };
  let piece = `${columns.map(({ key }) => quote(key)).join(separator)}${newline}`;
  const { rows } = table;
  if (Symbol.asyncIterator in rows) {
    yield piece;
    for await (const row of rows) yield lineOf(row);
    return;
  }
  for (const row of rows) {
    piece += lineOf(row);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** Writes the values of one column, in which many are like the one above. */
class Field {
  readonly #quote: (text: string) => string;
  #cell: Cell = null;
  #text = '';

  constructor(quote: (text: string) => string) {
    this.#quote = quote;
  }

  text(cell: Cell): string {
    if (typeof cell === 'number') return String(cell);
    if (cell === this.#cell) return this.#text;
    this.#cell = cell;
    this.#text = this.#quote(plain(cell));
    return this.#text;
  }
}

function plain(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.join(' ') : String(cell);
}
