// Lists the commands that keep what captures hold, and hold captures against each other.
import type { Command } from './command.ts';
import { FILTERS, INPUT } from './option-sets.ts';

export const REUSE_COMMANDS = {
  events: {
    summary: 'a slim capture: of each message only what a timeline needs',
    details:
      'Prints a capture (NDJSON) of a few percent of the size, without words, that every command reads as it reads the whole.\nWith --times it keeps when each thing was said too, so that waits are on the artifact clock.',
    examples: [
      ['turnline events log.ndjson > slim.ndjson', 'who starts and stops speaking, and when'],
      ['turnline events --times logs/ | gzip > calls.ndjson.gz', 'all that waits are measured by'],
      ['tail -f app.log | turnline events --call 7f3a', 'one call, as it goes on'],
    ],
    options: ['times', 'textNames', ...FILTERS, 'role', ...INPUT, 'tz', 'quiet'],
    prints: [],
    load: () => import('./events.ts'),
  },
} as const satisfies Record<string, Command>;
