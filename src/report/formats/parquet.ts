// Turns a report's rows into a Parquet file, a group of rows at a time.
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Report } from '../model.ts';
import { objectsOf, programColumns } from './object.ts';
import { type Field, fieldsOf, physical, schemaOf } from './parquet-schema.ts';

/** So many rows are held at once, in some 50 MB. Readers share out groups among their threads. */
const GROUP_ROWS = 50_000;

/** The objects are those of `json`, so that both hold the same values. */
export async function* print({ table }: Report): AsyncGenerator<Uint8Array> {
  const fields = fieldsOf(programColumns(table));
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(fields), createdBy: 'turnline' });
  let group = new RowGroup(fields);
  for await (const object of objectsOf(table)) {
    if (group.add(object) < GROUP_ROWS) continue;
    await writer.write(group.rows());
    group = new RowGroup(fields);
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
  readonly #fields: readonly Field[];
  readonly #columns: unknown[][];
  size = 0;

  constructor(fields: readonly Field[]) {
    this.#fields = fields;
    this.#columns = fields.map(() => []);
  }

  /** Gives the number of rows it then holds. */
  add(object: object): number {
    for (const [index, field] of this.#fields.entries())
      this.#columns[index]!.push(physical(field, Reflect.get(object, field.name)));
    return ++this.size;
  }

  rows(): Parameters<ParquetWriter['write']>[0] {
    return {
      columnData: this.#fields.map(({ name }, index) => ({ name, data: this.#columns[index]! })),
      rowGroupSize: this.size,
    };
  }
}
