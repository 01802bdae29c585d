// Turns a user's JSON Schema into a Contract, in the dialect that its `$schema` names.
import { createRequire } from 'node:module';
import { Ajv, type AnySchemaObject, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { TurnlineError } from '../errors.ts';
import { alternativesOf } from './alternatives.ts';
import type { Contract, Describes } from './contract.ts';
import { explain, explainAll } from './explain.ts';
import { namesIn, withHiddenNames } from './hidden.ts';

/** `format` is taken as an annotation, as JSON Schema has it since 2019-09; unknown keywords are passed over. */
const OPTIONS: Options = {
  allErrors: true,
  ownProperties: true,
  strict: false,
  validateFormats: false,
  verbose: true,
  logger: false,
};

const DIALECTS: readonly { uri: string; make: () => Ajv }[] = [
  { uri: 'json-schema.org/draft-06/schema', make: draft06 },
  { uri: 'json-schema.org/draft-07/schema', make: () => new Ajv(OPTIONS) },
  { uri: 'json-schema.org/draft/2019-09/schema', make: () => new Ajv2019(OPTIONS) },
  { uri: 'json-schema.org/draft/2020-12/schema', make: () => new Ajv2020(OPTIONS) },
];
const DEFAULT_DIALECT = 'json-schema.org/draft/2020-12/schema';

/** What the schema is called in Ajv, so that its parts can be asked for. */
const KEY = 'schema-of-the-user';

export function compileSchema(given: unknown, name: string, describes: Describes | undefined): Contract {
  if (!isSchema(given))
    throw new TurnlineError('schema', `the schema ${name} is neither an object nor true or false`);
  const asked = typeof given === 'object' ? given.$schema : undefined;
  const ajv = dialectOf(asked, name);
  const schema = known(given);
  const validate = compile(schema, name, ajv);
  const alternatives = alternativesOf(schema, ajv, KEY);
  const names = namesIn(schema);
  return {
    describes: describes ?? (describesDocument(schema) ? 'document' : 'message'),
    builtIn: false,
    check(value, everything) {
      if (validate(value)) return [];
      const errors = validate.errors ?? [];
      const causes = everything === true ? [] : explain(errors, value, alternatives);
      // Whatever became of its errors, a value that fails has at least one defect.
      const defects = causes.length > 0 ? causes : explainAll(errors, value);
      return defects.map((defect) => withHiddenNames(defect, value, names));
    },
  };
}

function compile(schema: AnySchemaObject | boolean, name: string, ajv: Ajv) {
  try {
    ajv.addSchema(schema, KEY);
    const validate = ajv.getSchema(KEY);
    if (validate === undefined) throw new Error('it is empty');
    return validate;
  } catch (error) {
    throw new TurnlineError('schema', `the schema ${name} cannot be used: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/** Ajv names the missing reference; its other messages quote no more than the schema itself. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'missingRef' in error) {
    return `it refers to ${String(error.missingRef)}, which is not in it, and nothing is fetched: put the definition into the file`;
  }
  const message = error instanceof Error ? error.message : String(error);
  // Ajv lists what each alternative of the metaschema wants; the first says where it is.
  return message.split('\n')[0]?.split(', data/')[0] ?? message;
}

function dialectOf(uri: unknown, name: string): Ajv {
  const plain = typeof uri === 'string' ? uri.replace(/^https?:\/\//, '').replace(/#$/, '') : DEFAULT_DIALECT;
  const dialect = DIALECTS.find((known) => known.uri === plain);
  if (dialect !== undefined) return dialect.make();
  const old = /draft-0?[34]/.test(plain);
  const remedy = old
    ? 'convert it to draft-06 or later (the package alterschema does)'
    : 'use draft-06, draft-07, 2019-09 or 2020-12';
  throw new TurnlineError(
    'schema',
    `the schema ${name} is written in ${String(uri)}, which turnline does not read: ${remedy}`,
  );
}

function draft06(): Ajv {
  const ajv = new Ajv(OPTIONS);
  ajv.addMetaSchema(
    createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-06.json') as AnySchemaObject,
  );
  return ajv;
}

/** The dialect is chosen by now, and Ajv knows each by one spelling of its name only; nothing is ever waited for. */
function known(schema: AnySchemaObject | boolean): AnySchemaObject | boolean {
  if (typeof schema === 'boolean') return schema;
  const { $schema: _, $async: __, ...rest } = schema;
  return rest;
}

function isSchema(value: unknown): value is AnySchemaObject | boolean {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

function describesDocument(schema: AnySchemaObject | boolean): boolean {
  return typeof schema === 'object' && Array.isArray(schema.required) && schema.required.includes('message');
}
