// Turns what has to be said beside the output into a line for standard error.
import type { Host } from '../host.ts';
import { painter } from './formats/paint.ts';
import { type ColorChoice, colorLevel } from './look.ts';
import { tone } from './model.ts';

/** An error, or a note that there is something to know; only the name of the program is coloured. */
export async function messageLine(
  kind: 'error' | 'note',
  text: string,
  { env, stderr }: Pick<Host, 'env' | 'stderr'>,
  choice: ColorChoice = 'auto',
): Promise<string> {
  const paint = await painter({ colorLevel: colorLevel(choice, env, stderr), links: null });
  return `${paint(tone(kind === 'error' ? 'bad' : 'warning', 'turnline:'))} ${paint(text)}\n`;
}
