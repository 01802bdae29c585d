// Turns two versions of a contract into the list of what changed between them.
import { refName, refTo } from './closure.ts';
import type { SchemaFiles } from './layout.ts';
import { join } from './pointer.ts';
import {
  canonical,
  isList,
  isObject,
  type Json,
  type JsonObject,
  LIST_KEYWORDS,
  rewrite,
  stringsOf,
} from './schema.ts';
import { ANNOTATIONS, declaredTypes, IDENTITY, listedValues } from './shape.ts';

/** One difference. `at` is `<name of the schema>#<pointer>`; `subject` is the name or the value that was added or removed. */
export interface ContractChange {
  kind: 'added' | 'removed' | 'changed';
  what: 'schema' | 'property' | 'required' | 'value' | 'branch' | 'type' | 'rule';
  at: string;
  subject?: string;
  before?: Json;
  after?: Json;
}

/** In which file a schema stands is no difference, nor is what is said to its reader. */
export function diffContracts(before: SchemaFiles, after: SchemaFiles): ContractChange[] {
  const old = namedIn(before);
  const now = namedIn(after);
  return sortedUnion(old.keys(), now.keys()).flatMap((name): ContractChange[] => {
    const was = old.get(name);
    const is = now.get(name);
    if (was === undefined || is === undefined)
      return [{ kind: was ? 'removed' : 'added', what: 'schema', at: `${name}#`, subject: name }];
    return diffSchemas(was, is, `${name}#`);
  });
}

function diffSchemas(was: JsonObject, is: JsonObject, at: string): ContractChange[] {
  const changes: ContractChange[] = [
    ...diffLists(knownValues(was), knownValues(is), 'value', at),
    ...diffLists(stringsOf(was.required).sort(), stringsOf(is.required).sort(), 'required', at),
  ];
  const types = [was, is].map((schema) => declaredTypes(schema).sort());
  if (canonical(types[0] ?? []) !== canonical(types[1] ?? []))
    changes.push({ kind: 'changed', what: 'type', at, before: was.type ?? null, after: is.type ?? null });
  const keywords = sortedUnion(Object.keys(was), Object.keys(is)).filter((keyword) => !SEPARATE.has(keyword));
  return changes.concat(keywords.flatMap((keyword) => diffKeyword(keyword, was[keyword], is[keyword], at)));
}

/** Compared as sets, or not at all. */
const SEPARATE = new Set(['type', 'enum', 'const', 'required', ...ANNOTATIONS, ...IDENTITY]);

function diffKeyword(
  keyword: string,
  was: Json | undefined,
  is: Json | undefined,
  at: string,
): ContractChange[] {
  const place = join(at, keyword);
  if (keyword === 'properties') return diffProperties(asObject(was), asObject(is), place);
  if (LIST_KEYWORDS.has(keyword) && (isList(was) || isList(is)))
    return diffLists(isList(was) ? was : [], isList(is) ? is : [], 'branch', place);
  if (isObject(was) && isObject(is)) return diffSchemas(was, is, place);
  if (was !== undefined && is !== undefined && canonical(was) === canonical(is)) return [];
  const kind = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
  return [
    {
      kind,
      what: 'rule',
      at,
      subject: keyword,
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
    },
  ];
}

function diffProperties(was: JsonObject, is: JsonObject, at: string): ContractChange[] {
  return sortedUnion(Object.keys(was), Object.keys(is)).flatMap((name): ContractChange[] => {
    if (!Object.hasOwn(was, name)) return [{ kind: 'added', what: 'property', at, subject: name }];
    if (!Object.hasOwn(is, name)) return [{ kind: 'removed', what: 'property', at, subject: name }];
    return diffSchemas(asObject(was[name]), asObject(is[name]), join(at, name));
  });
}

function diffLists(
  was: readonly Json[],
  is: readonly Json[],
  what: ContractChange['what'],
  at: string,
): ContractChange[] {
  const change = (kind: 'added' | 'removed', value: Json): ContractChange => ({
    kind,
    what,
    at,
    subject: shown(value),
  });
  const old = new Set(was.map(canonical));
  const now = new Set(is.map(canonical));
  return [
    ...is.filter((value) => !old.has(canonical(value))).map((value) => change('added', value)),
    ...was.filter((value) => !now.has(canonical(value))).map((value) => change('removed', value)),
  ];
}

/** Listed values, and the examples that an open list keeps. */
function knownValues(schema: JsonObject): readonly Json[] {
  return listedValues(schema) ?? (isList(schema.examples) ? schema.examples : []);
}

function shown(value: Json): string {
  const name = isObject(value) ? refName(value.$ref) : undefined;
  return name ?? (typeof value === 'string' ? value : JSON.stringify(value));
}

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

const sortedUnion = (a: Iterable<string>, b: Iterable<string>): string[] => [...new Set([...a, ...b])].sort();

/** The schemas of all files by name, referring to each other by name. */
function namedIn(files: SchemaFiles): Map<string, JsonObject> {
  const rootName = (file: string): string =>
    String(files.get(file)?.title ?? file.replace(/\.schema\.json$/, ''));
  const byName = (ref: string, file: string): string => {
    const [target = '', pointer = ''] = ref.split('#', 2);
    return pointer === '' ? refTo(rootName(target || file)) : `#${decodeURI(pointer)}`;
  };
  const named = new Map<string, JsonObject>();
  for (const [file, schema] of files) {
    const plain = rewrite(schema, (part) =>
      typeof part.$ref === 'string' ? { ...part, $ref: byName(part.$ref, file) } : part,
    ) as JsonObject;
    const { definitions, ...root } = plain;
    if (Object.keys(root).some((keyword) => !IDENTITY.includes(keyword))) named.set(rootName(file), root);
    for (const [name, definition] of Object.entries(asObject(definitions)))
      named.set(name, asObject(definition));
  }
  return named;
}
