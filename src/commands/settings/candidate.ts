// Names what was set for an option: where, as what, and for which command.
import { TurnlineError } from '../../errors.ts';
import type { CommandName } from '../index.ts';
import type { OptionRow } from '../options.ts';
import { PREFIX } from './sought.ts';
import { quoted, type Read, type Refusal } from './value.ts';

export interface Candidate {
  readonly setting: string;
  /** The options that it can stand for. */
  readonly rows: readonly OptionRow[];
  /** A word of a variable, or JSON of a file. */
  readonly written: unknown;
  /** `TURNLINE_WIDTH`, or `turnline.config.json:3:5`. */
  readonly from: string;
  /** The command that it is for; null for all that take the option. */
  readonly command: CommandName | null;
  /** What it means for one of the options of that name. */
  read(row: OptionRow): Read;
}

/** What is right for none of the options that it can stand for is a slip. */
export function rejectSlip(candidate: Candidate): void {
  const refusals: Refusal[] = [];
  for (const row of candidate.rows) {
    const read = candidate.read(row);
    if ('value' in read) return;
    refusals.push(read);
  }
  const { from, setting, written } = candidate;
  const name = from.startsWith(PREFIX) ? from : `${from}: "${setting}"`;
  const expected = [...new Set(refusals.map((refusal) => refusal.expected))].join(', or ');
  const meant = refusals.find((refusal) => typeof refusal.meant === 'string')?.meant;
  const hint = meant === undefined ? '' : `: did you mean ${quoted(meant)}?`;
  throw new TurnlineError('usage', `${name}: ${expected}, not ${quoted(written)}${hint}`);
}
