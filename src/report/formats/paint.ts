// Turns words with tones into coloured text.
import { Chalk, type ChalkInstance } from 'chalk';
import type { Look } from '../look.ts';
import type { Tone, Words } from '../model.ts';
import { visible } from '../visible.ts';

export type Paint = (words: Words) => string;

export function painter({ colorLevel }: Look): Paint {
  const chalk = new Chalk({ level: colorLevel });
  const tones: Readonly<Record<Tone, ChalkInstance | null>> = {
    plain: null,
    strong: chalk.bold,
    faint: chalk.dim,
    good: chalk.green,
    warning: chalk.yellow,
    bad: chalk.red,
    user: chalk.cyan,
    assistant: chalk.magenta,
  };
  return (words) => {
    if (typeof words === 'string') return visible(words);
    const text = visible(words.text);
    return tones[words.tone]?.(text) ?? text;
  };
}
