// Names what a shell's completion is: how it is set up, and what turns the command line's grammar into its script.
import type { CompletedCommand } from './grammar.ts';

export interface Shell {
  /** The command line that sets it up. */
  readonly install: string;
  /** The shell's code, loaded only when its script is asked for. */
  load(): Promise<{ script(commands: readonly CompletedCommand[]): string }>;
}
