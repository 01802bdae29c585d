// Turns flags, variables and a project file into a list of what is in force for each option, and by which of them.
import { nearest } from '../contract/near.ts';
import { type Exit, TurnlineError } from '../errors.ts';
import { type Column, tableOf } from '../report/model.ts';
import type { Invocation } from './command.ts';
import { COMMANDS, type CommandName } from './index.ts';
import type { OptionRow, Options } from './options.ts';
import { present } from './present.ts';
import { type Candidate, rejectSlip } from './settings/candidate.ts';
import { CONFIG_VARIABLE, commandNamed, settableOf, VARIABLES, variableOf } from './settings/setting.ts';
import { gatherSettings, inForce } from './settings/settle.ts';
import { projectFileOf } from './settings/sought.ts';
import { isSwitch } from './settings/value.ts';

/** An option, and what it is set to. */
interface Stand {
  /** The command that this is for; null for all. */
  readonly command: CommandName | null;
  readonly option: string;
  readonly value: string | null;
  readonly from: string;
  readonly variable: string;
}

const DEFAULT = 'default';

export function configColumns(oneCommand = false): readonly Column<Stand>[] {
  return [
    {
      key: 'command',
      title: 'command',
      kind: 'text',
      seen: oneCommand ? 'programs' : 'both',
      value: ({ command }) => command,
      ...(!oneCommand && { show: ({ command }: Stand) => command ?? '' }),
    },
    { key: 'option', title: 'option', kind: 'text', seen: 'both', value: ({ option }) => option },
    { key: 'value', title: 'value', kind: 'text', seen: 'both', value: ({ value }) => value },
    { key: 'from', title: 'from', kind: 'text', seen: 'both', value: ({ from }) => from },
    { key: 'variable', title: 'variable', kind: 'text', seen: 'both', value: ({ variable }) => variable },
  ];
}

export async function run(invocation: Invocation): Promise<Iterable<Exit>> {
  const { operands } = invocation;
  const command = operands.length === 0 ? null : commandOf(operands.join(' '));
  // How this list is printed says nothing of how others are.
  const { format: _, ...given } = invocation.given;
  const file = await projectFileOf(invocation);
  const { candidates } = await gatherSettings(invocation, file);
  const fileFrom =
    file?.named === true ? (given.config === undefined ? CONFIG_VARIABLE : '--config') : 'found';
  const stands: Stand[] = [
    {
      command,
      option: 'config',
      value: file?.name ?? null,
      from: file === undefined ? (given.config === false ? '--no-config' : DEFAULT) : fileFrom,
      variable: CONFIG_VARIABLE,
    },
    ...(command === null ? forAll(given, candidates) : forOne(command, given, candidates)),
  ];
  await present({ table: tableOf(configColumns(command !== null), stands) }, invocation);
  return ['ok'];
}

function commandOf(name: string): CommandName {
  if (Object.hasOwn(COMMANDS, name)) return name as CommandName;
  const meant = nearest(name, Object.keys(COMMANDS));
  const hint =
    meant === null ? `one of ${Object.keys(COMMANDS).join(', ')} is wanted` : `did you mean ${meant}?`;
  throw new TurnlineError('usage', `no command is called "${name}": ${hint}`);
}

function forOne(command: CommandName, given: Options, candidates: readonly Candidate[]): Stand[] {
  const { won } = inForce(command, given, candidates);
  return [...settableOf(commandNamed(command))].map(([option, row]) =>
    standOf(command, option, row, given, won.get(option)?.candidate),
  );
}

/** What holds wherever an option is taken, then what single commands have of their own. */
function forAll(given: Options, candidates: readonly Candidate[]): Stand[] {
  for (const candidate of candidates) rejectSlip(candidate);
  const stands = [...VARIABLES.values()].map(({ setting: name, options }) => {
    const rows = options.map(({ row }) => row);
    const suits = (one: Candidate): boolean => rows.some((row) => 'value' in one.read(row));
    const first = candidates.find((one) => one.setting === name && one.command === null && suits(one));
    return standOf(null, name, rows[0] as OptionRow, given, first);
  });
  for (const candidate of candidates) {
    const { command, setting } = candidate;
    if (command === null) continue;
    const { won } = inForce(command, given, candidates);
    if (won.get(setting)?.candidate !== candidate) continue;
    const row = settableOf(commandNamed(command)).get(setting) as OptionRow;
    stands.push(standOf(command, setting, row, given, candidate));
  }
  return stands;
}

function standOf(
  command: CommandName | null,
  option: string,
  row: OptionRow,
  given: Options,
  candidate: Candidate | undefined,
): Stand {
  const own = { command, option, variable: variableOf(row) };
  if (Object.hasOwn(given, option)) {
    const [flag = ''] = /--[a-z-]+/.exec(row.flags) ?? [];
    return { ...own, value: String(given[option as keyof Options]), from: flag };
  }
  if (candidate !== undefined) return { ...own, value: shownOf(row, candidate), from: candidate.from };
  return { ...own, value: defaultOf(row), from: DEFAULT };
}

/** A switch is yes or no, however it was written. */
function shownOf(row: OptionRow, candidate: Candidate): string {
  const read = candidate.read(row);
  if (!isSwitch(row) || !('value' in read)) return String(candidate.written);
  return (read.value ?? row.flags.includes('--no-')) ? 'yes' : 'no';
}

/** As help tells it. */
function defaultOf(row: OptionRow): string | null {
  if (isSwitch(row)) return row.flags.includes('--no-') ? 'yes' : 'no';
  return /\(default: (.*)\)$/.exec(row.about)?.[1] ?? null;
}
