// Prints the JSON Schema of a project file, made from the options of all commands.
import { type Exit, TurnlineError } from '../errors.ts';
import type { Invocation } from './command.ts';
import { fileSchema } from './settings/file-schema.ts';

export async function run({ operands, host }: Invocation): Promise<Iterable<Exit>> {
  if (operands.length > 0) throw new TurnlineError('usage', 'schema config takes no operand');
  await host.stdout.write(`${JSON.stringify(fileSchema(), null, 2)}\n`);
  return ['ok'];
}
