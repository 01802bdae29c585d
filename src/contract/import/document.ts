// Turns a parsed document into its named schemas: OpenAPI 3.0, OpenAPI 3.1 or a single JSON Schema with its definitions.
import { TurnlineError } from '../../errors.ts';
import { join, lookup } from './pointer.ts';
import { isObject, type Json, type JsonObject, stringsOf } from './schema.ts';

/** The document cannot be used; `message` is one line that says why. */
export class UnusableDocument extends TurnlineError {
  constructor(message: string) {
    super('schema', message);
  }
}

export interface SourceDocument {
  kind: 'openapi-3.0' | 'openapi-3.1' | 'json-schema';
  /** What the document calls its own version, when it says so. */
  version: string | undefined;
  /** Whether keywords beside `$ref` count: they do in OpenAPI 3.1 and since draft 2019-09, and are ignored before. */
  refSiblings: boolean;
  root: JsonObject;
  /** Pointer of each named schema. */
  pointers: ReadonlyMap<string, string>;
}

export interface MessageNames {
  server?: string;
  client?: string;
}

export function openDocument(document: unknown): SourceDocument {
  if (!isObject(document)) throw new UnusableDocument('the document is not a JSON object');
  const { openapi } = document;
  if (document.swagger !== undefined)
    throw new UnusableDocument('the document is Swagger 2.0: convert it to OpenAPI 3 first');
  if (openapi === undefined) return openSchema(document);
  if (typeof openapi !== 'string' || !/^3\.[01](\.|$)/.test(openapi))
    throw new UnusableDocument(`OpenAPI version ${JSON.stringify(openapi)} is not 3.0 or 3.1`);
  const names = namesUnder(document, '/components/schemas');
  if (names.size === 0)
    throw new UnusableDocument('the OpenAPI document has no schemas under components.schemas');
  const modern = openapi.startsWith('3.1');
  return {
    kind: modern ? 'openapi-3.1' : 'openapi-3.0',
    version: textAt(document, '/info/version'),
    refSiblings: modern,
    root: document,
    pointers: names,
  };
}

function openSchema(root: JsonObject): SourceDocument {
  const names = new Map([...namesUnder(root, '/definitions'), ...namesUnder(root, '/$defs')]);
  const usable = ['type', 'properties', '$ref', 'allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in root);
  if (!usable && names.size === 0)
    throw new UnusableDocument('the document is neither OpenAPI 3 nor a JSON Schema');
  return {
    kind: 'json-schema',
    version: undefined,
    refSiblings: /20(19-09|20-12)/.test(String(root.$schema ?? '')),
    root,
    pointers: usable ? new Map([[nameOfRoot(root, names), ''], ...names]) : names,
  };
}

/** The schemas whose property `type` can only be `message`; a document names the server's and the client's apart. */
export function findMessage(source: SourceDocument, message: string): MessageNames {
  const said = [...source.pointers].map(([name, pointer]) => ({
    name,
    values: typeValues(lookup(source.root, pointer)),
  }));
  const exact = said.filter(({ values }) => values.length === 1 && values[0] === message);
  const candidates = exact.length > 0 ? exact : said.filter(({ values }) => values.includes(message));
  const client = candidates.filter(({ name }) => /^client/i.test(name));
  const server = candidates.filter(({ name }) => /^server/i.test(name));
  const others = candidates.filter((candidate) => !client.includes(candidate) && !server.includes(candidate));
  const servers = server.length > 0 ? server : others;
  for (const group of [servers, client])
    if (group.length > 1)
      throw new UnusableDocument(
        `several schemas describe the message "${message}": ${group.map(({ name }) => name).join(', ')}`,
      );
  if (candidates.length === 0) throw new UnusableDocument(missingMessage(message, said.flatMap(typesSaid)));
  return {
    ...(servers[0] && { server: servers[0].name }),
    ...(client[0] && { client: client[0].name }),
  };
}

const typesSaid = ({ name, values }: { name: string; values: string[] }): string[] =>
  /message/i.test(name) ? values : [];

function missingMessage(message: string, known: string[]): string {
  const list = [...new Set(known)].sort().slice(0, 8).join(', ');
  return `no schema in the document has the type "${message}"${list && `; it describes ${list}`}`;
}

function typeValues(schema: Json | undefined): string[] {
  const type = lookup(schema ?? null, '/properties/type');
  if (!isObject(type)) return [];
  return typeof type.const === 'string' ? [type.const] : stringsOf(type.enum);
}

function namesUnder(root: JsonObject, pointer: string): Map<string, string> {
  const holder = lookup(root, pointer);
  return new Map(isObject(holder) ? Object.keys(holder).map((name) => [name, join(pointer, name)]) : []);
}

/** Published single-message files carry the name as their title, or at the end of a fragment `$id`. */
function nameOfRoot(root: JsonObject, taken: ReadonlyMap<string, string>): string {
  const id = String(root.$id ?? '');
  const said = [root.title, /[^/#]+$/.exec(id.replace(/(\.schema)?\.json$/, ''))?.[0]]
    .filter((name) => typeof name === 'string')
    .map((name) => name.replace(/[^\w.-]+/g, ''))
    .find((name) => name !== '' && !taken.has(name));
  return said ?? 'Message';
}

function textAt(root: JsonObject, pointer: string): string | undefined {
  const text = lookup(root, pointer);
  return typeof text === 'string' ? text : undefined;
}
