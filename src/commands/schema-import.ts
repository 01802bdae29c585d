// Turns a published description of a message into schema files, and tells every repair and correction on the way.
import { resolve } from 'node:path';
import { diffContracts } from '../contract/import/diff.ts';
import { type ImportedContract, importContract } from '../contract/import/index.ts';
import { REPAIRS, type Repair } from '../contract/import/repairs/index.ts';
import { builtInFiles, builtInKnowledge } from '../contract/load/built-in.ts';
import { type Manifest, parseJson, readJson, schemaTexts } from '../contract/load/files.ts';
import { type Exit, TurnlineError } from '../errors.ts';
import { type Host, interruptionOf } from '../host.ts';
import { STDIN, stdinBytes } from '../input/source.ts';
import { writeFolder } from '../report/file.ts';
import { type Block, blank, type Column, line, tableOf, tone } from '../report/model.ts';
import type { Invocation } from './command.ts';
import { count } from './outcome.ts';
import { present } from './present.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { operands, options, host } = invocation;
  const [operand, more] = operands;
  if (operand === undefined || more !== undefined) {
    throw new TurnlineError('usage', 'schema import wants one file, or - for standard input');
  }
  const document = await documentFrom(operand, host);
  const { message = 'speech-update' } = options;
  const imported = importContract(document, { ...(await builtInKnowledge()), message });
  const changes = diffContracts(builtInFiles(), imported.files).length;
  if (options.out !== undefined) {
    const texts = schemaTexts(imported.files, manifestOf(imported, message));
    await writeFolder(options.out, texts, host);
  }
  await present(
    {
      table: tableOf(repairColumns, imported.repairs),
      page:
        options.repairs === true
          ? () => repairsPage(imported)
          : () => page(imported, message, changes, options.out),
    },
    invocation,
  );
  return ['ok'];
}

/** The JSON document in a file, or on standard input. */
export async function documentFrom(operand: string, host: Host): Promise<unknown> {
  if (operand !== STDIN) return readJson(resolve(host.cwd, operand), operand);
  const bytes = await stdinBytes(host);
  const [interruption] = interruptionOf(host);
  if (interruption !== undefined)
    throw new TurnlineError(interruption, 'interrupted before the document was read');
  return parseJson(bytes.toString('utf8'), 'standard input');
}

function manifestOf({ source, files, repairs, corrections }: ImportedContract, message: string): Manifest {
  return {
    message,
    source: { kind: source.kind, version: source.version ?? null },
    schemas: [...files.values()].reduce(
      (sum, file) => sum + 1 + Object.keys(file.definitions ?? {}).length,
      0,
    ),
    repairs: repairs.length,
    corrections: corrections.filter(({ status }) => status === 'applied').length,
  };
}

function* page(
  imported: ImportedContract,
  message: string,
  changes: number,
  out: string | undefined,
): Generator<Block> {
  const { source, files, repairs, corrections } = imported;
  const { schemas, corrections: applied } = manifestOf(imported, message);
  const missing = corrections.filter(({ status }) => status === 'missing').length;
  yield line(
    tone('strong', message),
    ` from ${source.kind}${source.version === undefined ? '' : `, version ${source.version}`}`,
  );
  yield line(`${count(files.size, 'file')} with ${count(schemas, 'schema')}`);
  yield line(`${count(repairs.length, 'repair')} (--repairs lists them), ${count(applied, 'correction')}`);
  if (missing > 0) {
    yield line(
      tone(
        'warning',
        `${count(missing, 'correction')} without a place in this document (--repairs lists them)`,
      ),
    );
  }
  yield line(
    changes === 0
      ? tone('good', 'the same as the built-in contract')
      : tone(
          'warning',
          `${count(changes, 'difference')} from the built-in contract: turnline schema diff lists them`,
        ),
  );
  if (out !== undefined) yield line(`written to ${out}`);
}

const repairColumns: readonly Column<Repair>[] = [
  { key: 'code', title: 'repair', kind: 'text', seen: 'both', value: ({ code }) => code },
  { key: 'pointer', title: 'at', kind: 'text', seen: 'both', value: ({ pointer }) => pointer },
  { key: 'reason', title: 'what', kind: 'text', seen: 'both', value: ({ reason }) => reason },
];

/** Repairs by their kind, each kind with its reason. */
function* repairsPage({ repairs, corrections }: ImportedContract): Generator<Block> {
  for (const [code, { explain }] of Object.entries(REPAIRS)) {
    const own = repairs.filter((repair) => repair.code === code);
    if (own.length === 0) continue;
    yield line(tone('strong', code), `  ${own.length}  `, tone('faint', explain));
    for (const { pointer, reason } of own)
      yield line('  ', pointer, ...(reason === '' ? [] : ['  ', tone('faint', reason)]));
    yield blank;
  }
  const applied = corrections.filter(({ status }) => status !== 'missing');
  yield line(tone('strong', 'corrections'), `  ${applied.length}`);
  for (const { at, op, status, evidence } of applied) {
    yield line('  ', at, '  ', op, status === 'already' ? '  already so  ' : '  ', tone('faint', evidence));
  }
  const missing = corrections.filter(({ status }) => status === 'missing').map(({ at }) => at);
  if (missing.length > 0) {
    yield blank;
    yield line(tone('strong', 'corrections without a place in this document'), `  ${missing.length}`);
    for (const at of new Set(missing)) yield line('  ', at);
  }
}
