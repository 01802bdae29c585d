// Turns a row of cells into the JSON object that programs read.
import type { Cell, Table, TableColumn } from '../model.ts';

/** The columns that programs see. */
export function programColumns({ columns }: Table): TableColumn[] {
  return columns.filter(({ seen }) => seen !== 'people');
}

/** The objects of a table, row by row; a dot in a key leads into a nested object. */
export async function* objectsOf(table: Table): AsyncGenerator<object> {
  const columns = programColumns(table).map((column) => ({ path: column.key.split('.'), column }));
  for await (const row of table.rows) {
    const object = {};
    for (const { path, column } of columns) place(object, path, column.cell(row));
    yield withoutHollow(object);
  }
}

/** A nested object of which nothing can be told is null. */
function withoutHollow(object: object): object {
  for (const [key, value] of Object.entries(object)) {
    const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (nested && Object.values(value).every((part) => part === null)) Reflect.set(object, key, null);
  }
  return object;
}

function place(object: object, [key = '', ...rest]: readonly string[], cell: Cell): void {
  if (rest.length === 0) {
    Reflect.set(object, key, cell);
    return;
  }
  const nested: unknown = Reflect.get(object, key) ?? {};
  if (typeof nested !== 'object' || nested === null) return;
  Reflect.set(object, key, nested);
  place(nested, rest, cell);
}
