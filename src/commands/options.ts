// Turns the words of options into typed values; one row per option, whichever commands take it.
import { type FormatName, formatsOf } from '../report/formats/index.ts';
import type { ColorChoice } from '../report/look.ts';

export interface OptionRow {
  readonly flags: string;
  readonly about: string;
  readonly choices?: readonly string[];
  /** Gives the value; throws an Error with the expectation as its message. */
  parse?(text: string): unknown;
}

/** The options as given; what was not given is undefined. */
export interface Options {
  readonly format?: FormatName;
  readonly schema?: string;
  readonly schemaAt?: 'message' | 'document';
  readonly asPublished?: boolean;
  readonly message?: string;
  readonly out?: string;
  readonly repairs?: boolean;
  readonly call?: string;
  readonly role?: 'assistant' | 'user';
  readonly all?: boolean;
  readonly sequence?: boolean;
  readonly strict?: boolean;
  readonly group?: boolean;
  readonly limit?: number;
  readonly verbose?: boolean;
  readonly validOut?: string;
  readonly invalidOut?: string;
  readonly color?: ColorChoice;
  readonly width?: number;
  readonly tz?: string;
  readonly quiet?: boolean;
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
  sequence: {
    flags: '--sequence',
    about: "also judge the order of events: a breach of the protocol's order counts",
  },
  strict: { flags: '--strict', about: 'drift counts too: what the contract does not know fails the run' },
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
  quiet: { flags: '-q, --quiet', about: 'no notes on standard error' },
} as const satisfies Record<keyof Options, OptionRow>;

export type OptionName = keyof Options;

function wholeFrom(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) < least)
      throw new Error(`a whole number from ${least} is expected`);
    return Number(text);
  };
}

function timeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new Error('the name of a time zone is expected, such as UTC or Europe/Berlin');
  }
}
