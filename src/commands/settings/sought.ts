// Turns an invocation into one with what the environment and a project file set, and loads nothing where neither does.
import { exists } from '../../input/source.ts';
import type { Invocation } from '../command.ts';
import type { ProjectFile } from './file.ts';

export const PREFIX = 'TURNLINE_';
/** Secrets, which are no options: other programs of the machine can see a command line. */
export const SECRET_VARIABLE = `${PREFIX}SECRET`;
export const HMAC_KEY_VARIABLE = `${PREFIX}HMAC_KEY`;
/** Read where it stands in the working folder; never from the folders above it. */
export const PROJECT_FILE = 'turnline.config.json';

export async function withSettings(invocation: Invocation): Promise<Invocation> {
  const file = await projectFileOf(invocation);
  const { env } = invocation.host;
  if (file === undefined && !Object.keys(env).some((name) => name.startsWith(PREFIX))) return invocation;
  const { settle } = await import('./settle.ts');
  return settle(invocation, file);
}

/** The file that was named by --config or TURNLINE_CONFIG, or else the one that is found. */
export async function projectFileOf({ given, host }: Invocation): Promise<ProjectFile | undefined> {
  if (given.config === false) return undefined;
  const { [`${PREFIX}CONFIG`]: variable = '' } = host.env;
  const name = given.config ?? (variable === '' ? undefined : variable);
  if (name !== undefined) return { name, named: true };
  return (await exists(PROJECT_FILE, host)) ? { name: PROJECT_FILE, named: false } : undefined;
}
