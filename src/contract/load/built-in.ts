// Turns the folder schemas/ that comes with turnline into the built-in contract.
import { join } from 'node:path';
import { NodeStore } from '../check/store.ts';
import { contractOf } from '../checked.ts';
import type { Contract } from '../contract.ts';
import type { ImportOptions } from '../import/index.ts';
import type { SchemaFiles } from '../import/layout.ts';
import { Known } from '../known.ts';
import { readJson, readSchema, readSchemaFolder } from './files.ts';
import { packageFolder } from './package.ts';

export const BUILT_IN = join(packageFolder(), 'schemas/');

export const MESSAGE_FILE = 'speech-update.schema.json';

/** Files are read when a message first reaches them. */
export function builtInContract(): Contract {
  return contractOf(MESSAGE_FILE, (file) => readSchema(BUILT_IN, file));
}

/** What the built-in contract knows of messages, place by place. */
export interface BuiltInPlaces {
  speechUpdate(message: unknown): Known;
  /** Of the others it knows what they share with it, and what their top has in common with a call. */
  otherMessage(message: unknown): Known;
  /** Every name that it lists anywhere. */
  readonly names: ReadonlySet<string>;
}

export function builtInPlaces(): BuiltInPlaces {
  const store = new NodeStore((file) => readSchema(BUILT_IN, file));
  const message = store.ref(`${MESSAGE_FILE}#`);
  const call = store.ref('call.schema.json#');
  let names: ReadonlySet<string> | undefined;
  return {
    speechUpdate: (value) => Known.of([message.node], value),
    otherMessage: (value) => Known.of([message.node, call.node], value),
    get names() {
      names ??= namesIn([...builtInFiles().values()]);
      return names;
    },
  };
}

function namesIn(parts: readonly unknown[], names = new Set<string>()): Set<string> {
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) continue;
    const properties: unknown = Reflect.get(part, 'properties');
    if (typeof properties === 'object' && properties !== null)
      for (const name of Object.keys(properties)) names.add(name);
    namesIn(Object.values(part), names);
  }
  return names;
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
