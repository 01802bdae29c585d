// Turns the name of a schema, or a place in the message, into the schema that stands there.
import { builtInFiles, MESSAGE_FILE } from '../contract/load/built-in.ts';
import { type Exit, TurnlineError } from '../errors.ts';
import type { Invocation } from './command.ts';
import { presentText } from './present.ts';
import { namedParts, partOf } from './schema-parts.ts';

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const [wanted = MESSAGE_FILE, more] = invocation.operands;
  if (more !== undefined) throw new TurnlineError('usage', 'schema show wants one name or pointer');
  const part = partOf(builtInFiles(), wanted, MESSAGE_FILE);
  await presentText(`${JSON.stringify(part, null, 2)}\n`, invocation);
  return ['ok'];
}

export function schemaNames(): string[] {
  return namedParts(builtInFiles()).map(({ name }) => name);
}
