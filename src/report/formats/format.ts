// Names what a format does: it turns a report into text, piece by piece.
import type { Look } from '../look.ts';
import type { Report } from '../model.ts';

/** The parts of a report that formats print. */
export type Printed = 'rows' | 'findings' | 'gates';

export interface Format {
  readonly about: string;
  /** What it can print of a report. */
  readonly of: readonly Printed[];
  /** The format's code, loaded only when it is used. */
  load(): Promise<{ print(report: Report, look: Look): AsyncIterable<string> }>;
}
