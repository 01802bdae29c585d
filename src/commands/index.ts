// Lists the commands, in the order in which help shows them.

import { OVERLAYS } from '../report/overlays/index.ts';
import type { Command, Operands } from './command.ts';
import { SHELLS } from './completions/index.ts';
import type { Shell } from './completions/shell.ts';
import { TOPICS } from './help/index.ts';
import { FILTERS, INPUT, LOOK } from './option-sets.ts';
import type { OptionName } from './options.ts';
import { REUSE_COMMANDS } from './reuse-commands.ts';

const JUDGE: readonly OptionName[] = ['schema', 'schemaAt', 'asPublished'];
const COUNTS: readonly OptionName[] = ['strict', 'sequence'];
const OUTPUT: readonly OptionName[] = ['group', 'limit', 'verbose', 'validOut', 'invalidOut'];
const NO_OPERANDS: Operands = { syntax: '', about: '' };

/** A name of two words is a command in a group. */
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
    options: ['all', 'text', 'ascii', ...FILTERS, 'role', ...INPUT, ...JUDGE, ...LOOK],
    load: () => import('./inspect.ts'),
  },
  validate: {
    summary: 'whether each speech-update keeps the contract, and what is wrong where',
    details:
      'Prints file:line:column, pointer and sentence of each finding, equal ones as one, then the tally.\nExits with 1 if any message is invalid.',
    examples: [
      ['turnline validate payload.json', 'one captured payload'],
      ['turnline validate --schema mine.json log.ndjson', 'against a schema of your own'],
      ['turnline validate --format jsonl log.ndjson', 'findings for a program'],
      ['tail -f app.log | turnline validate --valid-out - | consumer', 'a filter in a pipe'],
    ],
    options: [...COUNTS, ...OUTPUT, ...FILTERS, 'role', ...INPUT, ...JUDGE, ...LOOK],
    prints: ['rows', 'findings'],
    load: () => import('./validate.ts'),
  },
  turns: {
    summary: 'one row per call and turn: who spoke for how long, and who waited',
    examples: [
      ['turnline turns log.ndjson', 'all turns of all calls'],
      ['turnline turns log.ndjson --format csv > turns.csv', 'for a spreadsheet'],
      ["turnline turns log.ndjson --format jsonl | jq -s 'max_by(.responseMs)'", 'the slowest turn'],
    ],
    options: ['text', ...FILTERS, 'role', ...INPUT, ...LOOK],
    load: () => import('./turns.ts'),
  },
  segments: {
    summary: 'one row per stretch of speech: who, from when to when',
    examples: [
      ['turnline segments log.ndjson', 'all segments of all calls'],
      ['turnline segments log.ndjson --role user', 'only what the users say'],
    ],
    options: [...FILTERS, 'role', ...INPUT, ...LOOK],
    load: () => import('./segments.ts'),
  },
  summary: {
    summary: 'one row per call with all its measures, and all calls together',
    details:
      'One call: its page. Several: a row each, then pooled percentiles, rates, a histogram of the response latency and the\nworst moments. turnline schema output summary lists every measure.',
    examples: [
      ['turnline summary logs/', 'every call, and all of them together'],
      ['turnline summary logs/ --sort response.max', 'the slowest calls first'],
      ['turnline summary logs/ --group assistant', 'each assistant by itself too'],
      ['turnline summary logs/ --format csv > calls.csv', 'every measure of every call'],
    ],
    options: ['sort', 'groupBy', 'text', 'ascii', ...FILTERS, ...INPUT, ...LOOK],
    load: () => import('./summary.ts'),
  },
  timeline: {
    summary: 'draw each call like sheet music, or export it for other programs',
    details:
      'One lane for each party; silence is drawn on the lane of whoever owes the next word: . while it waits, ! once it is\ndead air. With --format: files that lie on the recording.',
    examples: [
      ['turnline timeline log.ndjson --call 7f3a', 'one call as a drawing'],
      ['turnline timeline log.ndjson --call 7f3a --from 1:10 --to 1:40', 'a part of it'],
      ['turnline timeline log.ndjson --format html --out {call}.html', 'a page for each call'],
      [
        'turnline timeline log.ndjson --call 7f3a --format html --audio rec.wav --out call.html',
        'to listen along',
      ],
      ['turnline timeline log.ndjson --format textgrid --out {call}', 'for Praat'],
    ],
    options: [
      ...FILTERS,
      'text',
      'from',
      'to',
      'secondsPerColumn',
      'fit',
      'ascii',
      'audio',
      'outFiles',
      ...INPUT,
      ...LOOK,
    ],
    ownFormats: Object.keys(OVERLAYS),
    load: () => import('./timeline.ts'),
  },
  ...REUSE_COMMANDS,
  config: {
    summary: 'which options are in force, and whether a flag, a variable or a project file says so',
    details:
      'A flag comes before a variable, a variable before turnline.config.json, and in that "commands" before the rest.\nOf the flags here, --format is for the list alone.',
    examples: [
      ['turnline config', 'what holds for every command'],
      ['turnline config validate', 'what holds for one'],
      ['TURNLINE_WIDTH=100 turnline config turns --format json', 'for a program'],
    ],
    operands: { syntax: '[command...]', about: 'a command, such as validate or schema import' },
    options: LOOK,
    load: () => import('./config.ts'),
  },
  'schema import': {
    summary: 'make schema files from an OpenAPI document or a published JSON Schema',
    details:
      'Takes what the message reaches, repairs what no validator could use, and applies our corrections.',
    examples: [
      [
        'turnline schema import vapi-openapi.json',
        'what it comes to, and whether it differs from the built-in contract',
      ],
      ['turnline schema import vapi-openapi.json --out schemas', 'write the files'],
      ['turnline schema import vapi-openapi.json --repairs', 'every repair with its place and reason'],
    ],
    operands: {
      syntax: '<file>',
      about: 'an OpenAPI 3 document or a JSON Schema, - for standard input',
      completes: 'file',
    },
    options: ['message', 'out', 'repairs', ...LOOK],
    load: () => import('./schema-import.ts'),
  },
  'schema list': {
    summary: 'what the built-in contract consists of, and what it was made from',
    examples: [['turnline schema list', 'all schemas with their files']],
    operands: NO_OPERANDS,
    options: LOOK,
    load: () => import('./schema-list.ts'),
  },
  'schema show': {
    summary: 'print a schema of the contract',
    examples: [
      ['turnline schema show', 'the message itself'],
      ['turnline schema show OpenAIModel', 'a schema by its name'],
      ['turnline schema show /assistant/transcriber', 'what may stand at a place in the message'],
    ],
    operands: {
      syntax: '[name]',
      about: 'the name of a schema, name#/pointer, or a JSON Pointer into the message',
      words: async () => (await import('./schema-show.ts')).schemaNames(),
    },
    options: [],
    load: () => import('./schema-show.ts'),
  },
  'schema output': {
    summary: 'the JSON Schema of the rows that a command prints for programs',
    examples: [
      ['turnline schema output segments', 'what segments prints with --format jsonl'],
      ['turnline schema output summary', 'every measure of a call'],
    ],
    operands: {
      syntax: '<command>',
      about: 'segments, turns, summary, compare, validate or config',
      words: async () => Object.keys((await import('./schema-output.ts')).ROWS),
    },
    options: [],
    load: () => import('./schema-output.ts'),
  },
  'schema config': {
    summary: 'the JSON Schema of turnline.config.json, for an editor',
    examples: [['turnline schema config > turnline.config.schema.json', 'name it by "$schema" in the file']],
    operands: NO_OPERANDS,
    options: [],
    load: () => import('./schema-config.ts'),
  },
  'schema diff': {
    summary: 'what changed between two versions of the contract',
    examples: [
      ['turnline schema diff vapi-openapi.json', 'what is new at Vapi since this turnline was built'],
      ['turnline schema diff old.json new.json', 'between two documents or folders of schemas'],
    ],
    operands: {
      syntax: '<versions...>',
      about: 'OpenAPI documents or folders of schemas: one, or the older and the newer',
      completes: 'file',
    },
    options: ['message', ...LOOK],
    load: () => import('./schema-diff.ts'),
  },
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
