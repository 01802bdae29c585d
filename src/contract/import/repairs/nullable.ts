// Turns OpenAPI 3.0's `nullable` into a type of its own.
import { isList, type JsonObject, without } from '../schema.ts';
import { ANNOTATIONS, declaredTypes, listedValues } from '../shape.ts';
import type { RepairRule } from './repair.ts';

export const nullable: RepairRule = {
  explain: 'nullable is a keyword of OpenAPI 3.0 only; null becomes one of the types',
  apply(schema) {
    if (schema.nullable === undefined) return undefined;
    const plain = without(schema, 'nullable');
    if (schema.nullable !== true) return { schema: plain, reason: 'nullable says nothing here' };
    return { schema: withNull(plain), reason: 'null is written as a type' };
  },
};

const NULL = { type: 'null' };

function withNull(schema: JsonObject): JsonObject {
  const types = declaredTypes(schema);
  const bound = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'const'].some(
    (keyword) => keyword in schema,
  );
  if (!bound) {
    const values = listedValues(schema);
    return {
      ...schema,
      ...(types.length > 0 && { type: [...new Set([...types, 'null'])] }),
      ...(values && { enum: [...values.filter((value) => value !== null), null] }),
    };
  }
  const core = without(schema, ANNOTATIONS, 'x-tag');
  const branches = Object.keys(core).length === 1 ? (core.anyOf ?? core.oneOf) : undefined;
  const outer = without(schema, Object.keys(core));
  return { ...outer, anyOf: [...(isList(branches) ? branches : [core]), NULL] };
}
