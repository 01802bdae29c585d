// Names what a command is: its words for help, its options, and what turns an invocation into an exit.
import type { Exit } from '../errors.ts';
import type { Host } from '../host.ts';
import type { Printed } from '../report/formats/format.ts';
import type { CommandName } from './index.ts';
import type { OptionName, Options } from './options.ts';

export interface Invocation {
  readonly name: CommandName;
  readonly operands: readonly string[];
  /** What is in force: flags, and settings where there is no flag. */
  readonly options: Options;
  /** The flags alone. Only of what was asked for in this run can be said that it makes no sense in it. */
  readonly given: Options;
  readonly host: Host;
}

export interface Operands {
  /** As commander writes them: `<name>` is required, `[name]` is not, dots for several. */
  readonly syntax: string;
  readonly about: string;
  /** Names of files, for the shell to complete. */
  readonly completes?: 'file';
  /** The words that may stand there, for the shell to complete. */
  words?(): Promise<readonly string[]>;
}

export interface Command {
  /** One line of help. */
  readonly summary: string;
  /** What follows the summary in the command's own help. */
  readonly details?: string;
  /** Command lines with what they are for; help begins with them. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
  /** What the operands are; without it, files and folders to read. */
  readonly operands?: Operands;
  readonly options: readonly OptionName[];
  /** What formats find in its report; rows alone where it is not said, nothing where it prints no report. */
  readonly prints?: readonly Printed[];
  /** Further formats that it alone has. */
  readonly ownFormats?: readonly string[];
  /** The command's code, loaded only when it runs. It gives the exits that apply. */
  load(): Promise<{ run(invocation: Invocation): Promise<Iterable<Exit>> }>;
}
