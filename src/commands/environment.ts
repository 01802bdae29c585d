// Lists the variables of the environment and the files beside the input that a run takes notice of.
import { CONFIG_VARIABLE, VARIABLES as OPTION_VARIABLES } from './settings/setting.ts';
import { HMAC_KEY_VARIABLE, SECRET_VARIABLE } from './settings/sought.ts';

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
  { name: CONFIG_VARIABLE, about: 'the project file to read, as --config names it' },
  { name: SECRET_VARIABLE, about: 'the secret that requests to turnline listen must have' },
  { name: HMAC_KEY_VARIABLE, about: 'the key that they must be signed with' },
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

/** The variable of every option, each once. */
export function optionVariables(): Influence[] {
  return [...OPTION_VARIABLES.values()].map(({ name, options }) => ({
    name,
    about: options
      .map(({ row: { about }, commands }) =>
        options.length === 1 ? about : `${commands.join(', ')}: ${about}`,
      )
      .join('. '),
  }));
}
