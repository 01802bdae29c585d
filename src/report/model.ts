// Names what a command has to say: tables whose columns have meanings, and pages that show them with words around.

import type { Finding } from '../finding.ts';

/**
 * What the values of a column mean. A command says the kind, a format decides how it looks.
 * `duration` and `offset` (time since a call's origin) are ms, `durations` a list of them; `instant` is epoch ms; `ratio` is
 * a share of 1; of a `number` another column tells the unit.
 */
export type Kind =
  | 'text'
  | 'role'
  | 'index'
  | 'count'
  | 'duration'
  | 'durations'
  | 'offset'
  | 'instant'
  | 'ratio'
  | 'number'
  | 'flags'
  | 'boolean';

/** Null is what cannot be told. An empty string is what there is nothing to tell of. */
export type Cell = string | number | boolean | null | readonly string[] | readonly number[];

export interface Column<Row> {
  /** Name in machine formats; a dot leads into a nested object. */
  readonly key: string;
  /** Heading for people. */
  readonly title: string;
  readonly kind: Kind;
  /** Who sees the column: people in tables, programs in machine formats, or both. */
  readonly seen: 'people' | 'programs' | 'both';
  value(row: Row): Cell;
  /** What people see instead of `value`, where that differs. */
  show?(row: Row): Cell;
  /** Where a line has no room for every column, those with such a name are told below it first, and by this name. */
  readonly aside?: string;
}

/** A column, whatever the rows are that its table has. */
export interface TableColumn extends Pick<Column<never>, 'key' | 'title' | 'kind' | 'seen' | 'aside'> {
  cell(row: unknown): Cell;
}

/** Rows, and columns that tell the cells of any of them. */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: Iterable<unknown> | AsyncIterable<unknown>;
  /** Whether rows come slowly, and each is to be shown at once. */
  readonly live?: boolean;
}

/** What a stretch of text is, so that a format can colour it. */
export type Tone = 'plain' | 'strong' | 'faint' | 'good' | 'warning' | 'bad' | 'user' | 'assistant';

/** `file` is the path of the file that the text names; where terminals can, the text leads there. */
export type Words = string | { readonly tone: Tone; readonly text: string; readonly file?: string };

/** A piece of a page. `pairs` are short facts with a name each. */
export type Block =
  | { readonly kind: 'line'; readonly words: readonly Words[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [name: string, value: readonly Words[]])[] }
  | { readonly kind: 'table'; readonly table: Table };

/** What was asked of a run, and how it stands; it fails the run where `fails`. */
export interface GateLine {
  readonly name: string;
  readonly verdict: 'kept' | 'crossed' | 'not enough calls';
  readonly fails: boolean;
  readonly message: string;
}

export interface Report {
  /** The rows, for formats that are nothing but rows. */
  readonly table: Table;
  /** How people are shown it, where that is more than the rows. */
  page?(): AsyncIterable<Block> | Iterable<Block>;
  /** What `json` prints around the rows, which it lists under `list`. `rest` is called when all of them have been read. */
  readonly document?: { readonly list: string; rest(): object };
  /** The findings, for formats that print those. */
  readonly findings?: AsyncIterable<Finding>;
  /** The gates, for the same formats. */
  readonly gates?: readonly GateLine[];
}

export function tableOf<Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
): Table {
  const apart = columns.flatMap((column) => {
    const { show } = column;
    if (show === undefined) return [column];
    return [
      { ...column, seen: 'programs' as const },
      { ...column, seen: 'people' as const, value: show },
    ];
  });
  // Rows and columns come together here, and only here.
  const told = apart.map((column) => ({ ...column, cell: column.value as (row: unknown) => Cell }));
  return { columns: told, rows };
}

export const blank: Block = { kind: 'line', words: [] };

export function line(...words: Words[]): Block {
  return { kind: 'line', words };
}

export function tone(name: Tone, text: string): Words {
  return { tone: name, text };
}
