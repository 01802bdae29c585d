// Lists the options that say what is to be read, and what of it is wanted.
import type { OptionRow } from './options.ts';
import { pointer, size, turnRanges, wholeFrom } from './values.ts';

export const INPUT_OPTIONS = {
  call: { flags: '--call <id>', about: 'only calls whose id starts with this' },
  role: { flags: '--role <role>', about: 'only what this party says', choices: ['assistant', 'user'] },
  assistant: {
    flags: '--assistant <id>',
    about: 'only calls of this assistant: its name, or how its id starts',
  },
  turn: { flags: '--turn <turns>', about: 'only these turns, such as 3, 3..7 or 2,5..', parse: turnRanges },
  since: {
    flags: '--since <time>',
    about: 'only from then on: a date such as 2026-08-18T09:00Z, -10m, today, yesterday',
  },
  until: { flags: '--until <time>', about: 'only before then' },
  at: {
    flags: '--at <pointer>',
    about:
      'where in each document the payload is, as a JSON Pointer; * stands for every item (default: found)',
    parse: pointer,
  },
  explainInput: {
    flags: '--explain-input',
    about: 'tell how each source is written, and what was taken off to get at the messages',
  },
  follow: {
    flags: '-f, --follow',
    about: 'wait for more at the end of files, through rotation, and print what is over as soon as it is',
  },
  maxRecord: {
    flags: '--max-record <size>',
    about:
      'the longest record that is read, such as 16M (default: 64M, and 32M of packed input and logs of containers)',
    parse: size,
  },
  jobs: {
    flags: '--jobs <n>',
    about: 'how many threads may read a large input (default: as many as there are cores, up to 8)',
    parse: wholeFrom(1),
  },
} as const satisfies Record<string, OptionRow>;
