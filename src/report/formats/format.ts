// Names what a format does: it turns a report into text, piece by piece.
import type { Look } from '../look.ts';
import type { Report } from '../model.ts';

export interface Format {
  readonly about: string;
  /** What it prints of a report. */
  readonly of: 'rows' | 'findings';
  /** The format's code, loaded only when it is used. */
  load(): Promise<{ print(report: Report, look: Look): AsyncIterable<string> }>;
}
