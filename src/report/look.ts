// Turns the options and the terminal into one decision about how output looks.
import type { Sink } from '../host.ts';
import type { Links } from './links.ts';

export interface Look {
  /** How many colours, as chalk counts them: 0 none, 1 sixteen, 2 256, 3 all. */
  readonly colorLevel: 0 | 1 | 2 | 3;
  /** Columns that a line may take; null where nothing may be cut. */
  readonly width: number | null;
  /** Null where files are only named, and not linked to. */
  readonly links: Links | null;
  /** IANA name; undefined is the machine's own. */
  readonly timeZone: string | undefined;
}

export type ColorChoice = 'auto' | 'always' | 'never';

/** For each stream by itself: the option, then FORCE_COLOR, NO_COLOR and TERM=dumb, then whether the sink is a terminal. */
export function colorLevel(
  choice: ColorChoice,
  env: Readonly<Record<string, string | undefined>>,
  sink: Sink,
): Look['colorLevel'] {
  if (choice === 'never') return 0;
  if (choice === 'always') return richness(env);
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = env;
  if (force !== undefined && force !== '') {
    if (force === '0' || force === 'false') return 0;
    return force === '2' || force === '3' ? (Number(force) as 2 | 3) : richness(env);
  }
  if (no !== undefined && no !== '') return 0;
  return sink.isTerminal && term !== 'dumb' ? richness(env) : 0;
}

function richness({ COLORTERM, TERM }: Readonly<Record<string, string | undefined>>): 1 | 2 | 3 {
  if (COLORTERM === 'truecolor' || COLORTERM === '24bit') return 3;
  return TERM?.endsWith('256color') === true ? 2 : 1;
}
