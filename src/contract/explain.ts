// Turns the errors of a schema into findings: what was found, what is expected, and what was probably meant.
import { parsePointer } from '../json/pointer.ts';
import { MOST_OF_A_KIND } from '../limits.ts';
import { bounded } from './bounds.ts';
import type { Defect } from './defect.ts';
import { type Alternatives, withBestAlternatives } from './explain-union.ts';
import { nearest } from './near.ts';
import { describe } from './words.ts';

/** One error as Ajv reports it, without its prose. */
export interface SchemaError {
  readonly keyword: string;
  /** RFC 6901, from the value that was checked. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The value of the keyword, and the schema that it stands in. */
  readonly schema?: unknown;
  readonly parentSchema?: unknown;
}

/** So many errors are explained: explaining compares each with each. The others are counted. */
const MOST_EXPLAINED = 2 * MOST_OF_A_KIND;

/** Every error of `value` as a defect. */
export function explainAll(errors: readonly SchemaError[], value: unknown): Defect[] {
  return bounded(distinct(errors.slice(0, MOST_EXPLAINED), value).concat(uncounted(errors, value)));
}

/** What the errors of `value` come down to, one for each cause. */
export function explain(
  errors: readonly SchemaError[],
  value: unknown,
  alternatives: Alternatives,
): Defect[] {
  const some = errors.slice(0, MOST_EXPLAINED);
  const best = withBestAlternatives(some, (pointer) => valueAt(value, pointer), alternatives);
  const causes = best.filter((error) => !isConsequence(error, best));
  return bounded(distinct(causes, value).concat(uncounted(errors, value)));
}

/** One defect for each code of the errors that are not explained, which counts the others. */
function uncounted(errors: readonly SchemaError[], value: unknown): Defect[] {
  const counts = new Map<Defect['code'], { error: SchemaError; count: number }>();
  for (let index = MOST_EXPLAINED; index < errors.length; index++) {
    const error = errors[index]!;
    if (WRAPPERS.has(error.keyword)) continue;
    const code = codeOf(error.keyword);
    const counted = counts.get(code);
    if (counted === undefined) counts.set(code, { error, count: 1 });
    else counted.count++;
  }
  return [...counts.values()].map(({ error, count }) => {
    const defect = explainOne(error, valueAt(value, error.instancePath));
    return count === 1 ? defect : { ...defect, more: count - 1 };
  });
}

function codeOf(keyword: string): Defect['code'] {
  if (keyword === 'type') return 'wrong-type';
  if (keyword === 'required') return 'missing-field';
  if (keyword === 'enum' || keyword === 'const') return 'wrong-value';
  const isField = keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
  return isField ? 'unknown-field' : 'breaks-rule';
}

function distinct(causes: readonly SchemaError[], value: unknown): Defect[] {
  const explained = causes.map((error) => explainOne(error, valueAt(value, error.instancePath)));
  const seen = new Set<string>();
  return explained.filter(({ code, pointer, facts }) => {
    const key = `${code} ${pointer} ${JSON.stringify(facts)}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** Keywords that only report that a subschema failed, which has reported why itself. */
const WRAPPERS = new Set(['if', 'allOf', '$ref', 'propertyNames', 'contains']);

/** A wrong type is the cause of whatever else the same value breaks. */
function isConsequence(error: SchemaError, errors: readonly SchemaError[]): boolean {
  if (WRAPPERS.has(error.keyword)) {
    const within = (path: string): boolean =>
      path === error.instancePath || path.startsWith(`${error.instancePath}/`);
    return errors.some((other) => !WRAPPERS.has(other.keyword) && within(other.instancePath));
  }
  if (error.keyword === 'type') return false;
  return errors.some((other) => other.keyword === 'type' && other.instancePath === error.instancePath);
}

function explainOne({ keyword, instancePath: pointer, params }: SchemaError, value: unknown): Defect {
  switch (keyword) {
    case 'type':
      return {
        code: 'wrong-type',
        pointer,
        at: 'value',
        facts: { expected: typesIn(params.type), found: describe(value) },
      };
    case 'required':
      return {
        code: 'missing-field',
        pointer,
        at: 'value',
        facts: { name: String(params.missingProperty), written: null },
      };
    case 'enum':
      return wrongValue(pointer, value, params.allowedValues);
    case 'const':
      return wrongValue(pointer, value, [params.allowedValue]);
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params.additionalProperty ?? params.unevaluatedProperty);
      const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return { code: 'unknown-field', pointer: at, at: 'key', facts: { name, suggestion: null } };
    }
    default:
      return {
        code: 'breaks-rule',
        pointer,
        at: 'value',
        facts: { rule: ruleOf(keyword, params), found: describe(value) },
      };
  }
}

function wrongValue(pointer: string, value: unknown, allowed: unknown): Defect {
  const expected: readonly unknown[] = Array.isArray(allowed) ? allowed : [];
  const words = expected.filter((one) => typeof one === 'string');
  const suggestion = typeof value === 'string' ? nearest(value, words) : null;
  return {
    code: 'wrong-value',
    pointer,
    at: 'value',
    facts: { found: shown(pointer, value), expected, suggestion },
  };
}

const RULES: Readonly<Record<string, string>> = {
  minimum: 'must be at least',
  maximum: 'must be at most',
  exclusiveMinimum: 'must be more than',
  exclusiveMaximum: 'must be less than',
  multipleOf: 'must be a multiple of',
  minLength: 'must have this many characters or more:',
  maxLength: 'must have this many characters or fewer:',
  minItems: 'must have this many items or more:',
  maxItems: 'must have this many items or fewer:',
  minProperties: 'must have this many fields or more:',
  maxProperties: 'must have this many fields or fewer:',
  pattern: 'must match the pattern',
  format: 'must have the format',
};

function ruleOf(keyword: string, params: SchemaError['params']): string {
  const rule = RULES[keyword];
  const limit = params.limit ?? params.pattern ?? params.format ?? params.multipleOf;
  if (rule !== undefined && limit !== undefined) return `${rule} ${String(limit)}`;
  if (keyword === 'anyOf' || keyword === 'oneOf') return 'must fit one of the alternatives of the schema';
  if (keyword === 'false schema') return 'must be absent';
  return `must keep the rule ${keyword} of the schema`;
}

function typesIn(type: unknown): string {
  const types = Array.isArray(type) ? type : String(type).split(',');
  return types.map((name) => ARTICLES.get(String(name)) ?? String(name)).join(' or ');
}

const ARTICLES = new Map([
  ['object', 'an object'],
  ['array', 'an array'],
  ['string', 'a string'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
]);

/** Of the message's own fields a word is shown; anything else may be private. */
function shown(pointer: string, value: unknown): string {
  const own = /^(?:\/message)?\/(?:type|role|status)$/.test(pointer);
  return own && typeof value === 'string' && /^[\w.-]{0,24}$/.test(value) ? `"${value}"` : describe(value);
}

function valueAt(value: unknown, pointer: string): unknown {
  let here = value;
  for (const token of parsePointer(pointer)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, token)) return undefined;
    here = Reflect.get(here, token);
  }
  return here;
}
