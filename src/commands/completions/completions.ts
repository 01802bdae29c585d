// Turns the name of a shell into the script by which it completes command lines of turnline.
import { nearest } from '../../contract/near.ts';
import { type Exit, TurnlineError } from '../../errors.ts';
import type { Invocation } from '../command.ts';
import { grammar } from './grammar.ts';
import { SHELLS } from './index.ts';
import type { Shell } from './shell.ts';

export async function run({ operands, host }: Invocation): Promise<Iterable<Exit>> {
  const [name = ''] = operands;
  const names = Object.keys(SHELLS);
  if (!Object.hasOwn(SHELLS, name)) {
    const meant = nearest(name, names);
    const hint = meant === null ? `one of ${names.join(', ')} is wanted` : `did you mean ${meant}?`;
    throw new TurnlineError('usage', `there are no completions for the shell "${name}": ${hint}`);
  }
  const shell: Shell = SHELLS[name as keyof typeof SHELLS];
  const { script } = await shell.load();
  await host.stdout.write(script(await grammar()));
  return ['ok'];
}
