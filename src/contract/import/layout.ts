// Decides in which file each named schema stands, and turns the references between them into references between files.
import { type NamedSchemas, refName } from './closure.ts';
import { join } from './pointer.ts';
import { everySchema, isObject, type Json, type JsonObject, rewrite } from './schema.ts';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

/** Nothing answers there, so nothing is ever fetched. */
export const BASE_ID = 'https://schemas.turnline.invalid/v1/';

/** Written schemas by file name, in order. */
export type SchemaFiles = ReadonlyMap<string, JsonObject>;

const SHARED = 'shared';

/** The families of Vapi's schemas by their names. The first that fits counts; what fits none lives with its only user. */
const FAMILIES: readonly (readonly [file: string, names: RegExp])[] = [
  ['assistant', /^AssistantOverrides$/],
  ['costs', /Cost(Breakdown)?$/],
  ['tools', /Tool(DTO)?$|^ToolMessage.|^ToolParameter$|^ToolRef$|^OpenAIFunction|^JsonSchema$|^McpTool/],
  ['messages', /Message(Warning|Content)?$|^(TextContent|ToolCall|ToolCallFunction)$/],
  ['credentials', /Credential(DTO)?$|AuthenticationPlan$|EncryptionPlan$/],
  ['hooks', /Hook/],
  ['voices', /Voice$|^FallbackPlan$|^ChunkPlan$|^FormatPlan$/],
  ['transcribers', /Transcriber$|^FallbackTranscriberPlan$/],
  ['models', /Model$|KnowledgeBase(DTO)?$/],
  ['transfers', /Destination|^Transfer|^ContextEngineering|^HandoffContextEngineering/],
  ['workflow', /Workflow|Node$|^Edge$/],
  ['squad', /Squad/],
  ['plans', /Plan$|Condition$/],
];

export interface MessageRoot {
  /** The name of the message's schema. */
  name: string;
  /** The name of its file without the extension. */
  file: string;
}

export function layOut(named: NamedSchemas, messages: readonly MessageRoot[]): SchemaFiles {
  const roots = new Map([
    ...messages.map(({ name, file }): [string, string] => [name, file]),
    ...objectRoots(named, messages),
  ]);
  const homes = findHomes(named, roots);
  const files = new Map<string, JsonObject>();
  for (const file of [...new Set([...roots.values(), ...[...homes.values()].sort()])]) {
    const own = [...homes].filter(([, home]) => home === file).map(([name]) => name);
    const root = own.find((name) => roots.get(name) === file);
    const written = (name: string): JsonObject =>
      rewrite(named.get(name)?.schema ?? {}, (part) => relink(part, file, homes, roots)) as JsonObject;
    const definitions = own
      .filter((name) => name !== root)
      .map((name): [string, Json] => [name, written(name)]);
    files.set(`${file}.schema.json`, {
      $schema: DRAFT_07,
      $id: `${BASE_ID}${file}.schema.json`,
      ...(root !== undefined && { title: root, ...asRoot(written(root)) }),
      ...(definitions.length > 0 && { definitions: Object.fromEntries(definitions) }),
    });
  }
  return files;
}

/** What a message holds under a name gets a file of that name: `phoneNumber` the file phone-number. */
function objectRoots(named: NamedSchemas, messages: readonly MessageRoot[]): Map<string, string> {
  const roots = new Map<string, string>();
  const messageNames = new Set(messages.map(({ name }) => name));
  for (const { name } of messages) {
    const properties = named.get(name)?.schema.properties;
    for (const [property, schema] of isObject(properties) ? Object.entries(properties) : []) {
      const target = isObject(schema) ? refName(schema.$ref) : undefined;
      const file = property
        .replace(/[A-Z]+/g, (capital) => `-${capital.toLowerCase()}`)
        .replace(/[^a-z0-9.-]+/g, '-');
      const free = target !== undefined && !messageNames.has(target) && !roots.has(target);
      if (free && ![...roots.values(), ...messages.map((message) => message.file)].includes(file))
        roots.set(target, file);
    }
  }
  return roots;
}

function findHomes(named: NamedSchemas, roots: ReadonlyMap<string, string>): Map<string, string> {
  const homes = new Map<string, string>();
  for (const name of named.keys()) {
    const family = FAMILIES.find(([, names]) => names.test(name))?.[0];
    const home = roots.get(name) ?? family;
    if (home !== undefined) homes.set(name, home);
  }
  const users = usersOf(named, homes);
  for (const name of named.keys()) {
    if (homes.has(name)) continue;
    const [only, second] = users.get(name) ?? [];
    homes.set(name, only !== undefined && second === undefined ? only : SHARED);
  }
  return new Map([...named.keys()].map((name) => [name, homes.get(name) ?? SHARED]));
}

/** For each schema without a home, the files whose schemas reach it, directly or through others without a home. */
function usersOf(named: NamedSchemas, homes: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  const reach = (name: string, file: string): void => {
    for (const target of refsIn(named.get(name)?.schema ?? {})) {
      if (homes.has(target) || users.get(target)?.has(file)) continue;
      users.set(target, (users.get(target) ?? new Set()).add(file));
      reach(target, file);
    }
  };
  for (const [name, file] of homes) reach(name, file);
  return users;
}

function refsIn(schema: JsonObject): string[] {
  return everySchema(schema).flatMap(({ schema: part }) => refName(part.$ref) ?? []);
}

/** Beside `$ref` nothing counts, neither `$id` nor `definitions`. */
const asRoot = (schema: JsonObject): JsonObject => ('$ref' in schema ? { allOf: [schema] } : schema);

function relink(
  part: JsonObject,
  file: string,
  homes: ReadonlyMap<string, string>,
  roots: ReadonlyMap<string, string>,
): JsonObject {
  const target = refName(part.$ref);
  if (target === undefined) return part;
  const home = homes.get(target) ?? SHARED;
  const inside = roots.get(target) === home ? '' : `#${encodeURI(join('/definitions', target))}`;
  return { ...part, $ref: home === file ? inside || '#' : `${home}.schema.json${inside}` };
}
