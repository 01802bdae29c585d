// Turns files into JSON documents and schema files, and schema files into the texts of a folder.
import { readdirSync, readFileSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemReason, TurnlineError } from '../../errors.ts';
import type { SchemaFiles } from '../import/layout.ts';
import { isObject, type JsonObject } from '../import/schema.ts';

/** What a set of schema files was made from. Stands beside them as `contract.json`. */
export interface Manifest {
  readonly message: string;
  readonly source: { readonly kind: string; readonly version: string | null };
  readonly schemas: number;
  readonly repairs: number;
  readonly corrections: number;
}

export const MANIFEST = 'contract.json';
const SCHEMA_ENDING = '.schema.json';

/** `name` is what the user calls the file. */
export async function readJson(path: string, name: string): Promise<unknown> {
  const bytes = await beginningOf(path).catch((error: unknown) => {
    throw new TurnlineError('schema', `cannot read ${name}: ${systemReason(error)}`, { cause: error });
  });
  return parseJson(bytes.toString('utf8'), name);
}

/** Vapi's whole description has 2 MB, and is less than 40 deep. */
export const MOST_BYTES = 16 << 20;
const MOST_DEPTH = 256;

/** The bytes of a file, or more of them than are taken. */
async function beginningOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const file = await open(path, 'r');
  try {
    while (length <= MOST_BYTES) {
      const chunk = Buffer.allocUnsafe(1 << 16);
      const { bytesRead } = await file.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) break;
      chunks.push(chunk.subarray(0, bytesRead));
      length += bytesRead;
    }
  } finally {
    await file.close().catch(() => {});
  }
  return Buffer.concat(chunks);
}

export function parseJson(text: string, name: string): unknown {
  if (text.length > MOST_BYTES)
    throw new TurnlineError('schema', `${name} is larger than ${MOST_BYTES >> 20} MiB, which no schema is`);
  const json = parsed(text.replace(/^\ufeff/, ''), name);
  if (isDeeper(json, MOST_DEPTH))
    throw new TurnlineError('schema', `${name} is nested more than ${MOST_DEPTH} deep, which no schema is`);
  return json;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TurnlineError('schema', `${name} is not JSON`, { cause: error });
  }
}

function isDeeper(json: unknown, depth: number): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return depth === 0 || Object.values(json).some((part) => isDeeper(part, depth - 1));
}

export function readSchema(folder: string, file: string): JsonObject {
  const schema = parseJson(readFileSync(join(folder, file), 'utf8'), file);
  if (!isObject(schema)) throw new TurnlineError('schema', `${file} is no schema`);
  return schema;
}

/** Every schema file of a folder, the message's first. */
export function readSchemaFolder(folder: string): SchemaFiles {
  const names = readdirSync(folder).filter((name) => name.endsWith(SCHEMA_ENDING));
  return new Map(names.sort().map((name) => [name, readSchema(folder, name)]));
}

export function readManifest(folder: string): Manifest {
  return parseJson(readFileSync(join(folder, MANIFEST), 'utf8'), MANIFEST) as Manifest;
}

export async function isSchemaFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory() && readdirSync(path).some((name) => name.endsWith(SCHEMA_ENDING)),
    () => false,
  );
}

/** The texts of the files and of their manifest, by file. */
export function schemaTexts(files: SchemaFiles, manifest: Manifest): [file: string, text: string][] {
  return [...files, [MANIFEST, manifest] as const].map(([name, content]) => [
    name,
    `${JSON.stringify(content, null, 2)}\n`,
  ]);
}
