// Turns an OpenAPI document into one JSON Schema of a message as it was published, with all its faults.
import { closureOf, refName } from './closure.ts';
import { findMessage, openDocument, UnusableDocument } from './document.ts';
import { isList, type JsonObject, rewrite } from './schema.ts';

/**
 * Says what the document says. An empty `enum` accepts nothing, a repeated value is one value, and a pattern that is no
 * expression matches nothing; compilers refuse all three, so they are written in other words.
 */
export function publishedSchema(document: unknown, message: string): JsonObject {
  const source = openDocument(document);
  const { server, client } = findMessage(source, message);
  const root = server ?? client;
  if (root === undefined) throw new UnusableDocument(`the document does not describe the message ${message}`);
  const definitions = [...closureOf(source, [root])].map(([name, { schema }]) => [
    name,
    rewrite(schema, inOtherWords),
  ]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $ref: `#/definitions/${encodeURIComponent(root)}`,
    definitions: Object.fromEntries(definitions),
  };
}

function inOtherWords(part: JsonObject): JsonObject {
  const name = refName(part.$ref);
  if (name !== undefined) return { $ref: `#/definitions/${encodeURIComponent(name)}` };
  const { discriminator: _, pattern, enum: values, ...rest } = part;
  return {
    ...rest,
    ...(isList(values) && (values.length === 0 ? { not: {} } : { enum: [...new Set(values)] })),
    ...(typeof pattern === 'string' && (isExpression(pattern) ? { pattern } : { not: { type: 'string' } })),
  };
}

function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
