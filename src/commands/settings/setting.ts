// Turns the options of all commands into settings: what a key of a project file, or a variable, can stand for.
import type { Command } from '../command.ts';
import { COMMANDS, type CommandName } from '../index.ts';
import { OF_ALL, OPTIONS, type OptionRow } from '../options.ts';
import { rowsOf } from '../taken.ts';
import { HMAC_KEY_VARIABLE, PREFIX, SECRET_VARIABLE } from './sought.ts';

/** One name, which options of several commands may share: `--no-group` of one and `--group <by>` of another. */
export interface Setting {
  /** In camel case: the key in a project file, and in `Options`. */
  readonly name: string;
  /** The options of this name, each with every choice that some command has. */
  readonly rows: readonly OptionRow[];
}

/** A variable of the environment, which stands for the flag of its name: TURNLINE_NO_GROUP for --no-group. */
export interface Variable {
  readonly name: string;
  readonly setting: string;
  /** The options with this flag, each with the commands that take it. */
  readonly options: readonly { readonly row: OptionRow; readonly commands: readonly CommandName[] }[];
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

/** The variable of an option: `--no-group` has TURNLINE_NO_GROUP. */
export function variableOf({ flags }: OptionRow): string {
  const [, long = ''] = /--([a-z-]+)/.exec(flags) ?? [];
  return PREFIX + long.replaceAll('-', '_').toUpperCase();
}

const { settings, variables } = collected();
export const SETTINGS: ReadonlyMap<string, Setting> = settings;
export const VARIABLES: ReadonlyMap<string, Variable> = variables;

interface Meaning {
  readonly setting: string;
  readonly row: OptionRow;
  readonly commands: readonly CommandName[];
}

function collected(): { settings: Map<string, Setting>; variables: Map<string, Variable> } {
  const meanings = new Map<string, Meaning>();
  for (const [command, entry] of Object.entries<Command>(COMMANDS)) {
    for (const [setting, row] of settableOf(entry)) {
      const key = `${row.flags} ${row.about}`;
      const known = meanings.get(key);
      const commands = [...(known?.commands ?? []), command as CommandName];
      meanings.set(key, { setting, row: united(known?.row, row), commands });
    }
  }
  const settings = new Map<string, Setting>();
  const variables = new Map<string, Variable>();
  for (const { setting, row, commands } of meanings.values()) {
    settings.set(setting, { name: setting, rows: [...(settings.get(setting)?.rows ?? []), row] });
    const name = variableOf(row);
    const options = [...(variables.get(name)?.options ?? []), { row, commands }];
    variables.set(name, { name, setting, options });
  }
  return { settings, variables };
}

function united(one: OptionRow | undefined, other: OptionRow): OptionRow {
  if (one?.choices === undefined || other.choices === undefined) return other;
  return { ...other, choices: [...new Set([...one.choices, ...other.choices])] };
}
