// Turns the request for the manual page into that page on standard output.
import { packageVersion } from '../../contract/load/package.ts';
import type { Exit } from '../../errors.ts';
import type { Invocation } from '../command.ts';
import { manualPage } from './page.ts';

export async function run({ host }: Invocation): Promise<Iterable<Exit>> {
  await host.stdout.write(manualPage(packageVersion()));
  return ['ok'];
}
