// Turns a command into the rows of the options that it takes, with the formats that it can print.
import { formatsOf } from '../report/formats/index.ts';
import type { Command } from './command.ts';
import { OF_ALL, OPTIONS, type OptionName, type OptionRow } from './options.ts';

export function rowsOf(command: Command): OptionRow[] {
  return [...command.options, ...OF_ALL].map((name) => rowOf(name, command));
}

/** The row of an option, with the formats that this command can print. */
export function rowOf(name: OptionName, { prints = ['rows'], ownFormats = [] }: Command): OptionRow {
  const row: OptionRow = OPTIONS[name];
  return name === 'format' ? { ...row, choices: [...formatsOf(...prints), ...ownFormats] } : row;
}
