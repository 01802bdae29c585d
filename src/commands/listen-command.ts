// Names the command that receives webhooks: its words for help, and its options.
import type { Command } from './command.ts';
import { LISTEN_OPTIONS, type ListenOptions } from './listen-options.ts';

export const listen = {
  summary: "receive Vapi's webhooks on this machine: store them, and show the calls live",
  details:
    'Stores the body of every POST, on any path, as a line of NDJSON, and answers 200 with {}. With --forward: as the server behind\nanswers. On a terminal: turns, findings and calls as they happen; in a pipe: the rows of turns.',
  examples: [
    ['turnline listen --port 4242', "then give a tunnel's URL to Vapi as the server URL"],
    ['turnline listen --port 4242 --forward http://localhost:3000/vapi', 'before a server of your own'],
    ["turnline listen --port 4242 --out 'calls/{date}/{call}.ndjson'", 'a file for each call'],
    [
      'turnline listen --port 4242 --allow-host mine.ngrok.app --secret-file vapi.secret',
      'behind a tunnel, for nobody but Vapi',
    ],
  ],
  operands: { syntax: '', about: '' },
  options: [
    ...(Object.keys(LISTEN_OPTIONS) as (keyof ListenOptions)[]),
    'schema',
    'schemaAt',
    'asPublished',
    'format',
    'color',
    'width',
    'tz',
    'quiet',
  ],
  load: () => import('./listen.ts'),
} as const satisfies Command;
