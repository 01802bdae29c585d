// Turns the words of options of events and compare into typed values; one row per option.
import type { OptionRow } from './options.ts';

export interface ReuseOptions {
  /** The row of --text where only names come of it; its value lands in `text`. */
  readonly textNames?: never;
  readonly times?: boolean;
}

export const REUSE_OPTIONS = {
  textNames: {
    flags: '--text',
    about: "also the assistant's name; what was said is never kept",
    risk: 'shows names',
  },
  times: {
    flags: '--times',
    about: 'also when each thing was said, by the last artifact of each call',
  },
} as const satisfies Record<keyof ReuseOptions, OptionRow>;
