// Turns a schema file of the user's into a Contract: a JSON Schema of any dialect, or an OpenAPI document.
import { TurnlineError } from '../../errors.ts';
import type { Surroundings } from '../compile.ts';
import type { Contract, Describes } from '../contract.ts';
import { onTape } from '../on-tape.ts';
import { contractOf } from '../tables/contract.ts';
import { builtInKnowledge } from './built-in.ts';
import { readJson } from './files.ts';

export interface SchemaChoice {
  /** Overrides what the schema itself seems to describe. */
  readonly describes?: Describes | undefined;
  /** Take an OpenAPI document as it was published, without repairs and corrections. */
  readonly asPublished?: boolean | undefined;
  /** The folder in which its references may lead to other files: its path, and what the user calls it. */
  readonly folder?: { readonly path: string; readonly name: string } | undefined;
}

export async function contractFrom(path: string, name: string, choice: SchemaChoice): Promise<Contract> {
  const schema = await readJson(path, name);
  const isOpenApi = typeof schema === 'object' && schema !== null && 'openapi' in schema;
  if (!isOpenApi) {
    if (choice.asPublished === true) {
      throw new TurnlineError('usage', `--as-published wants an OpenAPI document, which ${name} is not`);
    }
    const { compileSchema } = await import('../compile.ts');
    const { folder } = choice;
    const around = folder === undefined ? undefined : await surroundings(folder, path);
    return onTape(compileSchema(schema, name, choice.describes, around));
  }
  return choice.asPublished === true ? published(schema, name) : imported(schema);
}

async function surroundings(folder: { path: string; name: string }, path: string): Promise<Surroundings> {
  const { surroundingsIn } = await import('./folder.ts');
  return surroundingsIn(folder.path, folder.name, path);
}

async function imported(document: unknown): Promise<Contract> {
  const { importContract } = await import('../import/index.ts');
  const { tablesOf } = await import('../tables/build.ts');
  const { files } = importContract(document, await builtInKnowledge());
  const [main = ''] = files.keys();
  return contractOf(tablesOf(main, (file) => files.get(file)));
}

/** With every fault that it has; only what no compiler takes is put into other words of the same meaning. */
async function published(document: unknown, name: string): Promise<Contract> {
  const { publishedSchema } = await import('../import/published.ts');
  const { compileSchema } = await import('../compile.ts');
  return onTape(compileSchema(publishedSchema(document, 'speech-update'), name, 'message'));
}
