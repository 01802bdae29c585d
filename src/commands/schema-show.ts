// Turns the name of a schema, or a place in the message, into the schema that stands there.
import { builtInFiles, MESSAGE_FILE } from '../contract/load/built-in.ts';
import { type Exit, TurnlineError } from '../errors.ts';
import type { Invocation } from './command.ts';
import { namedParts, partOf } from './schema-parts.ts';

export async function run({ operands, host }: Invocation): Promise<Iterable<Exit>> {
  const [wanted = MESSAGE_FILE, more] = operands;
  if (more !== undefined) throw new TurnlineError('usage', 'schema show wants one name or pointer');
  await host.stdout.write(`${JSON.stringify(partOf(builtInFiles(), wanted, MESSAGE_FILE), null, 2)}\n`);
  return ['ok'];
}

export function schemaNames(): string[] {
  return namedParts(builtInFiles()).map(({ name }) => name);
}
