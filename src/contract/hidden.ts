// Turns defects by a schema of the user's into the same with the names hidden in pointers that the schema does not list.
import { formatPointer, parsePointer } from '../json/pointer.ts';
import { type Defect, HIDDEN } from './defect.ts';

/** Every name that a schema lists, wherever. */
export function namesIn(part: unknown, names = new Set<string>()): Set<string> {
  if (typeof part !== 'object' || part === null) return names;
  const properties: unknown = Reflect.get(part, 'properties');
  if (typeof properties === 'object' && properties !== null)
    for (const name of Object.keys(properties)) names.add(name);
  for (const child of Object.values(part)) namesIn(child, names);
  return names;
}

/** The name that is itself the defect is told by it anyway. */
export function withHiddenNames(defect: Defect, value: unknown, names: ReadonlySet<string>): Defect {
  const tokens = parsePointer(defect.pointer);
  let here = value;
  const shown = tokens.map((token, at) => {
    const listed = Array.isArray(here) || names.has(token);
    here = typeof here === 'object' && here !== null ? Reflect.get(here, token) : undefined;
    return listed || (defect.at === 'key' && at === tokens.length - 1) ? token : HIDDEN;
  });
  const pointer = formatPointer(shown);
  return pointer === defect.pointer ? defect : { ...defect, shown: pointer };
}
