// Finds the tag of a union: the property whose value says which branch is meant.
import { isObject, type JsonObject, stringsOf } from './schema.ts';
import { listedValues, type Resolve } from './shape.ts';

export interface Tag {
  property: string;
  /** Which branch each known value of the tag selects. */
  branches: ReadonlyMap<string, number>;
  /** The one branch whose tag may be any other string. */
  open: number | undefined;
  /** The branches that may lack the tag. */
  optional: readonly number[];
}

const PREFERRED = ['provider', 'type', 'role'];

/**
 * The tag of a union of objects, or nothing when no property keeps its branches apart. A property is a tag when the strings
 * it may be differ from branch to branch; one branch of several may leave it open. `hint` is tried first.
 */
export function findTag(branches: readonly JsonObject[], resolve: Resolve, hint?: string): Tag | undefined {
  const objects = branches.map((branch) => propertiesOf(branch, resolve));
  if (objects.length === 0 || !objects.every((object) => object !== undefined)) return undefined;
  const names = objects.flatMap(({ properties }) => Object.keys(properties));
  const ranked = [...new Set([...(hint === undefined ? [] : [hint]), ...PREFERRED, ...names])];
  for (const allowOpen of [false, true])
    for (const property of ranked) {
      const tag = tagNamed(property, objects, allowOpen);
      if (tag !== undefined) return tag;
    }
  return undefined;
}

interface ObjectBranch {
  properties: JsonObject;
  required: readonly string[];
}

/** One reference is followed and no more: as far as the `discriminator` of Ajv sees. */
function propertiesOf(branch: JsonObject, resolve: Resolve): ObjectBranch | undefined {
  const object = typeof branch.$ref === 'string' ? resolve(branch.$ref) : branch;
  const properties = object?.properties;
  return isObject(properties) ? { properties, required: stringsOf(object?.required) } : undefined;
}

function tagNamed(property: string, objects: readonly ObjectBranch[], allowOpen: boolean): Tag | undefined {
  const branches = new Map<string, number>();
  const optional: number[] = [];
  let open: number | undefined;
  for (const [index, { properties, required }] of objects.entries()) {
    const schema = Object.hasOwn(properties, property) ? properties[property] : undefined;
    if (!isObject(schema)) return undefined;
    if (!required.includes(property)) optional.push(index);
    const values = listedValues(schema);
    if (values === undefined && allowOpen && open === undefined && schema.type === 'string') {
      open = index;
      continue;
    }
    if (values === undefined || values.length === 0) return undefined;
    for (const value of values) {
      if (!isTagValue(value) || branches.has(value)) return undefined;
      branches.set(value, index);
    }
  }
  // A lone branch with a list of values is an object with an enum, not a union that has one branch so far.
  const lone = objects.length === 1 && branches.size !== 1;
  return branches.size === 0 || lone ? undefined : { property, branches, open, optional };
}

/** Ajv keeps tag values as the keys of a plain object and takes an empty one for none. */
const isTagValue = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !(value in Object.prototype);
