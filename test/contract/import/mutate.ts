// Turns a valid payload into many that each have one thing wrong, and knows where the error belongs.
import { changeAt, join } from '../../../src/contract/import/pointer.ts';
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  stringsOf,
  without,
} from '../../../src/contract/import/schema.ts';
import { branchesOf, listedValues, typeOfValue, typesOf } from '../../../src/contract/import/shape.ts';
import { findTag } from '../../../src/contract/import/tag.ts';
import type { Payloads } from './build.ts';

export interface Mutation {
  kind: 'type' | 'null' | 'required' | 'value' | 'tag' | 'unknown';
  /** Where Ajv should report it. */
  pointer: string;
  payload: Json;
}

/** Every mutation of every described place of `payload`. */
export function* mutationsOf(payload: Json, schema: JsonObject, payloads: Payloads): Generator<Mutation> {
  for (const { value, at, schema: here, tag, types } of placesOf(payload, schema, '', payloads)) {
    const put = (bad: Json): Json => changeAt(payload, at, () => bad);
    const wrong = WRONG.find((candidate) => types !== undefined && !types.has(typeOfValue(candidate)));
    if (wrong !== undefined) yield { kind: 'type', pointer: at, payload: put(wrong) };
    if (types?.has('null') === false) yield { kind: 'null', pointer: at, payload: put(null) };
    if (listedValues(here) && typeof value === 'string')
      yield { kind: 'value', pointer: at, payload: put(`${value}_`) };
    if (!isObject(value)) continue;
    if (tag !== undefined && typeof value[tag] === 'string')
      yield { kind: 'tag', pointer: at, payload: put({ ...value, [tag]: `${value[tag]}_` }) };
    for (const name of stringsOf(here.required))
      if (Object.hasOwn(value, name))
        yield { kind: 'required', pointer: at, payload: put(without(value, name)) };
    const closed = isObject(here.properties) && Object.keys(here.properties).length > 0;
    if (closed && !('additionalProperties' in here))
      yield { kind: 'unknown', pointer: at, payload: put({ ...value, neverHeardOf: 1 }) };
  }
}

const WRONG: readonly Json[] = [42, 'text', [], {}, true];

interface Settled {
  /** The schema that applies there, references followed and branches chosen. */
  schema: JsonObject;
  /** The property that chose the branch. */
  tag: string | undefined;
  /** The types that are right there, whichever branch takes them. */
  types: Set<string> | undefined;
}

interface Place extends Settled {
  value: Json;
  at: string;
}

function* placesOf(value: Json, schema: JsonObject, at: string, payloads: Payloads): Generator<Place> {
  const place = settle(value, schema, payloads);
  if (place === undefined) return;
  const here = place.schema;
  yield { value, at, ...place };
  if (isObject(value) && isObject(here.properties))
    // A tag is not a place of its own: what is wrong with it is wrong with the choice.
    for (const [name, part] of Object.entries(here.properties))
      if (isObject(part) && Object.hasOwn(value, name) && name !== place.tag)
        yield* placesOf(value[name] ?? null, part, join(at, name), payloads);
  if (isList(value) && isObject(here.items))
    for (const [index, entry] of value.entries())
      yield* placesOf(entry, here.items, join(at, index), payloads);
}

/** What a value is held against, once references are followed and unions decided; nothing when none is known to decide. */
function settle(value: Json, schema: JsonObject, payloads: Payloads): Settled | undefined {
  const here = payloads.target(schema);
  const branches = branchesOf(here);
  if (branches === undefined) return { schema: here, tag: undefined, types: typesIn(here, payloads) };
  const resolve = (ref: string): JsonObject => payloads.target({ $ref: ref });
  const fitting = branches.filter((branch) => typesOf(branch, resolve)?.has(typeOfValue(value)));
  const tag = isObject(value) ? findTag(fitting, resolve) : undefined;
  const said = tag && isObject(value) ? value[tag.property] : undefined;
  const tagged =
    tag && typeof said === 'string' ? fitting[tag.branches.get(said) ?? tag.open ?? -1] : undefined;
  const [only, second] = fitting;
  const chosen = tagged ?? (second === undefined ? only : undefined);
  const known = tag?.branches.has(String(said)) ? tag.property : undefined;
  return chosen && { schema: payloads.target(chosen), tag: known, types: typesIn(here, payloads) };
}

const typesIn = (schema: JsonObject, payloads: Payloads): Set<string> | undefined =>
  typesOf(schema, (ref) => payloads.target({ $ref: ref }));
