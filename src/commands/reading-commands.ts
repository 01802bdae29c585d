// Lists the commands that read captures, in the order in which help shows them.
import { OVERLAYS } from '../report/overlays/index.ts';
import type { Command } from './command.ts';
import { COUNTS, FILTERS, INPUT, JUDGE, LOOK, OUTPUT, WORDS } from './option-groups.ts';

export const READING_COMMANDS = {
  inspect: {
    summary: 'whether the messages are right, and who spoke when (the default command)',
    details:
      'Prints a tally with the first findings, then each call with its turns and totals. Over 10 calls: a line for each, and the slowest turns.',
    examples: [
      ['turnline capture.ndjson', 'everything about a capture'],
      ['kubectl logs pod | turnline', 'the same for a log in a pipe'],
      ['kubectl logs -f pod | turnline -f', 'turns as they get over, findings as they come'],
      ['turnline logs/ --call 7f3a', 'one call of many'],
    ],
    options: ['follow', 'all', ...WORDS, 'ascii', ...FILTERS, 'role', ...INPUT, ...JUDGE, ...LOOK],
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
    options: ['follow', ...COUNTS, ...OUTPUT, ...FILTERS, 'role', ...INPUT, ...JUDGE, ...LOOK, 'rowsFile'],
    prints: ['rows', 'columns', 'findings'],
    load: () => import('./validate.ts'),
  },
  turns: {
    summary: 'one row per call and turn: who spoke for how long, and who waited',
    examples: [
      ['turnline turns log.ndjson', 'all turns of all calls'],
      ['turnline turns log.ndjson --format csv > turns.csv', 'for a spreadsheet'],
      ["turnline turns log.ndjson --format jsonl | jq -s 'max_by(.responseMs)'", 'the slowest turn'],
      ['turnline turns logs/ --format parquet --out turns.parquet', 'for DuckDB, Spark or a warehouse'],
    ],
    options: ['follow', ...WORDS, ...FILTERS, 'role', ...INPUT, ...LOOK, 'rowsFile'],
    prints: ['rows', 'columns'],
    load: () => import('./turns.ts'),
  },
  segments: {
    summary: 'one row per stretch of speech: who, from when to when',
    examples: [
      ['turnline segments log.ndjson', 'all segments of all calls'],
      ['turnline segments log.ndjson --role user', 'only what the users say'],
    ],
    options: ['follow', ...FILTERS, 'role', ...INPUT, ...LOOK, 'rowsFile'],
    prints: ['rows', 'columns'],
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
    options: ['sort', 'groupBy', ...WORDS, 'ascii', ...FILTERS, ...INPUT, ...LOOK, 'rowsFile'],
    prints: ['rows', 'columns'],
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
      ...WORDS,
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
  redact: {
    summary: 'write the same capture with filler for everything private, to show it to others',
    details:
      'Every private text becomes other letters and digits of the same length; an id becomes the same other id everywhere.\nThe times, amounts and words that the contract knows stay, so that verdicts and timelines are the same.',
    examples: [
      ['turnline redact log.ndjson > shareable.ndjson', 'a capture for a bug report'],
      ['turnline redact --seed "$SECRET" log.ndjson', 'the same filler tomorrow'],
    ],
    options: ['outFile', 'seed', 'at', 'maxRecord', 'quiet'],
    load: () => import('./redact.ts'),
  },
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
} as const satisfies Record<string, Command>;
