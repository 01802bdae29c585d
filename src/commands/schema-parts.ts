// Turns schema files into their named schemas, and a name or pointer into the schema that it means.

import type { SchemaFiles } from '../contract/import/layout.ts';
import { lookup } from '../contract/import/pointer.ts';
import { isObject, type JsonObject } from '../contract/import/schema.ts';
import { nearest } from '../contract/near.ts';
import { TurnlineError } from '../errors.ts';
import { parsePointer } from '../json/pointer.ts';

export interface NamedPart {
  readonly name: string;
  readonly file: string;
  readonly schema: JsonObject;
}

const ENDING = '.schema.json';

/** The schema of each file under the file's name, and its definitions under theirs. */
export function namedParts(files: SchemaFiles): NamedPart[] {
  return [...files].flatMap(([file, schema]) => {
    const definitions = isObject(schema.definitions) ? Object.entries(schema.definitions) : [];
    const root =
      'properties' in schema || 'anyOf' in schema ? [{ name: file.replace(ENDING, ''), file, schema }] : [];
    return [...root, ...definitions.map(([name, part]) => ({ name, file, schema: part as JsonObject }))];
  });
}

/** `wanted` is a name, `name#/pointer` into its schema, or the pointer of a value in the message. */
export function partOf(files: SchemaFiles, wanted: string, main: string): unknown {
  if (wanted.startsWith('/')) return partAt(files, wanted, main);
  const [name = '', pointer = ''] = wanted.split('#');
  const parts = namedParts(files);
  const plain = name.replace(ENDING, '');
  const part =
    parts.find((one) => one.name === plain) ??
    parts.find((one) => one.name.toLowerCase() === plain.toLowerCase());
  const found = part === undefined ? undefined : lookup(part.schema, pointer);
  if (found !== undefined) return found;
  const meant =
    part === undefined
      ? nearest(
          plain,
          parts.map((one) => one.name),
        )
      : null;
  throw new TurnlineError(
    'usage',
    `no schema is called ${wanted}${meant === null ? ': turnline schema list lists them' : `: did you mean ${meant}?`}`,
  );
}

/** Follows a pointer into the message through its schemas; of a union every branch that knows the next step. */
function partAt(files: SchemaFiles, pointer: string, main: string): unknown {
  let places: { schema: JsonObject; file: string }[] = [{ schema: files.get(main) ?? {}, file: main }];
  for (const token of parsePointer(pointer)) {
    places = places
      .flatMap((place) => settled(files, place))
      .flatMap(({ schema, file }) => {
        const member = isObject(schema.properties) ? schema.properties[token] : undefined;
        const next = member ?? (/^\d+$/.test(token) ? schema.items : undefined);
        return isObject(next) ? [{ schema: next, file }] : [];
      });
  }
  const found = places.flatMap((place) => settled(files, place)).map(({ schema }) => schema);
  if (found.length === 0) throw new TurnlineError('usage', `the contract has nothing at ${pointer}`);
  return found.length === 1 ? found[0] : { anyOf: found };
}

/** The schemas behind references and unions. */
function settled(
  files: SchemaFiles,
  { schema, file }: { schema: JsonObject; file: string },
): { schema: JsonObject; file: string }[] {
  if (typeof schema.$ref === 'string') {
    const [target = '', pointer = ''] = schema.$ref.split('#');
    const home = target === '' ? file : target;
    const part = lookup(files.get(home) ?? {}, decodeURIComponent(pointer));
    return isObject(part) ? settled(files, { schema: part, file: home }) : [];
  }
  if (!Array.isArray(schema.anyOf)) return [{ schema, file }];
  return schema.anyOf.filter(isObject).flatMap((branch) => settled(files, { schema: branch, file }));
}
