// Turns queries about Parquet files into rows, by DuckDB.
import { DuckDBInstance } from '@duckdb/node-api';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Row = Readonly<Record<string, Json>>;

/** Queries name files as a user in that folder does. */
export async function duckIn(folder: string): Promise<(query: string) => Promise<Row[]>> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`SET file_search_path = '${folder}'`);
  return async (query) => {
    const reader = await connection.runAndReadAll(query);
    return reader.getRowObjectsJS().map(plain) as Row[];
  };
}

/** As JSON has it: integers of 64 and 128 bits are numbers, instants text. */
function plain(value: unknown): Json {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
  return value as Json;
}
