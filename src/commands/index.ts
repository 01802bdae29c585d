// Lists the commands, in the order in which help shows them.
import type { Command } from './command.ts';
import type { OptionName } from './options.ts';

const LOOK: readonly OptionName[] = ['format', 'color', 'width', 'tz', 'quiet'];
const JUDGE: readonly OptionName[] = ['schema', 'schemaAt'];

export const COMMANDS = {
  inspect: {
    summary: 'whether the messages are right, and who spoke when (the default command)',
    details:
      'Prints a tally with the first findings, then each call with its turns and totals. Over 10 calls: a line for each, and the slowest turns.',
    examples: [
      ['turnline capture.ndjson', 'everything about a capture'],
      ['kubectl logs pod | turnline', 'the same for a log in a pipe'],
      ['turnline logs/ --call 7f3a', 'one call of many'],
    ],
    options: ['all', 'call', 'role', ...JUDGE, ...LOOK],
    load: () => import('./inspect.ts'),
  },
  validate: {
    summary: 'whether each speech-update keeps the contract, and what is wrong where',
    details:
      'Prints file:line:column, pointer and sentence of each finding, then the tally. Exits with 1 if any message is invalid.',
    examples: [
      ['turnline validate payload.json', 'one captured payload'],
      ['turnline validate --schema mine.json log.ndjson', 'against a schema of your own'],
      ['turnline validate --format jsonl log.ndjson', 'findings for a program'],
    ],
    options: ['strict', 'sequence', 'call', 'role', ...JUDGE, ...LOOK],
    load: () => import('./validate.ts'),
  },
  turns: {
    summary: 'one row per call and turn: who spoke for how long, and who waited',
    examples: [
      ['turnline turns log.ndjson', 'all turns of all calls'],
      ['turnline turns log.ndjson --format csv > turns.csv', 'for a spreadsheet'],
      ['turnline turns log.ndjson --format jsonl | jq .responseMs', 'for a program'],
    ],
    options: ['call', 'role', ...LOOK],
    load: () => import('./turns.ts'),
  },
  segments: {
    summary: 'one row per stretch of speech: who, from when to when',
    examples: [
      ['turnline segments log.ndjson', 'all segments of all calls'],
      ['turnline segments log.ndjson --role user', 'only what the users say'],
    ],
    options: ['call', 'role', ...LOOK],
    load: () => import('./segments.ts'),
  },
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;
export const DEFAULT_COMMAND: CommandName = 'inspect';
