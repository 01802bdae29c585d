// Turns a command line into an invocation of one of the commands, or into the text of help.
import { CommanderError, InvalidArgumentError, Option, Command as Program } from 'commander';
import { packageVersion } from '../contract/load/package.ts';
import { nearest } from '../contract/near.ts';
import { TurnlineError } from '../errors.ts';
import type { Host } from '../host.ts';
import { exists } from '../input/source.ts';
import type { Command, Invocation, Operands } from './command.ts';
import { COMMANDS, type CommandName, DEFAULT_COMMAND } from './index.ts';
import type { OptionRow } from './options.ts';
import { withSettings } from './settings/sought.ts';
import { rowsOf } from './taken.ts';

/** A command to run, or text to print and be done. */
export type Asked =
  | { readonly command: Command; readonly invocation: Invocation }
  | { readonly text: string };

const HELP_WIDTH = 100;
const FILES: Operands = { syntax: '[files...]', about: 'files and folders to read, - for standard input' };
const GROUPS: Readonly<Record<string, string>> = { schema: 'import, list, show and compare the contract' };

const EXAMPLES: Command['examples'] = [
  ['turnline capture.ndjson', 'are the messages right, and who spoke when?'],
  ['tail -n 1000 app.log | turnline', 'the same for what comes through a pipe'],
  ['turnline validate payload.json', 'what is wrong with a payload, and where'],
  ['turnline turns logs/ --format csv', 'every turn of every call, for a spreadsheet'],
];

/** Throws a TurnlineError where the command line makes no sense. */
export async function parse(host: Host): Promise<Asked> {
  const asked: Extract<Asked, { command: Command }>[] = [];
  let printed = '';
  let refused = '';
  const program = new Program('turnline')
    .description('Inspects captured Vapi speech-update messages: is this payload right, and who spoke when?')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('before', `${examplesOf(EXAMPLES)}\n`);
  const groups = new Map<string, Program>();
  for (const [name, command] of Object.entries<Command>(COMMANDS)) {
    const [parent, own] = placeOf(name);
    const { syntax, about } = command.operands ?? FILES;
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
    for (const row of rowsOf(command)) sub.addOption(optionOf(row));
    settle(sub);
  }
  settle(program);

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

  function settle(part: Program): void {
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
    throw new TurnlineError('usage', plainReason(error), { cause: error });
  }
  const [one] = asked;
  if (one !== undefined) {
    await rejectMistyped(one, host);
    const reads = one.command.operands === undefined;
    if (!reads || one.invocation.operands.length > 0 || !host.stdin.isTerminal)
      return { command: one.command, invocation: await withSettings(one.invocation) };
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

function optionOf({ flags, about, choices, parse: read }: OptionRow): Option {
  const option = new Option(flags, about);
  if (choices !== undefined) option.choices(choices);
  if (read === undefined) return option;
  return option.argParser((text: string) => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? `${error.message}.` : '');
    }
  });
}

function plainReason({ message }: CommanderError): string {
  const plain = message.replace(/^error: /, '').split('\n');
  return `${plain.filter((text) => text !== '').join(' ')} (see turnline --help)`;
}

function examplesOf(examples: Command['examples']): string {
  const longest = Math.max(...examples.map(([line]) => line.length));
  return ['Examples:', ...examples.map(([line, purpose]) => `  ${line.padEnd(longest)}   ${purpose}`)].join(
    '\n',
  );
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
