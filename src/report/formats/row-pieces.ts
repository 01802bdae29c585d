// Turns the rows of a table into pieces of bytes, by way of one buffer that all of them are written into.
import type { Table } from '../model.ts';
import { LineBytes } from './line-bytes.ts';

/** Size of a piece where all rows are there. Rows that arrive slowly are passed on one by one. */
const PIECE_BYTES = 1 << 16;
const ROW_BYTES = 1 << 9;

export interface Layout {
  /** What stands before the first row. */
  readonly head: string;
  writeRow(row: unknown, bytes: LineBytes): void;
  /** What stands behind the last row; called when all rows were read. */
  foot?(): string;
}

/** A piece is valid until the next one is asked for. */
export async function* rowPieces(
  { rows }: Table,
  { head, writeRow, foot }: Layout,
): AsyncGenerator<string | Uint8Array> {
  if (Symbol.asyncIterator in rows) {
    yield head;
    const bytes = new LineBytes(ROW_BYTES);
    for await (const row of rows) {
      writeRow(row, bytes);
      yield String(bytes.take());
    }
    if (foot !== undefined) yield foot();
    return;
  }
  const bytes = new LineBytes(PIECE_BYTES);
  bytes.addText(head);
  for (const row of rows) {
    writeRow(row, bytes);
    if (bytes.length >= PIECE_BYTES) yield bytes.take();
  }
  if (foot !== undefined) bytes.addText(foot());
  yield bytes.take();
}
