// Turns the unions of named schemas into one form: anyOf with plain branches, and x-tag where a property tells them apart.
import { type NamedSchema, type NamedSchemas, refName } from './closure.ts';
import { canonical, type JsonObject, rewrite, without } from './schema.ts';
import { branchesOf, declaredTypes, isBareType, type Resolve, typesOf } from './shape.ts';
import { findTag } from './tag.ts';

/** Names the property whose value selects the branch of an `anyOf`. The only keyword here that is not of draft-07. */
export const TAG = 'x-tag';

export function tagUnions(named: NamedSchemas): NamedSchemas {
  const resolve: Resolve = (ref) => named.get(refName(ref) ?? '')?.schema;
  return new Map(
    [...named].map(([name, { schema, pointer }]): [string, NamedSchema] => [
      name,
      { schema: rewrite(schema, (part) => plainUnion(part, resolve)) as JsonObject, pointer },
    ]),
  );
}

function plainUnion(schema: JsonObject, resolve: Resolve): JsonObject {
  const found = branchesOf(schema);
  if (found === undefined) return without(schema, TAG);
  const branches = distinct(found.map(bareRef));
  const implied = declaredTypes(schema).length === 0 || isImplied(declaredTypes(schema), branches, resolve);
  const outer = without(schema, 'anyOf', 'oneOf', TAG, ...(implied ? ['type'] : []));
  const types = branches.filter(isBareType).map((branch) => branch.type as string);
  if (implied && types.length === branches.length && types.length > 1)
    return { ...outer, type: [...new Set(types)] };
  const objects = objectBranches(branches, resolve);
  const hint = typeof schema[TAG] === 'string' ? schema[TAG] : undefined;
  const tag = objects && findTag(objects, resolve, hint);
  const [only] = branches;
  if (implied && tag === undefined && branches.length === 1 && only !== undefined)
    return { ...only, ...outer };
  return { ...outer, anyOf: branches, ...(tag && { [TAG]: tag.property }) };
}

/** The branches of a union that are objects, when each branch is known to be one or none. */
function objectBranches(branches: readonly JsonObject[], resolve: Resolve): JsonObject[] | undefined {
  const types = branches.map((branch) => typesOf(branch, resolve));
  if (types.some((set) => set === undefined || (set.has('object') && set.size > 1))) return undefined;
  return branches.filter((_, index) => types[index]?.has('object'));
}

/** Whether a type beside the union only says again what each branch says. */
function isImplied(declared: readonly string[], branches: readonly JsonObject[], resolve: Resolve): boolean {
  return branches.every((branch) => {
    const types = typesOf(branch, resolve);
    return types !== undefined && [...types].every((type) => declared.includes(type));
  });
}

/** A branch that is a reference needs no title: the schema behind it has a name. */
const bareRef = (branch: JsonObject): JsonObject =>
  typeof branch.$ref === 'string' ? { $ref: branch.$ref } : branch;

const distinct = (branches: readonly JsonObject[]): JsonObject[] => [
  ...new Map(branches.map((branch) => [canonical(branch), branch])).values(),
];
