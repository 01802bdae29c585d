// Turns a union into a decision: the type of the value picks the branches, and their tag picks the branch.
import { type Json, type JsonObject, without } from '../../../src/contract/import/schema.ts';
import {
  branchesOf,
  declaredTypes,
  IDENTITY,
  listedValues,
  type Resolve,
  typesOf,
} from '../../../src/contract/import/shape.ts';
import { findTag, type Tag } from '../../../src/contract/import/tag.ts';
import { TAG } from '../../../src/contract/import/unions.ts';

/** The schema itself when it is no union, or when a branch may be of any type. */
export function decide(schema: JsonObject, resolve: Resolve): JsonObject {
  const branches = 'anyOf' in schema ? branchesOf(schema) : undefined;
  const types = branches?.map((branch) => typesOf(branch, resolve));
  if (branches === undefined || !types?.every((set) => set !== undefined)) return without(schema, TAG);
  const declared = new Set(declaredTypes(schema));
  const allowed = [...new Set(types.flatMap((set) => [...set]))];
  const possible = declared.size === 0 ? allowed : allowed.filter((type) => declared.has(type));
  const hint = typeof schema[TAG] === 'string' ? schema[TAG] : undefined;

  const checks = possible.flatMap((type): [string, JsonObject][] => {
    const own = branches.filter((_, index) => types[index]?.has(type));
    const tag = type === 'object' ? findTag(own, resolve, hint) : undefined;
    const check = tag ? byTag(own, tag) : oneOfSame(own, type);
    return check === undefined ? [] : [[type, check]];
  });
  const [only, second] = possible;
  if (only === undefined) return without(schema, TAG);
  return { ...identityOf(schema), ...byType(second === undefined ? only : possible, checks) };
}

/** `discriminator` looks at objects only, so it may stand beside other types; other checks wait for their type. */
function byType(type: string | string[], checks: readonly [type: string, check: JsonObject][]): JsonObject {
  const [first] = checks;
  if (first !== undefined && typeof type === 'string' && first[1].type === type) return first[1];
  const beside = checks.find(([, check]) => 'discriminator' in check)?.[1];
  const guarded = checks
    .filter(([, check]) => check !== beside)
    .map(([checked, check]) => when({ type: checked }, check));
  const [only, second] = guarded;
  return { ...beside, type, ...(second === undefined ? only : { allOf: guarded }) };
}

/** What is left to check of branches that share a type; nothing when one of them accepts all of it. */
function oneOfSame(branches: readonly JsonObject[], type: string): JsonObject | undefined {
  if (branches.some((branch) => Object.keys(branch).join() === 'type' && branch.type === type))
    return undefined;
  const [first, second] = branches;
  if (second === undefined) return first;
  const lists = branches.map((branch) =>
    Object.keys(branch).join() === 'enum' ? listedValues(branch) : undefined,
  );
  if (!lists.every((list) => list !== undefined)) return { anyOf: branches };
  return { enum: [...new Set(lists.flat())] };
}

/**
 * A choice by tag. Ajv's `discriminator` wants every branch to list its values and to require the tag, so the branch that takes
 * any other value, and those that may lack the tag, stand in `else`.
 */
function byTag(
  branches: readonly JsonObject[],
  { property, branches: known, open, optional }: Tag,
): JsonObject {
  const listed = branches.filter((_, index) => index !== open);
  const choice: JsonObject = { type: 'object', discriminator: { propertyName: property }, oneOf: listed };
  if (open === undefined && optional.length === 0) return choice;
  const values: Json = open === undefined ? true : { enum: [...known.keys()] };
  const others = [...(open === undefined ? [] : [open]), ...optional.filter((index) => index !== open)];
  const rest = branches.filter((_, index) => others.includes(index));
  const chosen = { ...without(choice, 'type'), required: [property], properties: { [property]: true } };
  const otherwise = rest.length === 1 ? (rest[0] ?? {}) : { anyOf: rest };
  return {
    type: 'object',
    ...when({ required: [property], properties: { [property]: values } }, chosen),
    else: otherwise,
  };
}

function when(condition: JsonObject, consequence: JsonObject): JsonObject {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: condition, then: consequence };
}

function identityOf(schema: JsonObject): JsonObject {
  const own = Object.entries(schema).filter(([keyword]) => IDENTITY.includes(keyword));
  return Object.fromEntries(own);
}
