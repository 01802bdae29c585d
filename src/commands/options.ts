// Turns the words of options into typed values; one row per option, whichever commands take it.
import { type FormatName, formatsOf } from '../report/formats/index.ts';
import type { ColorChoice } from '../report/look.ts';
import type { OverlayName } from '../report/overlays/index.ts';

export interface OptionRow {
  readonly flags: string;
  readonly about: string;
  readonly choices?: readonly string[];
  /** Gives the value; throws an Error with the expectation as its message. */
  parse?(text: string): unknown;
}

/** The options as given; what was not given is undefined. */
export interface Options {
  readonly format?: FormatName | OverlayName;
  readonly schema?: string;
  readonly schemaAt?: 'message' | 'document';
  readonly asPublished?: boolean;
  readonly message?: string;
  readonly out?: string;
  readonly repairs?: boolean;
  readonly call?: string;
  readonly role?: 'assistant' | 'user';
  readonly all?: boolean;
  readonly text?: boolean;
  readonly ascii?: boolean;
  readonly fit?: boolean;
  readonly secondsPerColumn?: number;
  /** Ms from the call's origin. */
  readonly from?: number;
  readonly to?: number;
  readonly audio?: string;
  readonly outFiles?: never;
  readonly sequence?: boolean;
  readonly strict?: boolean;
  readonly sort?: string;
  /** False by --no-group, the name by --group. */
  readonly group?: boolean | 'assistant';
  /** The row of --group; its value lands in `group`. */
  readonly groupBy?: never;
  readonly limit?: number;
  readonly verbose?: boolean;
  readonly validOut?: string;
  readonly invalidOut?: string;
  readonly color?: ColorChoice;
  readonly width?: number;
  readonly tz?: string;
  readonly quiet?: boolean;
  /** False by --no-pager. */
  readonly pager?: boolean;
}

export const OPTIONS = {
  format: {
    flags: '--format <format>',
    about: 'how to print (default: table on a terminal; in a pipe tsv for rows)',
    choices: formatsOf('rows'),
  },
  schema: { flags: '--schema <file>', about: 'judge by this JSON Schema instead of the built-in contract' },
  schemaAt: {
    flags: '--schema-at <place>',
    about:
      'whether --schema describes the message or the document around it (default: what the schema requires)',
    choices: ['message', 'document'],
  },
  asPublished: {
    flags: '--as-published',
    about: 'with --schema OPENAPI: judge by the description as it was published, unrepaired',
  },
  message: {
    flags: '--message <type>',
    about: 'the message to take from the document (default: speech-update)',
  },
  out: { flags: '--out <folder>', about: 'write the schema files there' },
  repairs: { flags: '--repairs', about: 'list every repair and correction with its reason' },
  call: { flags: '--call <id>', about: 'only calls whose id starts with this' },
  role: { flags: '--role <role>', about: 'only what this party says', choices: ['assistant', 'user'] },
  all: { flags: '--all', about: 'show every call in full, however many there are' },
  text: {
    flags: '--text',
    about: 'also what was said; without it no words, names or numbers of people are shown',
  },
  ascii: { flags: '--ascii', about: 'draw with ASCII alone' },
  fit: { flags: '--fit', about: 'draw the whole call on one line of the staff' },
  secondsPerColumn: {
    flags: '--seconds-per-column <s>',
    about: 'the scale of the drawing (default: 0.25)',
    parse: secondsPerColumn,
  },
  from: {
    flags: '--from <time>',
    about: 'draw from here, as seconds or m:ss from the start of the call',
    parse: offset,
  },
  to: { flags: '--to <time>', about: 'draw up to here', parse: offset },
  audio: { flags: '--audio <file>', about: 'with --format html: a recording to play in the page' },
  outFiles: {
    flags: '--out <pattern>',
    about: 'write files by this name; {call} stands for the id of the call',
  },
  sequence: {
    flags: '--sequence',
    about: "also judge the order of events: a breach of the protocol's order counts",
  },
  strict: { flags: '--strict', about: 'drift counts too: what the contract does not know fails the run' },
  sort: {
    flags: '--sort <measure>',
    about: 'order calls by a measure, the largest first, such as response.max',
  },
  groupBy: { flags: '--group <by>', about: 'also sum up the calls of each', choices: ['assistant'] },
  group: { flags: '--no-group', about: 'print every finding by itself, as soon as it is found' },
  limit: {
    flags: '--limit <n>',
    about: 'print no more than this many findings or groups',
    parse: wholeFrom(0),
  },
  verbose: { flags: '--verbose', about: 'with --schema: print the consequences of each cause too' },
  validOut: {
    flags: '--valid-out <file>',
    about: 'write the records that are not wrong, byte for byte; - for standard output',
  },
  invalidOut: {
    flags: '--invalid-out <file>',
    about: 'write the records that are wrong, or no messages; - for standard output',
  },
  color: {
    flags: '--color <when>',
    about: 'when to use colour (default: auto)',
    choices: ['auto', 'always', 'never'],
  },
  width: {
    flags: '--width <columns>',
    about: 'columns that a line of a table may take',
    parse: wholeFrom(20),
  },
  tz: {
    flags: '--tz <zone>',
    about: 'time zone of dates, such as UTC or Europe/Berlin (default: local)',
    parse: timeZone,
  },
  quiet: { flags: '-q, --quiet', about: 'no notes and no progress on standard error' },
  pager: {
    flags: '--no-pager',
    about: 'print to the terminal however long it is (else through TURNLINE_PAGER, PAGER or less)',
  },
} as const satisfies Record<keyof Options, OptionRow>;

export type OptionName = keyof Options;

function wholeFrom(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) < least)
      throw new Error(`a whole number from ${least} is expected`);
    return Number(text);
  };
}

/** `12.5`, `1:02.5` or `1:00:00` as ms. */
function offset(text: string): number {
  const [, hours = '0', minutes = '0', seconds] = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (seconds === undefined) throw new Error('seconds or m:ss are expected');
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

function secondsPerColumn(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0.01 && seconds <= 3600)) throw new Error('seconds from 0.01 to 3600 are expected');
  return seconds;
}

function timeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new Error('the name of a time zone is expected, such as UTC or Europe/Berlin');
  }
}
