// Turns the registries into the grammar of the command line, as far as a shell completes it.
import { COMMAND_LIST, flagsIn, GROUPS, operandsOf } from '../catalogue.ts';
import { DEFAULT_COMMAND } from '../index.ts';
import type { OptionRow } from '../options.ts';
import { rowsOf } from '../taken.ts';
import { VERSION_OPTION } from '../version.ts';

/** What may stand somewhere: names of files or folders, one of some words, or what no shell can know. */
export type Expected = 'file' | 'folder' | 'unknown' | readonly string[];

export interface CompletedOption {
  /** The long one last. */
  readonly flags: readonly string[];
  readonly about: string;
  /** Null for an option without a value. */
  readonly value: Expected | null;
}

export interface CompletedCommand {
  /** One word, or two for a command in a group. */
  readonly name: string;
  readonly about: string;
  /** Whether it is meant where no command is named. */
  readonly isDefault: boolean;
  readonly options: readonly CompletedOption[];
  /** Of words only the first operand is one. */
  readonly operands: Expected;
}

const HELP: CompletedOption = { flags: ['-h', '--help'], about: 'print this help', value: null };
const VERSION: CompletedOption = { ...VERSION_OPTION, value: null };

export async function grammar(): Promise<CompletedCommand[]> {
  return Promise.all(
    COMMAND_LIST.map(async ([name, command]) => {
      const { completes, words } = operandsOf(command);
      const rows: OptionRow[] = rowsOf(command);
      const isDefault = name === DEFAULT_COMMAND;
      return {
        name,
        about: command.summary,
        isDefault,
        options: [...(await Promise.all(rows.map(optionOf))), HELP, ...(isDefault ? [VERSION] : [])],
        operands: completes ?? (await words?.())?.filter(isOneWord) ?? 'unknown',
      };
    }),
  );
}

function isOneWord(text: string): boolean {
  return /^[\w.-]+$/.test(text);
}

async function optionOf(row: OptionRow): Promise<CompletedOption> {
  const { flags, value } = flagsIn(row.flags);
  const expected = row.choices ?? row.completes ?? (await row.words?.()) ?? 'unknown';
  return { flags, about: row.about, value: value === null ? null : expected };
}

/** The first words of commands, each once with what it is for. */
export function firstWords(
  commands: readonly CompletedCommand[],
): (readonly [word: string, about: string])[] {
  const words = new Map<string, string>();
  for (const { name, about } of commands) {
    const [word = name, second] = name.split(' ');
    words.set(word, second === undefined ? about : (GROUPS[word] ?? ''));
  }
  return [...words];
}

/** Those of them that open a group. */
export function groupsIn(commands: readonly CompletedCommand[]): string[] {
  return firstWords(commands)
    .map(([word]) => word)
    .filter((word) => inGroup(commands, word).length > 0);
}

/** The commands of a group by their second word. */
export function inGroup(commands: readonly CompletedCommand[], group: string): CompletedCommand[] {
  return commands.filter(({ name }) => name.startsWith(`${group} `));
}

export function secondWord({ name }: CompletedCommand): string {
  return name.split(' ')[1] ?? name;
}
