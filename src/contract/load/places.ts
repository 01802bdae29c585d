// Turns the schemas of the built-in contract into what it knows of a message, place by place.
import { Known } from '../known.ts';
import { NodeStore } from '../nodes/store.ts';
import { BUILT_IN, builtInFiles, MESSAGE_FILE } from './built-in.ts';
import { readSchema } from './files.ts';

/** What the built-in contract knows of messages, place by place. */
export interface BuiltInPlaces {
  speechUpdate(message: unknown): Known;
  /** For other messages it knows only the members that they share with a speech-update, and those of a call. */
  otherMessage(message: unknown): Known;
  /** Every name that it lists anywhere. */
  readonly names: ReadonlySet<string>;
}

export function builtInPlaces(): BuiltInPlaces {
  const store = new NodeStore((file) => readSchema(BUILT_IN, file));
  const message = store.ref(`${MESSAGE_FILE}#`);
  const call = store.ref('call.schema.json#');
  let names: ReadonlySet<string> | undefined;
  return {
    speechUpdate: (value) => Known.of([message.node], value),
    otherMessage: (value) => Known.of([message.node, call.node], value),
    get names() {
      names ??= namesIn([...builtInFiles().values()]);
      return names;
    },
  };
}

function namesIn(parts: readonly unknown[], names = new Set<string>()): Set<string> {
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) continue;
    const properties: unknown = Reflect.get(part, 'properties');
    if (typeof properties === 'object' && properties !== null)
      for (const name of Object.keys(properties)) names.add(name);
    namesIn(Object.values(part), names);
  }
  return names;
}
