// Turns the folder schemas/ that comes with turnline into the built-in contract.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../contract.ts';
import type { ImportOptions } from '../import/index.ts';
import type { SchemaFiles } from '../import/layout.ts';
import { contractOf } from '../tables/contract.ts';
import { readJson, readSchema, readSchemaFolder } from './files.ts';
import { packageFolder } from './package.ts';

export const BUILT_IN = join(packageFolder(), 'schemas/');

export const MESSAGE_FILE = 'speech-update.schema.json';

/** What the build made of the schemas. */
const TABLES = join(packageFolder(), 'dist/contract.tables');

export function builtInContract(): Contract {
  return contractOf(readFileSync(TABLES));
}

export function builtInFiles(): SchemaFiles {
  return readSchemaFolder(BUILT_IN);
}

/** What the import adds to a published description: our corrections, descriptions and names. */
export async function builtInKnowledge(): Promise<ImportOptions> {
  const { readCorrections } = await import('../import/corrections.ts');
  const texts = (file: string): Readonly<Record<string, string>> =>
    readSchema(BUILT_IN, file) as Readonly<Record<string, string>>;
  return {
    corrections: readCorrections(await readJson(`${BUILT_IN}corrections.json`, 'corrections.json')),
    descriptions: texts('descriptions.json'),
    names: texts('names.json'),
  };
}
