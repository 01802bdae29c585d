// Turns schemas that name `__proto__` into equal ones that Ajv reads: it skips that key of `properties` and its like.

const NAME = '__proto__';

/** Under these stand values, and no schemas. */
const VALUES: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'examples']);

/** The same schema where the key is nowhere in it. */
export function withReadablePrototype<Schema>(schema: Schema): Schema {
  return changed(schema) as Schema;
}

function changed(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) {
    const items = part.map(changed);
    return items.some((item, index) => item !== part[index]) ? items : part;
  }
  const entries = Object.entries(part);
  const inner = entries.map(([key, value]) => [key, VALUES.has(key) ? value : changed(value)] as const);
  const isSame = inner.every(([, value], index) => value === entries[index]![1]);
  return rewritten(isSame ? part : Object.fromEntries(inner));
}

/** A name becomes a pattern, a pattern another of the same meaning, and a dependency a condition. */
function rewritten(schema: object): object {
  const property = memberOf(schema, 'properties');
  const pattern = memberOf(schema, 'patternProperties');
  const wanted = memberOf(schema, 'dependencies');
  if (property === undefined && pattern === undefined && wanted === undefined) return schema;
  const patterns = [
    ...(property === undefined ? [] : [[`^${NAME}$`, property]]),
    ...(pattern === undefined ? [] : [[`(?:${NAME})`, pattern]]),
  ];
  const { patternProperties, allOf } = schema as { patternProperties?: object; allOf?: readonly unknown[] };
  return {
    ...schema,
    ...(patterns.length === 0
      ? {}
      : { patternProperties: { ...patternProperties, ...Object.fromEntries(patterns) } }),
    ...(wanted === undefined ? {} : { allOf: [...(allOf ?? []), ifThere(wanted)] }),
  };
}

function ifThere(wanted: unknown): object {
  return Object.fromEntries([
    ['if', { required: [NAME] }],
    ['then', Array.isArray(wanted) ? { required: wanted } : wanted],
  ]);
}

function memberOf(schema: object, keyword: string): unknown {
  const map: unknown = Reflect.get(schema, keyword);
  return typeof map === 'object' && map !== null && Object.hasOwn(map, NAME)
    ? Reflect.get(map, NAME)
    : undefined;
}
