// Turns a JSON Pointer into the value that it names in plain JSON values, and into a copy in which that value is changed.
import { formatPointer, parsePointer } from '../../json/pointer.ts';
import { isList, isObject, type Json } from './schema.ts';

/** `join('/a', 'b/c', 0)` is `/a/b~1c/0`. */
export const join = (pointer: string, ...segments: readonly (string | number)[]): string =>
  pointer + formatPointer(segments);

export function lookup(value: Json, pointer: string): Json | undefined {
  return parsePointer(pointer).reduce<Json | undefined>(member, value);
}

/** A copy of `value` in which the place at `pointer` holds what `change` makes of it; the same value when there is no such place. */
export function changeAt(value: Json, pointer: string, change: (there: Json) => Json): Json {
  const [head, ...rest] = parsePointer(pointer);
  if (head === undefined) return change(value);
  const inner = member(value, head);
  if (inner === undefined) return value;
  const changed = changeAt(inner, formatPointer(rest), change);
  if (isList(value)) return value.map((entry, index) => (String(index) === head ? changed : entry));
  return isObject(value) ? { ...value, [head]: changed } : value;
}

function member(value: Json | undefined, segment: string): Json | undefined {
  if (isList(value)) return /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
  return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}
