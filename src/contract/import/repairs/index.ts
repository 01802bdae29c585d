// Turns named schemas as published into sound ones; the registry of the defects that are put right.
import { type NamedSchema, type NamedSchemas, refName } from '../closure.ts';
import { type JsonObject, rewrite } from '../schema.ts';
import { badValue } from './bad-value.ts';
import { booleanExclusive } from './boolean-exclusive.ts';
import { danglingRef } from './dangling-ref.ts';
import { discriminator } from './discriminator.ts';
import { duplicateEnum } from './duplicate-enum.ts';
import { emptyEnum } from './empty-enum.ts';
import { enumBesideUnion } from './enum-beside-union.ts';
import { enumOnArray } from './enum-on-array.ts';
import { enumType } from './enum-type.ts';
import { fragmentId } from './fragment-id.ts';
import { javascriptPattern } from './javascript-pattern.ts';
import { misplacedKeyword } from './misplaced-keyword.ts';
import { modernKeyword } from './modern-keyword.ts';
import { nullable } from './nullable.ts';
import { openEnum } from './open-enum.ts';
import { overlappingOneOf } from './overlapping-one-of.ts';
import { refSiblings } from './ref-siblings.ts';
import type { RepairContext, RepairRule } from './repair.ts';
import { repeatedComposition } from './repeated-composition.ts';
import { singleAllOf } from './single-all-of.ts';
import { splitEnum } from './split-enum.ts';
import { undeclaredRequired } from './undeclared-required.ts';
import { unknownKeyword } from './unknown-keyword.ts';
import { unknownType } from './unknown-type.ts';

/** Applied to each schema in this order, after its subschemas: a later rule relies on what the earlier ones put right. */
export const REPAIRS = {
  'fragment-id': fragmentId,
  'boolean-exclusive': booleanExclusive,
  'modern-keyword': modernKeyword,
  'bad-value': badValue,
  'unknown-type': unknownType,
  'dangling-ref': danglingRef,
  'javascript-pattern': javascriptPattern,
  'empty-enum': emptyEnum,
  'duplicate-enum': duplicateEnum,
  'enum-on-array': enumOnArray,
  'enum-type': enumType,
  'enum-beside-union': enumBesideUnion,
  'repeated-composition': repeatedComposition,
  'single-allof': singleAllOf,
  'open-enum': openEnum,
  'split-enum': splitEnum,
  'overlapping-oneof': overlappingOneOf,
  discriminator,
  'misplaced-keyword': misplacedKeyword,
  'undeclared-required': undeclaredRequired,
  'unknown-keyword': unknownKeyword,
  'ref-siblings': refSiblings,
  nullable,
} as const satisfies Record<string, RepairRule>;

export type RepairCode = keyof typeof REPAIRS;

/** One defect that was put right. `pointer` (RFC 6901) leads into the source document. */
export interface Repair {
  code: RepairCode;
  pointer: string;
  reason: string;
}

export function repairSchemas(
  named: NamedSchemas,
  refSiblingsCount: boolean,
): { schemas: NamedSchemas; repairs: Repair[] } {
  const context: RepairContext = {
    resolve: (ref) => named.get(refName(ref) ?? '')?.schema,
    refSiblings: refSiblingsCount,
  };
  const repairs: Repair[] = [];
  const repaired = [...named].map(([name, { schema, pointer }]): [string, NamedSchema] => {
    const mended = rewrite(
      schema,
      (part, at) => {
        const { result, found } = repairOne(part, context);
        for (const { code, reason } of found) repairs.push({ code, pointer: at, reason });
        return result;
      },
      pointer,
    );
    return [name, { schema: mended as JsonObject, pointer }];
  });
  return { schemas: new Map(repaired), repairs };
}

function repairOne(schema: JsonObject, context: RepairContext) {
  const found: Omit<Repair, 'pointer'>[] = [];
  let result = schema;
  for (const [code, rule] of Object.entries(REPAIRS) as [RepairCode, RepairRule][]) {
    const fix = rule.apply(result, context);
    if (fix === undefined) continue;
    result = fix.schema;
    found.push({ code, reason: fix.reason });
  }
  return { result, found };
}
