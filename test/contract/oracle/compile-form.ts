// Turns schema files written for people and editors into the form that Ajv compiles: one error for each mistake.

import type { SchemaFiles } from '../../../src/contract/import/layout.ts';
import { type Json, type JsonObject, rewrite, without } from '../../../src/contract/import/schema.ts';
import {
  ANNOTATIONS,
  declaredTypes,
  KEYWORD_TYPES,
  listedValues,
  typeOfValue,
} from '../../../src/contract/import/shape.ts';
import { kindOf } from '../../../src/contract/nodes/kinds.ts';
import { rulesIn } from '../../../src/contract/nodes/rules.ts';
import { closer, openPlaces } from './close.ts';
import { decide } from './decide.ts';
import { link, writtenRef } from './link.ts';

export interface CompileOptions {
  /** Report properties that the contract does not know, each as one error of the keyword `additionalProperties`. */
  drift?: boolean;
}

/**
 * The same files for `new Ajv({ strict: true, allowUnionTypes: true, discriminator: true })`. While `drift` is off both forms
 * accept the same values. An error of the keyword `if` never stands alone and says nothing.
 */
export function compileForm(files: SchemaFiles, { drift = false }: CompileOptions = {}): SchemaFiles {
  const linked = link(files);
  const open = drift ? openPlaces(linked) : new Set<string>();
  return new Map(
    [...linked.files].map(([file, schema]): [string, JsonObject] => {
      const close = drift ? closer(linked, open, file) : (part: JsonObject) => part;
      const compiled = rewrite(schema, (part, pointer) =>
        written(decide(withoutTypeOfValues(withoutWords(close(part, pointer))), linked.resolve)),
      );
      return [file, compiled as JsonObject];
    }),
  );
}

/** Formats are words too: since 2019-09 JSON Schema takes them as annotations. */
const withoutWords = (schema: JsonObject): JsonObject => without(schema, ...ANNOTATIONS, 'format');

/** Listed values need no type beside them: a value of another type would be two errors. */
function withoutTypeOfValues(schema: JsonObject): JsonObject {
  const values = listedValues(schema);
  const types = declaredTypes(schema).map((type) => (type === 'integer' ? 'number' : type));
  if (values === undefined || types.length === 0) return schema;
  const rules = rulesIn(schema);
  const keepsRules = (value: Json): boolean =>
    rules.every(({ kinds, keeps }) => (kinds & kindOf(value)) === 0 || keeps(value));
  const possible = values.filter((value) => types.includes(typeOfValue(value)) && keepsRules(value));
  if (possible.length === 0) return schema;
  return { ...without(schema, 'type', 'const', ...KEYWORD_TYPES.keys()), enum: possible };
}

const written = (schema: JsonObject): JsonObject =>
  typeof schema.$ref === 'string' ? { ...schema, $ref: writtenRef(schema.$ref) } : schema;
