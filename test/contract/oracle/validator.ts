// Compiles schema files with Ajv as the build does, and says what a value has wrong.
import { Ajv, type ErrorObject } from 'ajv';
import { BASE_ID, type SchemaFiles } from '../../../src/contract/import/layout.ts';

export function validatorOf(
  files: SchemaFiles,
  file = 'speech-update.schema.json',
  strict = true,
): (value: unknown) => ErrorObject[] {
  const ajv = new Ajv({
    allErrors: true,
    strict,
    allowUnionTypes: true,
    discriminator: true,
    ownProperties: true,
    validateFormats: false,
    logger: false,
  });
  ajv.addVocabulary(['x-tag']);
  for (const schema of files.values()) ajv.addSchema(schema);
  const validate = ajv.getSchema(BASE_ID + file);
  if (validate === undefined) throw new Error(`no schema ${file}`);
  // An error of `if` only repeats that its branch failed.
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
}
