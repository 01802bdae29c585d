// Turns the options of all commands into settings: what a variable or a key of a project file can stand for.
import type { Command } from '../command.ts';
import { COMMANDS, type CommandName } from '../index.ts';
import { OF_ALL, OPTIONS, type OptionRow } from '../options.ts';
import { rowsOf } from '../taken.ts';
import { HMAC_KEY_VARIABLE, PREFIX, SECRET_VARIABLE } from './sought.ts';

/** One name, which options of several commands may share: `--no-group` of one and `--group <by>` of another. */
export interface Setting {
  /** In camel case: the key in a project file, and in `Options`. */
  readonly name: string;
  readonly variable: string;
  /** The options of this name, each with every choice that some command has. */
  readonly rows: readonly OptionRow[];
}

/** What a file's name comes from is no setting itself, but is called like one. */
export const CONFIG_VARIABLE = `${PREFIX}CONFIG`;
/** Variables that name no option, with what they are for. */
export const OTHER_VARIABLES: readonly string[] = [
  CONFIG_VARIABLE,
  `${PREFIX}PAGER`,
  SECRET_VARIABLE,
  HMAC_KEY_VARIABLE,
];

/** `--seconds-per-column <s>` is secondsPerColumn; `--no-group` is group. */
export function nameOf({ flags }: OptionRow): string {
  const [, long = ''] = /--(?:no-)?([a-z-]+)/.exec(flags) ?? [];
  return long.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

export function commandNamed(name: CommandName): Command {
  return COMMANDS[name];
}

/** The options of a command that can be set, by their names. */
export function settableOf(command: Command): Map<string, OptionRow> {
  const apart = new Set(OF_ALL.map((name) => nameOf(OPTIONS[name])));
  return new Map(
    rowsOf(command)
      .map((row) => [nameOf(row), row] as const)
      .filter(([name]) => !apart.has(name)),
  );
}

export const SETTINGS: ReadonlyMap<string, Setting> = settings();

function settings(): Map<string, Setting> {
  const rows = new Map<string, Map<string, OptionRow>>();
  for (const command of Object.values<Command>(COMMANDS)) {
    for (const [name, row] of settableOf(command)) {
      const own = rows.get(name) ?? new Map<string, OptionRow>();
      const meaning = `${row.flags} ${row.about}`;
      rows.set(name, own.set(meaning, united(own.get(meaning), row)));
    }
  }
  return new Map(
    [...rows].map(([name, own]) => [name, { name, variable: variableOf(name), rows: [...own.values()] }]),
  );
}

function united(one: OptionRow | undefined, other: OptionRow): OptionRow {
  if (one?.choices === undefined || other.choices === undefined) return other;
  return { ...other, choices: [...new Set([...one.choices, ...other.choices])] };
}

function variableOf(name: string): string {
  return PREFIX + name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
