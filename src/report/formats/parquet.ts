// Turns a report's rows into a Parquet file, a group of rows at a time.
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Report } from '../model.ts';
import { type Member, membersOf, programColumns } from './object.ts';
import { physical, schemaOf } from './parquet-schema.ts';

/** So many rows are held at once, in some 50 MB. Readers share out groups among their threads. */
const GROUP_ROWS = 50_000;

/** The members are those of the objects of `json`, so that both hold the same values. */
export async function* print({ table }: Report): AsyncGenerator<Uint8Array> {
  const members = membersOf(programColumns(table));
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(members), createdBy: 'turnline' });
  let group = new RowGroup(members);
  for await (const row of table.rows) {
    if (group.add(row) < GROUP_ROWS) continue;
    await writer.write(group.rows());
    group = new RowGroup(members);
    yield takeFrom(bytes);
  }
  if (group.size > 0) await writer.write(group.rows());
  await writer.finish();
  yield takeFrom(bytes);
}

/** What was written since the last time; its offset counts on. */
function takeFrom(bytes: ByteWriter): Uint8Array {
  const taken = bytes.getBytes().slice();
  bytes.index = 0;
  return taken;
}

/** Rows on their way to a file, column by column. */
class RowGroup {
  readonly #members: readonly Member[];
  readonly #columns: unknown[][];
  size = 0;

  constructor(members: readonly Member[]) {
    this.#members = members;
    this.#columns = members.map(() => []);
  }

  /** Gives the number of rows it then holds. */
  add(row: unknown): number {
    for (const [index, member] of this.#members.entries()) this.#columns[index]!.push(physical(member, row));
    return ++this.size;
  }

  rows(): Parameters<ParquetWriter['write']>[0] {
    return {
      columnData: this.#members.map(({ name }, index) => ({ name, data: this.#columns[index]! })),
      rowGroupSize: this.size,
    };
  }
}
