// Turns a command line into an invocation of one of the commands, or into the text of help.
import { CommanderError, type Help, Option, Command as Program } from 'commander';
import { packageVersion } from '../contract/load/package.ts';
import { nearest } from '../contract/near.ts';
import { TurnlineError } from '../errors.ts';
import type { Host } from '../host.ts';
import { exists } from '../input/source.ts';
import { rejectMisplaced } from './binary.ts';
import {
  COMMAND_LIST,
  EXAMPLES,
  GROUPS,
  HELP_WIDTH,
  isCommandName,
  operandsOf,
  PURPOSE,
  sentence,
  sharedOptions,
} from './catalogue.ts';
import type { Command, Invocation } from './command.ts';
import { TOPICS } from './help/index.ts';
import { COMMANDS, type CommandName, DEFAULT_COMMAND } from './index.ts';
import { OPTIONS, type OptionRow } from './options.ts';
import { withSettings } from './settings/sought.ts';
import { rowsOf } from './taken.ts';
import { expectationOf, refusal, wrongValue } from './usage.ts';
import { VERSION_OPTION } from './version.ts';

/** A command to run, or text to print and be done. */
export type Asked =
  | { readonly command: Command; readonly invocation: Invocation }
  | { readonly text: string };

/** Throws a TurnlineError where the command line makes no sense. */
export async function parse(host: Host): Promise<Asked> {
  const asked: Extract<Asked, { command: Command }>[] = [];
  let printed = '';
  let refused = '';
  const program = new Program('turnline')
    .description(PURPOSE)
    .version(packageVersion(), VERSION_OPTION.flags.join(', '), VERSION_OPTION.about)
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('before', `${examplesOf(EXAMPLES)}\n`);
  const groups = new Map<string, Program>();
  const commands = new Map<Program, Command>();
  for (const [name, command] of COMMAND_LIST) {
    const [parent, own] = placeOf(name);
    const { syntax, about } = operandsOf(command);
    const sub = parent
      .command(own, { isDefault: name === DEFAULT_COMMAND })
      .summary(command.summary)
      .description(sentence(command.summary) + (command.details === undefined ? '' : `\n${command.details}`))
      .helpOption('-h, --help', 'print this help')
      .addHelpText('before', `${examplesOf(command.examples)}\n`)
      .action((...parts: unknown[]) => {
        // Commander hands over each operand, then the options, then the command.
        const operands = parts
          .slice(0, -2)
          .flat()
          .filter((part) => typeof part === 'string');
        const given = givenOf(sub);
        asked.push({
          command,
          invocation: { name: name as CommandName, operands, options: given, given, host },
        });
      });
    if (syntax !== '') sub.argument(syntax, about);
    commands.set(sub, command);
    settle(sub);
  }
  settle(program);
  program.configureHelp({ ...PROGRAM_HELP, subcommandTerm });

  /** The program or group that a command stands in, and its name there. */
  function placeOf(name: string): [parent: Program, own: string] {
    const [group = name, own] = name.split(' ');
    if (own === undefined) return [program, group];
    const known = groups.get(group);
    if (known !== undefined) return [known, own];
    const made = program
      .command(group)
      .summary(GROUPS[group] ?? group)
      .helpCommand(false);
    settle(made);
    groups.set(group, made);
    return [made, own];
  }

  /** Only the command that was asked for gets them: those of all commands take longer to make than to read the line. */
  function giveOptions(sub: Program): void {
    const command = commands.get(sub);
    for (const row of command === undefined ? [] : rowsOf(command)) sub.addOption(optionOf(row));
  }

  /** As commander has it, though the options of a command in a list were not given to it. */
  function subcommandTerm(sub: Program): string {
    const command = commands.get(sub);
    return command === undefined
      ? sub.name()
      : `${sub.name()} [options] ${operandsOf(command).syntax}`.trimEnd();
  }

  function settle(part: Program): void {
    part.hook('preSubcommand', (_, sub) => giveOptions(sub)).configureHelp({ subcommandTerm });
    part.exitOverride().configureOutput({
      writeOut: (text) => {
        printed += text;
      },
      writeErr: (text) => {
        refused += text;
      },
      getOutHelpWidth: () => Math.min(host.stdout.columns ?? HELP_WIDTH, HELP_WIDTH),
    });
  }

  try {
    program.parse(host.argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text: printed };
    // A group without one of its commands answers with its help.
    if (error.code === 'commander.help') return { text: refused };
    throw refusal(error, host.argv);
  }
  const [one] = asked;
  const helped = one?.command === COMMANDS.help ? one.invocation.operands : undefined;
  if (helped !== undefined && (helped.length === 0 || isCommandName(helped.join(' '))))
    return parse({ ...host, argv: [...helped, '--help'] });
  if (one !== undefined) {
    await rejectMistyped(one, host);
    const reads = one.command.operands === undefined;
    if (!reads || one.invocation.operands.length > 0 || !host.stdin.isTerminal) {
      const invocation = await withSettings(one.invocation);
      rejectMisplaced(one.command, invocation);
      return { command: one.command, invocation };
    }
  }
  program.outputHelp();
  return { text: printed };
}

/** A first word that is no file, but nearly a command, was meant to be that command. */
async function rejectMistyped(
  { command, invocation }: Extract<Asked, { command: Command }>,
  host: Host,
): Promise<void> {
  if (command !== COMMANDS[DEFAULT_COMMAND]) return;
  const [word] = invocation.operands;
  if (word === undefined || host.argv.includes(DEFAULT_COMMAND) || (await exists(word, host))) return;
  if (Object.hasOwn(COMMANDS, word))
    throw new TurnlineError('usage', `the command comes first: turnline ${word} ...`);
  const meant = nearest(word, Object.keys(COMMANDS));
  if (meant !== null)
    throw new TurnlineError(
      'usage',
      `no command or file is called "${word}": did you mean turnline ${meant}?`,
    );
}

/** The flags, without what commander takes for a default of its own. */
function givenOf(sub: Program): Invocation['given'] {
  const flags = Object.entries(sub.opts()).filter(([name]) => sub.getOptionValueSource(name) === 'cli');
  return Object.fromEntries(flags);
}

/** The program's help shows the options that commands share and the topics too, though it takes neither itself. */
const PROGRAM_HELP: Partial<Help> = {
  visibleOptions: (program) => [
    ...program.options,
    new Option('-h, --help', 'print this help'),
    ...sharedOptions().map((name) =>
      optionOf(OPTIONS[name]).helpGroup('Options of commands that read captures:'),
    ),
  ],
  visibleCommands: (program) => [
    ...program.commands,
    ...Object.entries(TOPICS).map(([name, { about }]) =>
      new Program(name).summary(about).helpGroup('Topics, shown by turnline help <topic>:'),
    ),
  ],
};

function optionOf({ flags, about, choices, parse: read, repeats }: OptionRow): Option {
  const option = new Option(flags, about);
  if (choices !== undefined) option.choices(choices);
  if (choices === undefined && read === undefined) return option;
  return option.argParser((text: string, before: unknown) => {
    if (choices !== undefined && !choices.includes(text))
      throw wrongValue(flags, text, expectationOf(choices, text));
    try {
      const value = read === undefined ? text : read(text);
      return repeats && Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
    } catch (error) {
      throw wrongValue(flags, text, error instanceof Error ? error.message : 'another value is expected');
    }
  });
}

function examplesOf(examples: Command['examples']): string {
  const longest = Math.max(...examples.map(([line]) => line.length));
  return ['Examples:', ...examples.map(([line, purpose]) => `  ${line.padEnd(longest)}   ${purpose}`)].join(
    '\n',
  );
}
