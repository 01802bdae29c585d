// Turns the words of options into typed values; one row per option, whichever commands take it.
import type { TurnRange } from '../message/selection.ts';
import { type FormatName, formatsOf } from '../report/formats/index.ts';
import type { ColorChoice } from '../report/look.ts';
import type { OverlayName } from '../report/overlays/index.ts';
import { INPUT_OPTIONS } from './input-options.ts';
import { LISTEN_OPTIONS, type ListenOptions } from './listen-options.ts';
import { REUSE_OPTIONS, type ReuseOptions } from './reuse-options.ts';
import { offset, type Parse, secondsPerColumn, timeZone, wholeFrom } from './values.ts';

export interface OptionRow {
  readonly flags: string;
  readonly about: string;
  readonly choices?: readonly string[];
  /** It leads to files or folders: the shell completes them, and a project file names them from its own folder. */
  readonly completes?: 'file' | 'folder';
  /** Words for the shell to complete, where others are possible too. */
  words?(): Promise<readonly string[]>;
  readonly parse?: Parse;
  /** It may be given several times; its value is a list. */
  readonly repeats?: boolean;
  /** Why a project file that was only found, perhaps a stranger's, may not set it. */
  readonly risk?: string;
}

const WRITES = 'writes files';
const EMBEDS = 'puts a file into a page';
const SHOWS = 'shows what people said';
const UNDOES = 'lets others undo a redaction';

/** The options as given; what was not given is undefined. */
export interface Options extends ListenOptions, ReuseOptions {
  readonly format?: FormatName | OverlayName;
  readonly schema?: string;
  readonly schemaAt?: 'message' | 'document';
  readonly schemaDir?: string;
  readonly asPublished?: boolean;
  readonly message?: string;
  readonly out?: string;
  readonly repairs?: boolean;
  readonly call?: string;
  readonly role?: 'assistant' | 'user';
  /** The start of an id, or a name. */
  readonly assistant?: string;
  readonly turn?: readonly TurnRange[];
  /** As written: what they mean depends on the time zone and the clock. */
  readonly since?: string;
  readonly until?: string;
  /** JSON Pointer. */
  readonly at?: string;
  readonly explainInput?: boolean;
  readonly follow?: boolean;
  /** In bytes. */
  readonly maxRecord?: number;
  readonly jobs?: number;
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
  readonly outFile?: never;
  readonly rowsFile?: never;
  readonly seed?: string;
  readonly reveal?: boolean;
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
  /** False by --no-config, the name by --config. */
  readonly config?: string | false;
  readonly noConfig?: never;
  /** False by --no-pager. */
  readonly pager?: boolean;
}

export const OPTIONS = {
  ...INPUT_OPTIONS,
  format: {
    flags: '--format <format>',
    about: 'how to print (default: table on a terminal; in a pipe tsv for rows)',
    choices: formatsOf('rows'),
  },
  schema: {
    flags: '--schema <file>',
    about: 'judge by this JSON Schema instead of the built-in contract',
    completes: 'file',
  },
  schemaAt: {
    flags: '--schema-at <place>',
    about:
      'whether --schema describes the message or the document around it (default: what the schema requires)',
    choices: ['message', 'document'],
  },
  schemaDir: {
    flags: '--schema-dir <folder>',
    about: 'with --schema: let a $ref lead to other files by their paths, inside this folder alone',
    completes: 'folder',
  },
  asPublished: {
    flags: '--as-published',
    about: 'with --schema OPENAPI: judge by the description as it was published, unrepaired',
  },
  message: {
    flags: '--message <type>',
    about: 'the message to take from the document (default: speech-update)',
  },
  out: { flags: '--out <folder>', about: 'write the schema files there', completes: 'folder', risk: WRITES },
  repairs: { flags: '--repairs', about: 'list every repair and correction with its reason' },
  all: { flags: '--all', about: 'show every call in full, however many there are' },
  text: {
    flags: '--text',
    about: 'also what was said; without it no words, names or numbers of people are shown',
    risk: SHOWS,
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
  audio: {
    flags: '--audio <file>',
    about: 'with --format html: a recording to play in the page',
    completes: 'file',
    risk: EMBEDS,
  },
  outFiles: {
    flags: '--out <pattern>',
    about: 'write files by this name; {call} stands for the id of the call',
    completes: 'file',
    risk: WRITES,
  },
  outFile: {
    flags: '--out <file>',
    about: 'write there instead of to standard output',
    completes: 'file',
    risk: WRITES,
  },
  rowsFile: {
    flags: '--out <file>',
    about: 'with --format parquet: write there; - for a pipe',
    completes: 'file',
    risk: WRITES,
  },
  seed: {
    flags: '--seed <text>',
    about:
      'make the same filler of the same text in every run; whoever knows it can turn ids back (default: a random one)',
    risk: UNDOES,
  },
  reveal: {
    flags: '--reveal',
    about: 'with --text: also the phone numbers, addresses and keys in what was said',
    risk: SHOWS,
  },
  sequence: {
    flags: '--sequence',
    about: "also judge the order of events: a breach of the protocol's order counts",
  },
  strict: { flags: '--strict', about: 'drift counts too: what the contract does not know fails the run' },
  sort: {
    flags: '--sort <measure>',
    about: 'order calls by a measure, the largest first, such as response.max',
    words: async () => (await import('../measures/index.ts')).MEASURES.map(({ key }) => key),
  },
  groupBy: {
    flags: '--group <by>',
    about: 'also sum up the calls of each assistant',
    choices: ['assistant'],
  },
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
    completes: 'file',
    risk: WRITES,
  },
  invalidOut: {
    flags: '--invalid-out <file>',
    about: 'write the records that are wrong, or no messages; - for standard output',
    completes: 'file',
    risk: WRITES,
  },
  ...LISTEN_OPTIONS,
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
  config: {
    flags: '--config <file>',
    about:
      'take settings from this file (default: turnline.config.json of the working folder, which then may set nothing that writes files, puts a file into a page, shows what people said, lets others in or sends captures elsewhere)',
  },
  noConfig: { flags: '--no-config', about: 'take settings from no file' },
  ...REUSE_OPTIONS,
} as const satisfies Record<keyof Options, OptionRow>;

export type OptionName = keyof Options;

/** What every command takes besides its own. */
export const OF_ALL: readonly OptionName[] = ['config', 'noConfig'];
