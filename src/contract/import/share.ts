// Turns unions of references that stand in many places into named schemas of their own.
import { parsePointer } from '../../json/pointer.ts';
import { type NamedSchema, type NamedSchemas, refTo } from './closure.ts';
import { canonical, everySchema, isList, isObject, type JsonObject, rewrite, without } from './schema.ts';
import { ANNOTATIONS } from './shape.ts';

/**
 * `names` maps a place (`<name>#<pointer>`) to the name that the union there shall have; other unions are named after the
 * property that holds them. The unions that stand directly in a schema of `always` are shared even when they stand nowhere else.
 */
export function shareUnions(
  named: NamedSchemas,
  names: Readonly<Record<string, string>>,
  always: readonly string[],
): NamedSchemas {
  const shared = nameUnions(unionsIn(named), names, always, new Set(named.keys()));
  const replace = (schema: JsonObject): JsonObject => {
    const name = isUnionOfRefs(schema) ? shared.get(essence(schema)) : undefined;
    const annotations = Object.entries(schema).filter(([keyword]) => ANNOTATIONS.includes(keyword));
    return name === undefined ? schema : { ...Object.fromEntries(annotations), $ref: refTo(name) };
  };
  const result = new Map<string, NamedSchema>();
  for (const [name, { schema, pointer }] of named)
    result.set(name, { schema: rewrite(schema, replace) as JsonObject, pointer });
  for (const [text, name] of shared) result.set(name, { schema: JSON.parse(text), pointer: '' });
  return new Map([...result].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Union {
  /** Every place where it stands. */
  places: { owner: string; pointer: string }[];
}

function unionsIn(named: NamedSchemas): Map<string, Union> {
  const unions = new Map<string, Union>();
  for (const [owner, { schema }] of named)
    for (const { schema: part, pointer } of everySchema(schema)) {
      if (pointer === '' || !isUnionOfRefs(part)) continue;
      const text = essence(part);
      const places = unions.get(text)?.places ?? [];
      places.push({ owner, pointer });
      unions.set(text, { places });
    }
  return unions;
}

function nameUnions(
  unions: ReadonlyMap<string, Union>,
  names: Readonly<Record<string, string>>,
  always: readonly string[],
  taken: ReadonlySet<string>,
): Map<string, string> {
  const used = new Set(taken);
  const shared = new Map<string, string>();
  const free = (candidates: readonly string[]): string => {
    const name = candidates.find((candidate) => !used.has(candidate)) ?? `${candidates[0]}${used.size}`;
    used.add(name);
    return name;
  };
  const given = new Map<string, string>();
  for (const [text, { places }] of unions) {
    const name = places
      .map(({ owner, pointer }) => names[`${owner}#${pointer}`])
      .find((known) => known !== undefined);
    if (name !== undefined) given.set(text, free([name]));
  }
  for (const [text, { places }] of unions) {
    const [first] = places;
    const chosen = given.get(text);
    const direct = places.some(
      ({ owner, pointer }) => always.includes(owner) && parsePointer(pointer).length === 2,
    );
    if (first === undefined || (chosen === undefined && places.length < 2 && !direct)) continue;
    const base = nameFor(first.pointer);
    shared.set(text, chosen ?? free([base, first.owner + base, `${first.owner}${base}Union`]));
  }
  return shared;
}

/** `/properties/tools/items` holds a Tool, `/properties/phoneNumber` a PhoneNumber. */
function nameFor(pointer: string): string {
  const segments = parsePointer(pointer);
  const at = segments.lastIndexOf('properties');
  const property = segments[at + 1] ?? 'union';
  const words = property.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return segments.includes('items', at + 2) ? name.replace(/(?<=[a-z])s$/, '') : name;
}

/** Two references or more, or one that is still told apart by a tag: a union that will grow. */
function isUnionOfRefs(schema: JsonObject): boolean {
  const branches = schema.anyOf;
  if (!isList(branches)) return false;
  const refs = branches.filter((branch) => isObject(branch) && typeof branch.$ref === 'string');
  const nested = branches.some(
    (branch) => isObject(branch) && everySchema(branch).some((part) => 'anyOf' in part.schema),
  );
  return !nested && (refs.length > 1 || (refs.length === 1 && 'x-tag' in schema));
}

const essence = (schema: JsonObject): string => canonical(without(schema, ANNOTATIONS));
