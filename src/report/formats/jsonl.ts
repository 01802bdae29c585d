// Turns a report into one JSON object a row.
import type { Report } from '../model.ts';
import { bytesOf } from './line-bytes.ts';
import { objectWriter } from './object.ts';
import { rowPieces } from './row-pieces.ts';

export function print({ table }: Report): AsyncGenerator<string | Uint8Array> {
  const writeObject = objectWriter(table);
  const newline = bytesOf('\n');
  return rowPieces(table, {
    head: '',
    writeRow: (row, bytes) => {
      writeObject(row, bytes);
      bytes.add(newline);
    },
  });
}
