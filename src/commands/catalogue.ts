// Turns the registries into what the help, the manual page and the completions tell of every command.
import type { Command, Operands } from './command.ts';
import { COMMANDS } from './index.ts';
import { OF_ALL, OPTIONS, type OptionName } from './options.ts';

export const PURPOSE =
  'Inspects captured Vapi speech-update messages: is this payload right, and who spoke when?';

/** Help is no wider than this, however wide the terminal is. */
export const HELP_WIDTH = 100;

/** The command lines that the program's help begins with. */
export const EXAMPLES: Command['examples'] = [
  ['turnline capture.ndjson', 'are the messages right? who spoke when?'],
  ['tail -n 1000 app.log | turnline', 'the same for what comes through a pipe'],
  ['turnline summary logs/', 'the slowest turns of all calls, and when'],
  ['turnline validate payload.json', 'what is wrong with a payload, and where'],
  ['turnline turns logs/ --format csv', 'all turns of all calls, for a spreadsheet'],
];

/** What the first words of two-word commands are for. */
export const GROUPS: Readonly<Record<string, string>> = {
  schema: 'import, list, show and compare the contract',
};

const FILES: Operands = {
  syntax: '[files...]',
  about: 'files and folders to read, - for standard input',
  completes: 'file',
};

export const COMMAND_LIST: readonly (readonly [name: string, command: Command])[] =
  Object.entries<Command>(COMMANDS);

/** What help has a page of commander's for: commands, and groups of them. */
export const COMMAND_NAMES: readonly string[] = [
  ...COMMAND_LIST.map(([name]) => name),
  ...Object.keys(GROUPS),
];

export function isCommandName(words: string): boolean {
  return COMMAND_NAMES.includes(words);
}

export function operandsOf(command: Command): Operands {
  return command.operands ?? FILES;
}

/** The options that every command takes which reads captures and reports on them. */
export function sharedOptions(): OptionName[] {
  const readers = COMMAND_LIST.map(([, command]) => command).filter(
    ({ operands, options, prints }) =>
      operands === undefined && prints?.length !== 0 && options.includes('format'),
  );
  return (Object.keys(OPTIONS) as OptionName[]).filter(
    (name) => OF_ALL.includes(name) || readers.every(({ options }) => options.includes(name)),
  );
}

/** `-q, --quiet` or `--format <format>` as its flags and the name of its value. */
export function flagsIn(flags: string): { readonly flags: readonly string[]; readonly value: string | null } {
  const words = flags.split(/,? /);
  return {
    flags: words.filter((word) => word.startsWith('-')),
    value: words.find((word) => !word.startsWith('-')) ?? null,
  };
}

/** The long flag of an option, `--format`. */
export function longFlag(flags: string): string {
  return flagsIn(flags).flags.find((flag) => flag.startsWith('--')) ?? flags;
}

/** A summary as the first sentence of a description. */
export function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}${summary.endsWith('?') ? '' : '.'}`;
}
