// Turns two versions of the contract into what was added, removed and changed between them.
import { resolve } from 'node:path';
import { type ContractChange, diffContracts } from '../contract/import/diff.ts';
import { importContract } from '../contract/import/index.ts';
import type { SchemaFiles } from '../contract/import/layout.ts';
import { builtInFiles, builtInKnowledge } from '../contract/load/built-in.ts';
import { isSchemaFolder, readSchemaFolder } from '../contract/load/files.ts';
import { type Exit, TurnlineError } from '../errors.ts';
import type { Host } from '../host.ts';
import { type Block, type Column, line, tableOf, tone } from '../report/model.ts';
import type { Invocation } from './command.ts';
import { present } from './present.ts';
import { documentFrom } from './schema-import.ts';

const columns: readonly Column<ContractChange>[] = [
  { key: 'kind', title: 'change', kind: 'text', seen: 'both', value: ({ kind }) => kind },
  { key: 'what', title: 'of', kind: 'text', seen: 'both', value: ({ what }) => what },
  { key: 'subject', title: 'which', kind: 'text', seen: 'both', value: ({ subject }) => subject ?? '' },
  { key: 'at', title: 'at', kind: 'text', seen: 'both', value: ({ at }) => at },
  { key: 'before', title: 'before', kind: 'text', seen: 'both', value: ({ before }) => written(before) },
  { key: 'after', title: 'after', kind: 'text', seen: 'both', value: ({ after }) => written(after) },
];

/** One operand is held against the built-in contract; of two, the first is the older. */
export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { operands, options, host } = invocation;
  const [first, second, more] = operands;
  if (first === undefined || more !== undefined) {
    throw new TurnlineError('usage', 'schema diff wants one or two OpenAPI documents or folders of schemas');
  }
  const message = options.message ?? 'speech-update';
  const [before, after] =
    second === undefined
      ? [builtInFiles(), await filesOf(first, message, host)]
      : [await filesOf(first, message, host), await filesOf(second, message, host)];
  const changes = diffContracts(before, after);
  function* page(): Generator<Block> {
    if (changes.length === 0) yield line(tone('good', 'no difference'));
    else yield { kind: 'table', table: tableOf(columns, changes) };
  }
  await present({ table: tableOf(columns, changes), page }, invocation);
  return ['ok'];
}

async function filesOf(operand: string, message: string, host: Host): Promise<SchemaFiles> {
  const path = resolve(host.cwd, operand);
  if (await isSchemaFolder(path)) return readSchemaFolder(path);
  return importContract(await documentFrom(operand, host), { ...(await builtInKnowledge()), message }).files;
}

function written(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}
