// Names what a format does: it turns a report into text, or into the bytes of a file, piece by piece.
import type { Look } from '../look.ts';
import type { Report } from '../model.ts';

/** The parts of a report that formats print. `columns` are rows too, each column with the type of its kind. */
export type Printed = 'rows' | 'columns' | 'findings' | 'gates';

interface About {
  readonly about: string;
  /** What it can print of a report. */
  readonly of: readonly Printed[];
}

export interface TextFormat extends About {
  readonly binary?: never;
  /** The format's code, loaded only when it is used. Bytes are valid until more are asked for. */
  load(): Promise<{ print(report: Report, look: Look): AsyncIterable<string | Uint8Array> }>;
}

/** Its output is a file, and nothing for a terminal. */
export interface BinaryFormat extends About {
  readonly binary: true;
  load(): Promise<{ print(report: Report): AsyncIterable<Uint8Array> }>;
}

export type Format = TextFormat | BinaryFormat;
