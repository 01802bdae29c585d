// Turns the name of a schema file, ours or the user's, into a Contract.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { systemReason, TurnlineError } from '../errors.ts';
import type { Contract, Describes, SchemaError } from './contract.ts';

/** Where `npm run build` puts the compiled contract; the same place from src/ and from dist/. */
const COMPILED = new URL('../../dist/contract/compiled/', import.meta.url);

interface StandaloneValidator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** The contract that comes with turnline. Compiled when turnline was built, so that Ajv is not loaded. */
export function builtInContract(): Contract {
  const validate = createRequire(COMPILED)('./speech-update.cjs') as StandaloneValidator;
  return {
    describes: 'message',
    builtIn: true,
    check: (value) => (validate(value) ? [] : (validate.errors ?? [])),
  };
}

/** The contract in a file of the user's. `describes` overrides what the schema itself seems to describe. */
export async function contractFrom(
  path: string,
  name: string,
  describes: Describes | undefined,
): Promise<Contract> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new TurnlineError('schema', `cannot read the schema ${name}: ${systemReason(error)}`, {
      cause: error,
    });
  });
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    throw new TurnlineError('schema', `the schema ${name} is not JSON`, { cause: error });
  }
  const { compileSchema } = await import('./compile.ts');
  return compileSchema(schema, name, describes);
}
