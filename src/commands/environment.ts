// Lists the variables of the environment and the files beside the input that a run takes notice of.
import { longFlag } from './catalogue.ts';
import { OPTIONS, type OptionRow } from './options.ts';

export interface Influence {
  readonly name: string;
  readonly about: string;
}

export const VARIABLES: readonly Influence[] = [
  { name: 'NO_COLOR', about: 'no colour, whatever it holds, unless it is empty' },
  {
    name: 'FORCE_COLOR',
    about: 'colour in a pipe too: 1, 2 or 3 for how many, 0 or false for none; goes before NO_COLOR',
  },
  { name: 'TERM', about: 'dumb for no colour; a name that ends in 256color for 256 of them' },
  { name: 'COLORTERM', about: 'truecolor or 24bit for all colours' },
  {
    name: 'TURNLINE_PAGER',
    about: 'the program that shows what is longer than the terminal; goes before PAGER',
  },
  { name: 'PAGER', about: 'the same, for every program' },
];

export const CONFIG: Influence = {
  name: 'turnline.config.json',
  about:
    'options by their long names, as the command line has them; the environment and the command line go before it',
};

/** `--seconds-per-column <s>` as TURNLINE_SECONDS_PER_COLUMN. */
export function variableOf(flags: string): string {
  return `TURNLINE_${longFlag(flags).slice(2).replaceAll('-', '_').toUpperCase()}`;
}

/** The variable of every option, each once. */
export function optionVariables(): Influence[] {
  const rows = Object.values<OptionRow>(OPTIONS);
  const names = [...new Set(rows.map(({ flags }) => variableOf(flags)))];
  return names.map((name) => {
    const same = rows.filter(({ flags }) => variableOf(flags) === name);
    return { name, about: same.map(({ about }) => about).join('; or ') };
  });
}
