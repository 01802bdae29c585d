// Adds our own short descriptions to named schemas.
import type { NamedSchema, NamedSchemas } from './closure.ts';
import { changeAt } from './pointer.ts';
import { isObject, type JsonObject, without } from './schema.ts';

/** `descriptions` maps a place (`<name>#<pointer>`) to its text; places that do not exist are passed over. */
export function describeSchemas(
  named: NamedSchemas,
  descriptions: Readonly<Record<string, string>>,
): NamedSchemas {
  return new Map(
    [...named].map(([name, entry]): [string, NamedSchema] => {
      const own = Object.entries(descriptions).filter(([at]) => at.startsWith(`${name}#`));
      const schema = own.reduce(
        (current, [at, description]) =>
          changeAt(current, at.slice(name.length + 1), (there) =>
            isObject(there) ? { description, ...without(there, 'description') } : there,
          ) as JsonObject,
        entry.schema,
      );
      return [name, { ...entry, schema }];
    }),
  );
}
