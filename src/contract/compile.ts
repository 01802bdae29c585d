// Turns a user's JSON Schema into a contract for values, in the dialect that its `$schema` names.
import { createRequire } from 'node:module';
import { Ajv, type AnySchema, type AnySchemaObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { TurnlineError } from '../errors.ts';
import { alternativesOf } from './alternatives.ts';
import type { Describes, ValueContract } from './contract.ts';
import { boundErrors, errorsOf, withBoundedErrors } from './errors-of.ts';
import { explain, explainAll } from './explain.ts';
import { canRunAway, Guard } from './guarded.ts';
import { namesIn, withHiddenNames } from './hidden.ts';
import { withReadablePrototype } from './prototype.ts';
import { referencesIn } from './references.ts';

/** `format` is taken as an annotation, as JSON Schema has it since 2019-09; unknown keywords are passed over. */
const OPTIONS: Options = {
  allErrors: true,
  ownProperties: true,
  strict: false,
  validateFormats: false,
  verbose: true,
  logger: false,
};

const DIALECTS: readonly { uri: string; make: (options: Options) => Ajv }[] = [
  { uri: 'json-schema.org/draft-06/schema', make: draft06 },
  { uri: 'json-schema.org/draft-07/schema', make: (options) => new Ajv(options) },
  { uri: 'json-schema.org/draft/2019-09/schema', make: (options) => new Ajv2019(options) },
  { uri: 'json-schema.org/draft/2020-12/schema', make: (options) => new Ajv2020(options) },
];
const DEFAULT_DIALECT = 'json-schema.org/draft/2020-12/schema';

/** What the schema is called in Ajv, so that its parts can be asked for. */
const KEY = 'schema-of-the-user';

/** What Ajv takes the folder for in which schemas are: references are followed by paths, and none leads above it. */
const ROOT = 'file:///';

function uriOf(path: string): string {
  return ROOT + path.split('/').map(encodeURIComponent).join('/');
}

function pathOf(uri: string): string {
  return decodeURIComponent(uri.slice(ROOT.length));
}

/** Where a schema stands among others, and what is found there by the path of a reference; undefined where nothing is. */
export interface Surroundings {
  readonly path: string;
  find(path: string): unknown;
}

export function compileSchema(
  given: unknown,
  name: string,
  describes: Describes | undefined,
  around?: Surroundings,
): ValueContract {
  if (!isSchema(given))
    throw new TurnlineError('schema', `the schema ${name} is neither an object nor true or false`);
  const asked = typeof given === 'object' ? given.$schema : undefined;
  const guard = new Guard(name);
  const code = { regExp: guard.regExp, process: withBoundedErrors };
  const make = (allErrors: boolean): Ajv => dialectOf(asked, name, { ...OPTIONS, allErrors, code });
  const ajv = make(true);
  const key = around === undefined ? KEY : uriOf(around.path);
  const schema = around === undefined ? known(given) : nameless(given);
  const { validate, others } = compile(schema, name, ajv, key, around);
  let first: ValidateFunction | undefined;
  const makeFirst = (): ValidateFunction => {
    first ??= compile(schema, name, make(false), key, around).validate;
    return first;
  };
  const alternatives = alternativesOf(schema, ajv, key);
  const names = namesIn([schema, ...others]);
  const guarded = canRunAway([schema, ...others])
    ? guard.run.bind(guard)
    : <Result>(work: () => Result) => work();
  return {
    describes: describes ?? (describesDocument(schema) ? 'document' : 'message'),
    check: (value, everything) => {
      const every = guarded(() => errorsOf(value, validate));
      if (every?.length === 0) return [];
      const validateFirst = every === null ? makeFirst() : validate;
      return guarded(() => {
        const errors = every ?? errorsOf(value, validateFirst) ?? [];
        if (errors.length === 0) return [];
        const causes = everything === true ? [] : explain(errors, value, alternatives);
        // Whatever became of its errors, a value that fails has at least one defect.
        const defects = causes.length > 0 ? causes : explainAll(errors, value);
        return defects.map((defect) => withHiddenNames(defect, value, names));
      });
    },
  };
}

/** Schemas that it refers to are sought around it, and given too. */
function compile(
  schema: AnySchemaObject | boolean,
  name: string,
  ajv: Ajv,
  key: string,
  around: Surroundings | undefined,
): { validate: ValidateFunction; others: AnySchema[] } {
  const others: AnySchema[] = [];
  let parts = partsIn(schema);
  const add = (uri: string): boolean => {
    if (!uri.startsWith(ROOT) || ajv.schemas[uri] !== undefined) return false;
    const other = around?.find(pathOf(uri));
    if (!isSchema(other)) return false;
    const plain = nameless(other);
    parts += partsIn(plain);
    if (parts > MOST_PARTS) throw tooManyParts(name);
    ajv.addSchema(plain, uri);
    others.push(other);
    // What Ajv misses in the midst of its work leaves pieces behind, so all that can be seen is there before.
    for (const further of referencesIn(plain, uri)) add(further);
    return true;
  };
  if (parts > MOST_PARTS) throw tooManyParts(name);
  boundErrors(ajv);
  try {
    ajv.addSchema(schema, key);
    if (around !== undefined) for (const uri of referencesIn(schema, key)) add(uri);
    for (;;) {
      try {
        const validate = ajv.getSchema(key);
        if (validate === undefined) throw new Error('it is empty');
        return { validate: validate as ValidateFunction, others };
      } catch (error) {
        const uri = error instanceof Error && 'missingSchema' in error ? String(error.missingSchema) : '';
        if (!add(uri)) throw error;
      }
    }
  } catch (error) {
    if (error instanceof TurnlineError) throw error;
    throw new TurnlineError('schema', `the schema ${name} cannot be used: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/** Objects and arrays. Ajv takes some 10 KB for each; the whole contract of speech-updates has 4,700. */
const MOST_PARTS = 25_000;

function partsIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  let parts = 1;
  for (const inner of Object.values(part)) parts += partsIn(inner);
  return parts;
}

function tooManyParts(name: string): TurnlineError {
  return new TurnlineError(
    'schema',
    `the schema ${name} has more than ${MOST_PARTS / 1_000},000 objects and arrays: define once what it repeats, and refer to it with $ref`,
  );
}

/** Ajv names the missing reference; its other messages quote no more than the schema itself. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'missingRef' in error) {
    const ref = String(error.missingRef);
    if (ref.startsWith(ROOT))
      return `it refers to ${pathOf(ref)}, which is no schema in the folder of --schema-dir`;
    return `it refers to ${ref}, which is not in it, and nothing is fetched: put the definition into the file`;
  }
  if (error instanceof RangeError) return 'a definition in it leads to itself without end';
  const message = error instanceof Error ? error.message : String(error);
  // Ajv lists what each alternative of the metaschema wants; the first says where it is.
  return message.split('\n')[0]?.split(', data/')[0] ?? message;
}

function dialectOf(uri: unknown, name: string, options: Options): Ajv {
  const plain = typeof uri === 'string' ? uri.replace(/^https?:\/\//, '').replace(/#$/, '') : DEFAULT_DIALECT;
  const dialect = DIALECTS.find((known) => known.uri === plain);
  if (dialect !== undefined) return dialect.make(options);
  const old = /draft-0?[34]/.test(plain);
  const remedy = old
    ? 'convert it to draft-06 or later (the package alterschema does)'
    : 'use draft-06, draft-07, 2019-09 or 2020-12';
  throw new TurnlineError(
    'schema',
    `the schema ${name} is written in ${String(uri)}, which turnline does not read: ${remedy}`,
  );
}

function draft06(options: Options): Ajv {
  const ajv = new Ajv(options);
  ajv.addMetaSchema(
    createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-06.json') as AnySchemaObject,
  );
  return ajv;
}

/** The dialect is chosen by now, and Ajv knows each by one spelling of its name only; nothing is ever waited for. */
function known(schema: AnySchemaObject | boolean): AnySchemaObject | boolean {
  if (typeof schema === 'boolean') return schema;
  const { $schema: _, $async: __, ...rest } = schema;
  return withReadablePrototype(rest);
}

/** Among other files a schema is known by its path alone. */
function nameless(schema: AnySchemaObject | boolean): AnySchemaObject | boolean {
  const plain = known(schema);
  if (typeof plain === 'boolean') return plain;
  const { $id: _, ...rest } = plain;
  return rest;
}

function isSchema(value: unknown): value is AnySchemaObject | boolean {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

function describesDocument(schema: AnySchemaObject | boolean): boolean {
  return typeof schema === 'object' && Array.isArray(schema.required) && schema.required.includes('message');
}
