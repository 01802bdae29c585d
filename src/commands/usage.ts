// Turns what commander refuses into one line that tells the next step.
import type { CommanderError } from 'commander';
import { nearest } from '../contract/near.ts';
import { TurnlineError } from '../errors.ts';
import { COMMAND_LIST, flagsIn, GROUPS, longFlag, operandsOf } from './catalogue.ts';
import { DEFAULT_COMMAND } from './index.ts';
import type { OptionRow } from './options.ts';
import { rowsOf } from './taken.ts';

/** The words in the refusal that are the user's own or the registry's, by commander's code. */
const QUOTED = /'([^']*)'/;

export function refusal(error: CommanderError, argv: readonly string[]): TurnlineError {
  return new TurnlineError('usage', reasonOf(error, argv), { cause: error });
}

/** A value that an option does not take, and what it expects instead. */
export function wrongValue(flags: string, text: string, expectation: string): TurnlineError {
  return new TurnlineError('usage', `${longFlag(flags)} takes no "${text}": ${expectation}`);
}

/** What an option with choices expects: the one that was probably meant, else any. */
export function expectationOf(choices: readonly string[], text: string): string {
  const meant = nearest(text, choices);
  return meant === null ? `one of ${choices.join(', ')} is expected` : `did you mean ${meant}?`;
}

function reasonOf({ code, message }: CommanderError, argv: readonly string[]): string {
  const [, word = ''] = QUOTED.exec(message) ?? [];
  const command = commandIn(argv);
  const help = `turnline help ${command}`;
  switch (code) {
    case 'commander.unknownOption':
      return unknownOption(word, command);
    case 'commander.optionMissingArgument': {
      return `${longFlag(word)} wants a value: ${word} (see ${help})`;
    }
    case 'commander.missingArgument':
      return `${command} wants ${operandSyntax(command)}: ${operandAbout(command)} (see ${help})`;
    case 'commander.excessArguments':
      return `${command} takes ${operandSyntax(command) === '' ? 'no operands' : `${operandSyntax(command)} and no more`} (see ${help})`;
    case 'commander.unknownCommand': {
      const names = COMMAND_LIST.map(([name]) => name).filter((name) => name.startsWith(`${command} `));
      const meant = nearest(`${command} ${word}`, names);
      return `${command} has no command "${word}": ${meant === null ? `turnline ${command} lists them` : `did you mean turnline ${meant}?`}`;
    }
    default:
      return `${message.replace(/^error: /, '').replaceAll(/\s+/g, ' ')} (see turnline --help)`;
  }
}

/** The command that the words begin with, or its group; the default command where they begin with none. */
function commandIn(argv: readonly string[]): string {
  const [first = '', second] = argv;
  const both = `${first} ${second}`;
  const known = (name: string): boolean => COMMAND_LIST.some(([one]) => one === name);
  if (known(both)) return both;
  return known(first) || Object.hasOwn(GROUPS, first) ? first : DEFAULT_COMMAND;
}

/** One much like it, else the commands that have it, else where all are listed. */
function unknownOption(flag: string, command: string): string {
  const own = optionFlags(command).filter((one) => one.startsWith('--'));
  const takers = COMMAND_LIST.filter(([name]) => optionFlags(name).includes(flag)).map(([name]) => name);
  if (takers.length > 0) return `${command} has no ${flag}: it is an option of ${takers.join(', ')}`;
  const meant = nearest(flag, own);
  const hint = meant === null ? `turnline help ${command} lists the options` : `did you mean ${meant}?`;
  return `unknown option ${flag}: ${hint}`;
}

function optionFlags(name: string): string[] {
  const command = COMMAND_LIST.find(([one]) => one === name)?.[1];
  const rows: OptionRow[] = command === undefined ? [] : rowsOf(command);
  return [...rows.flatMap(({ flags }) => flagsIn(flags).flags), '-h', '--help'];
}

function operandSyntax(name: string): string {
  const command = COMMAND_LIST.find(([one]) => one === name)?.[1];
  return command === undefined ? '' : operandsOf(command).syntax;
}

function operandAbout(name: string): string {
  const command = COMMAND_LIST.find(([one]) => one === name)?.[1];
  return command === undefined ? '' : operandsOf(command).about;
}
