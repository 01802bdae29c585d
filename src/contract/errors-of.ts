// Turns a user's schema into what it says of a value: every error, or the first one where there are too many to hold.
import type { Ajv, ValidateFunction } from 'ajv';
import type { SchemaError } from './explain.ts';

/** A message has no more values than this (`json/kernel.ts`), so a schema that finds more tries the same again and again. */
const MOST_ERRORS = 250_000;

class TooManyErrors extends Error {}

/**
 * How Ajv writes down that an error is added to those so far: without a bound. Where a reference fails it copies all so far,
 * which grows with the square of their number.
 */
const ADDING = /vErrors\.push\((err\d+)\)/g;
const JOINING = /vErrors = vErrors === null \? (\w+(?:\.validate)?)\.errors : vErrors\.concat\(\1\.errors\)/g;

/** For Ajv's `code.process`. The code that it writes knows its instance as `self`. */
export function withBoundedErrors(code: string): string {
  return code
    .replaceAll(ADDING, 'self.joined(vErrors, [$1])')
    .replaceAll(JOINING, 'vErrors = self.joined(vErrors, $1.errors)');
}

/** What that code calls; it must be there before anything is compiled. */
export function boundErrors(ajv: Ajv): void {
  Object.assign(ajv, { joined });
}

function joined(errors: SchemaError[] | null, more: readonly SchemaError[]): readonly SchemaError[] {
  if (errors === null) return more;
  for (const error of more) errors.push(error);
  if (errors.length > MOST_ERRORS) throw new TooManyErrors();
  return errors;
}

/** Null where there are too many. */
export function errorsOf(value: unknown, validate: ValidateFunction): readonly SchemaError[] | null {
  try {
    return validate(value) ? [] : distinct(validate.errors ?? []);
  } catch (error) {
    if (error instanceof TooManyErrors) return null;
    throw error;
  }
}

/** A part of a schema that several references lead to says the same of a value each time. */
function distinct(errors: readonly SchemaError[]): readonly SchemaError[] {
  const said = new Map<unknown, Set<string>>();
  return errors.filter(({ keyword, instancePath, params, parentSchema }) => {
    const { missingProperty = '', additionalProperty = '', unevaluatedProperty = '' } = params;
    const text = [keyword, missingProperty, additionalProperty, unevaluatedProperty, instancePath].join(' ');
    const known = said.get(parentSchema);
    if (known === undefined) said.set(parentSchema, new Set([text]));
    else if (known.has(text)) return false;
    else known.add(text);
    return true;
  });
}
