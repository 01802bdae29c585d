// Applies what real payloads taught: corrections are data, each a place, a change and the evidence for it.
import type { NamedSchemas } from './closure.ts';
import { UnusableDocument } from './document.ts';
import { changeAt, lookup } from './pointer.ts';
import { canonical, isList, isObject, type Json, type JsonObject, stringsOf } from './schema.ts';

/** `at` is `<name>#<pointer>`; `*` in the name stands for any characters. */
export interface Correction {
  at: string;
  change: Change;
  evidence: string;
}

export type Change =
  | { op: 'define'; schema: JsonObject }
  | { op: 'replace'; schema: JsonObject }
  | { op: 'set'; keywords: JsonObject }
  | { op: 'add-properties'; properties: { readonly [name: string]: JsonObject } }
  | { op: 'remove-required'; names: readonly string[] }
  | { op: 'add-enum'; values: readonly Json[] }
  | { op: 'add-branches'; branches: readonly JsonObject[] };

/** `already`: the contract says so by itself. `missing`: there is no such place any more. */
export interface AppliedCorrection {
  at: string;
  op: Change['op'];
  status: 'applied' | 'already' | 'missing';
  evidence: string;
}

/** The schema after the change, the same value when it already says so, or nothing when the change does not fit it. */
type Apply<C extends Change> = (schema: JsonObject, change: C) => JsonObject | undefined;

const CHANGES: { [Op in Change['op']]: Apply<Extract<Change, { op: Op }>> } = {
  define: (schema, change) => (Object.keys(schema).length === 0 ? change.schema : schema),
  replace: (schema, change) => (canonical(schema) === canonical(change.schema) ? schema : change.schema),
  set(schema, { keywords }) {
    const same = Object.entries(keywords).every(
      ([keyword, value]) => canonical(schema[keyword] ?? null) === canonical(value),
    );
    return same ? schema : { ...schema, ...keywords };
  },
  'add-properties'(schema, { properties }) {
    const known = isObject(schema.properties) ? schema.properties : {};
    const added = Object.entries(properties).filter(([name]) => !Object.hasOwn(known, name));
    return added.length === 0
      ? schema
      : { ...schema, properties: { ...known, ...Object.fromEntries(added) } };
  },
  'remove-required'(schema, { names }) {
    const required = stringsOf(schema.required);
    const kept = required.filter((name) => !names.includes(name));
    return kept.length === required.length ? schema : { ...schema, required: kept };
  },
  'add-enum'(schema, { values }) {
    if (schema.enum !== undefined && !isList(schema.enum)) return undefined;
    const known = schema.enum ?? [];
    const added = values.filter((value) => !known.some((other) => canonical(other) === canonical(value)));
    return added.length === 0 ? schema : { ...schema, enum: [...known, ...added] };
  },
  'add-branches'(schema, { branches }) {
    const keyword = isList(schema.anyOf) ? 'anyOf' : 'oneOf';
    const known = schema[keyword];
    if (!isList(known)) return undefined;
    const added = branches.filter((branch) => !known.some((other) => canonical(other) === canonical(branch)));
    return added.length === 0 ? schema : { ...schema, [keyword]: [...known, ...added] };
  },
};

export function correctSchemas(
  named: NamedSchemas,
  corrections: readonly Correction[],
): { schemas: NamedSchemas; applied: AppliedCorrection[] } {
  const schemas = new Map(named);
  const applied: AppliedCorrection[] = [];
  for (const { at, change, evidence } of corrections) {
    const [pattern, pointer] = splitPlace(at);
    for (const name of namesLike(pattern, pointer, schemas)) {
      const before: Json | undefined = schemas.get(name)?.schema ?? (change.op === 'define' ? {} : undefined);
      const there = before === undefined ? undefined : lookup(before, pointer);
      const after = isObject(there) ? applyChange(there, change) : undefined;
      const status = after === undefined ? 'missing' : after === there ? 'already' : 'applied';
      applied.push({ at: `${name}#${pointer}`, op: change.op, status, evidence });
      if (status !== 'applied' || before === undefined || after === undefined) continue;
      const schema = changeAt(before, pointer, () => after) as JsonObject;
      schemas.set(name, { schema, pointer: schemas.get(name)?.pointer ?? '' });
    }
  }
  return { schemas: new Map([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))), applied };
}

function applyChange(schema: JsonObject, change: Change): JsonObject | undefined {
  const apply = CHANGES[change.op] as Apply<Change>;
  return apply(schema, change);
}

/** The names that a pattern stands for and that have the place; the pattern itself when none has it. */
function namesLike(pattern: string, pointer: string, named: NamedSchemas): string[] {
  if (!pattern.includes('*')) return [pattern];
  const expression = new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`);
  const names = [...named]
    .filter(([name, { schema }]) => expression.test(name) && lookup(schema, pointer) !== undefined)
    .map(([name]) => name);
  return names.length > 0 ? names : [pattern];
}

const literally = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

function splitPlace(at: string): [name: string, pointer: string] {
  const hash = at.indexOf('#');
  return hash < 0 ? [at, ''] : [at.slice(0, hash), at.slice(hash + 1)];
}

/** Reads the corrections of a parsed JSON file. */
export function readCorrections(data: unknown): Correction[] {
  if (!Array.isArray(data)) throw new UnusableDocument('the corrections are not a list');
  return data.map((entry: unknown, index) => {
    const { at, change, evidence } = isObject(entry) ? entry : {};
    const op = isObject(change) ? change.op : undefined;
    if (
      typeof at !== 'string' ||
      typeof evidence !== 'string' ||
      typeof op !== 'string' ||
      !Object.hasOwn(CHANGES, op)
    )
      throw new UnusableDocument(`correction ${index + 1} lacks a place, a known change or its evidence`);
    return { at, change: change as unknown as Change, evidence };
  });
}
