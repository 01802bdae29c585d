// Turns words with tones into coloured text.
import type { ChalkInstance } from 'chalk';
import type { Look } from '../look.ts';
import type { Tone, Words } from '../model.ts';
import { visible } from '../visible.ts';

export type Paint = (words: Words) => string;

/** Without colour there is nothing to load. */
export async function painter({ colorLevel }: Look): Promise<Paint> {
  if (colorLevel === 0) return (words) => visible(typeof words === 'string' ? words : words.text);
  const { Chalk } = await import('chalk');
  const tones = tonesOf(new Chalk({ level: colorLevel }));
  return (words) => {
    if (typeof words === 'string') return visible(words);
    const text = visible(words.text);
    return tones[words.tone]?.(text) ?? text;
  };
}

function tonesOf(chalk: ChalkInstance): Readonly<Record<Tone, ChalkInstance | null>> {
  return {
    plain: null,
    strong: chalk.bold,
    faint: chalk.dim,
    good: chalk.green,
    warning: chalk.yellow,
    bad: chalk.red,
    user: chalk.cyan,
    assistant: chalk.magenta,
  };
}
