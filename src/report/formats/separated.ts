// Turns a table into lines of values with a separator between them.
import type { Cell, Report } from '../model.ts';
import { CellBytes, type Scalar } from './cell-bytes.ts';
import { bytesOf } from './line-bytes.ts';
import { programColumns } from './object.ts';
import { rowPieces } from './row-pieces.ts';

/** `quote` writes one value so that it cannot be taken for two. */
export function separated(
  { table }: Report,
  separator: string,
  newline: string,
  quote: (text: string) => string,
): AsyncGenerator<string | Uint8Array> {
  const columns = programColumns(table);
  const textOf = (value: Scalar): string => (value === null ? '' : quote(String(value)));
  const values = columns.map((column, index) => ({
    column,
    cells: new CellBytes(index === 0 ? '' : separator, textOf),
  }));
  const after = bytesOf(newline);
  return rowPieces(table, {
    head: `${columns.map(({ key }) => quote(key)).join(separator)}${newline}`,
    writeRow: (row, bytes) => {
      for (const { column, cells } of values) cells.write(joined(column.cell(row)), bytes);
      bytes.add(after);
    },
  });
}

function joined(cell: Cell): Scalar {
  return typeof cell === 'object' && cell !== null ? cell.join(' ') : cell;
}
