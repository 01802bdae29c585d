// Names what a command is: its words for help, its options, and what turns an invocation into an exit.
import type { Exit } from '../errors.ts';
import type { Host } from '../host.ts';
import type { OptionName, Options } from './options.ts';

export interface Invocation {
  readonly operands: readonly string[];
  readonly options: Options;
  readonly host: Host;
}

export interface Command {
  /** One line of help. */
  readonly summary: string;
  /** What follows the summary in the command's own help. */
  readonly details?: string;
  /** Command lines with what they are for; help begins with them. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
  readonly options: readonly OptionName[];
  /** The command's code, loaded only when it runs. It gives the exits that apply. */
  load(): Promise<{ run(invocation: Invocation): Promise<Iterable<Exit>> }>;
}
