// Lists the commands, in the order in which help shows them.
import type { Command } from './command.ts';
import { SHELLS } from './completions/index.ts';
import type { Shell } from './completions/shell.ts';
import { TOPICS } from './help/index.ts';
import { listen } from './listen-command.ts';
import { NO_OPERANDS } from './option-groups.ts';
import { READING_COMMANDS } from './reading-commands.ts';
import { REUSE_COMMANDS } from './reuse-commands.ts';
import { SCHEMA_COMMANDS } from './schema-commands.ts';

export const COMMANDS = {
  ...READING_COMMANDS,
  ...REUSE_COMMANDS,
  listen,
  ...SCHEMA_COMMANDS,
  completions: {
    summary: 'print the completion script of a shell',
    details: 'Completes commands, options, their choices, and the names of files.',
    examples: Object.entries<Shell>(SHELLS).map(([name, { install }]) => [install, `for ${name}`]),
    operands: {
      syntax: '<shell>',
      about: Object.keys(SHELLS).join(', '),
      words: async () => Object.keys(SHELLS),
    },
    options: [],
    load: () => import('./completions/completions.ts'),
  },
  man: {
    summary: 'print the manual page (troff)',
    examples: [['turnline man > turnline.1 && man ./turnline.1', 'to read it']],
    operands: NO_OPERANDS,
    options: [],
    load: () => import('./man/man.ts'),
  },
  help: {
    summary: 'print the help of a command, of a topic, or of a finding',
    examples: [
      ['turnline help schema import', 'a command'],
      ['turnline help findings', 'what can be wrong, why, and what to do'],
      ['turnline help missing-field', 'a single finding'],
    ],
    operands: {
      syntax: '[words...]',
      about: `a command, a finding, or one of the topics ${Object.keys(TOPICS).join(', ')}`,
      words: async () => (await import('./help/help.ts')).helpWords(),
    },
    options: [],
    load: () => import('./help/help.ts'),
  },
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;
export const DEFAULT_COMMAND: CommandName = 'inspect';
