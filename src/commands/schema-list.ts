// Turns the built-in contract into a list of its schemas and what they were made from.
import { BUILT_IN, builtInFiles } from '../contract/load/built-in.ts';
import { readManifest } from '../contract/load/files.ts';
import type { Exit } from '../errors.ts';
import { type Block, blank, type Column, line, tableOf, tone } from '../report/model.ts';
import type { Invocation } from './command.ts';
import { present } from './present.ts';
import { type NamedPart, namedParts } from './schema-parts.ts';

const columns: readonly Column<NamedPart>[] = [
  { key: 'name', title: 'name', kind: 'text', seen: 'both', value: ({ name }) => name },
  { key: 'file', title: 'file', kind: 'text', seen: 'both', value: ({ file }) => file },
  {
    key: 'properties',
    title: 'properties',
    kind: 'count',
    seen: 'both',
    value: ({ schema }) => sizeOf(schema.properties),
  },
  {
    key: 'required',
    title: 'required',
    kind: 'count',
    seen: 'both',
    value: ({ schema }) => sizeOf(schema.required),
  },
];

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { message, source, schemas, repairs, corrections } = readManifest(BUILT_IN);
  const parts = namedParts(builtInFiles());
  function* page(): Generator<Block> {
    yield line(
      tone('strong', message),
      `: ${schemas} schemas, from ${source.kind} of ${source.version ?? 'unknown date'}`,
    );
    yield line(`with ${repairs} repairs and ${corrections} corrections`);
    yield blank;
    yield { kind: 'table', table: tableOf(columns, parts) };
  }
  await present({ table: tableOf(columns, parts), page }, invocation);
  return ['ok'];
}

function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
