// Turns a table into lines of values with a separator between them.
import type { Cell, Report } from '../model.ts';
import { programColumns } from './object.ts';

/** `quote` writes one value so that it cannot be taken for two. */
export async function* separated(
  { table }: Report,
  separator: string,
  newline: string,
  quote: (text: string) => string,
): AsyncGenerator<string> {
  const columns = programColumns(table);
  const joined = (cells: readonly string[]): string => `${cells.map(quote).join(separator)}${newline}`;
  yield joined(columns.map(({ key }) => key));
  for await (const row of table.rows) yield joined(columns.map(({ index }) => plain(row[index] ?? null)));
}

function plain(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.join(' ') : String(cell);
}
