// Turns the errors of a union that a value did not fit into those of the alternative that it fits best.
import type { SchemaError } from './explain.ts';

/** What is known of the schema that errors come from. */
export interface Alternatives {
  /** The errors of a value held against one part of the schema; undefined where it is none. */
  check(part: unknown, value: unknown): readonly SchemaError[] | undefined;
  /** Every part of the schema that these parts lead to, themselves included. */
  reach(schemas: unknown): ReadonlySet<unknown>;
}

type ValueAt = (pointer: string) => unknown;

/** The same errors, but that a union says only how its best alternative failed. */
export function withBestAlternatives(
  errors: readonly SchemaError[],
  valueAt: ValueAt,
  alternatives: Alternatives,
): SchemaError[] {
  const unions = errors
    .filter(isFailedUnion)
    .map((error) => ({ error, parts: alternatives.reach(error.schema) }));
  const isTrial = (error: SchemaError): boolean =>
    unions.some(
      (union) => error !== union.error && isBelow(error, union.error) && union.parts.has(error.parentSchema),
    );
  return errors
    .filter((error) => !isTrial(error))
    .flatMap((error) => (isFailedUnion(error) ? bestOf(error, valueAt, alternatives) : [error]));
}

function isFailedUnion({ keyword, params }: SchemaError): boolean {
  // A oneOf that two alternatives pass has no best one.
  return keyword === 'anyOf' || (keyword === 'oneOf' && !Array.isArray(params.passingSchemas));
}

function isBelow(error: SchemaError, union: SchemaError): boolean {
  return error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`);
}

function bestOf(union: SchemaError, valueAt: ValueAt, alternatives: Alternatives): SchemaError[] {
  const parts: readonly unknown[] = Array.isArray(union.schema) ? union.schema : [];
  const value = valueAt(union.instancePath);
  const tried = parts.map((part) => alternatives.check(part, value));
  const failed = tried.filter(
    (errors) => errors !== undefined && errors.length > 0,
  ) as (readonly SchemaError[])[];
  if (failed.length === 0) return [union];
  const fitting = failed.filter((errors) => !errors.some(isOwnType));
  if (fitting.length === 0) return [expectingAny(union, failed.flat().filter(isOwnType))];
  const [best = []] = fitting.sort((a, b) => misfit(a) - misfit(b));
  const moved = best.map((error) => ({ ...error, instancePath: union.instancePath + error.instancePath }));
  return withBestAlternatives(moved, valueAt, alternatives);
}

/** The value itself is of the wrong type, not something in it. */
function isOwnType({ instancePath, keyword }: SchemaError): boolean {
  return instancePath === '' && keyword === 'type';
}

/** A wrong single value near the top tells more than anything that another alternative was meant. */
function misfit(errors: readonly SchemaError[]): number {
  const telling = errors.filter(
    ({ keyword, instancePath }) =>
      (keyword === 'const' || keyword === 'enum') && instancePath.split('/').length <= 2,
  );
  return telling.length * 1_000 + errors.length;
}

function expectingAny(union: SchemaError, errors: readonly SchemaError[]): SchemaError {
  const type = [...new Set(errors.flatMap(({ params }) => params.type))];
  return { ...union, keyword: 'type', params: { type } };
}
