// Turns words with tones into coloured text.
import type { ChalkInstance } from 'chalk';
import { linked } from '../links.ts';
import type { Look } from '../look.ts';
import type { Tone, Words } from '../model.ts';
import { visible } from '../visible.ts';

export type Paint = (words: Words) => string;

export async function painter({ colorLevel, links }: Pick<Look, 'colorLevel' | 'links'>): Promise<Paint> {
  // Without colour there is nothing to load.
  const tones = colorLevel === 0 ? null : tonesOf(new (await import('chalk')).Chalk({ level: colorLevel }));
  return (words) => {
    if (typeof words === 'string') return visible(words);
    const text = visible(words.text);
    const painted = tones?.[words.tone]?.(text) ?? text;
    return links === null || words.file === undefined ? painted : linked(painted, words.file, links);
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
