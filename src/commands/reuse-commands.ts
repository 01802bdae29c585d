// Lists the commands that keep what captures hold, and hold captures against each other.
import type { Command } from './command.ts';
import { FILTERS, INPUT, LOOK, READING } from './option-groups.ts';

export const REUSE_COMMANDS = {
  events: {
    summary: 'a slim capture: of each message only what a timeline needs',
    details:
      'Prints a capture (NDJSON) of a few percent of the size, without words, that every command reads as it reads the whole.\nWith --times it keeps when each thing was said too, so that waits are on the artifact clock.',
    examples: [
      ['turnline events log.ndjson > slim.ndjson', 'who starts and stops speaking, and when'],
      ['turnline events --times logs/ | gzip > calls.ndjson.gz', 'all that waits are measured by'],
      ['tail -f app.log | turnline events --call 7f3a', 'one call, as it goes on'],
    ],
    options: ['times', 'textNames', ...FILTERS, 'role', ...READING, 'tz', 'quiet'],
    prints: [],
    load: () => import('./events.ts'),
  },
  compare: {
    summary: 'two captures by their measures, and whether gates are kept',
    details:
      'Tells of each measure how far it moved, and whether that is more than chance. Names: response.median, p90, p95, p99 and\nmax (userResponse alike) are pooled over all waits; X/call is the mean of a measure of turnline summary; X alone is the\ntotal of a count and the median of anything else; X.p95 is taken over calls. Exits with 1 if a gate is crossed.',
    examples: [
      ['turnline compare before/ after/', 'what changed, and whether it is more than chance'],
      [
        'turnline compare main.json pr.ndjson --max-regression response.median=10%',
        'a gate, with a summary that was saved by turnline summary --format json',
      ],
      [
        'turnline compare log.ndjson --max response.p95=1500ms --max cutIns/call=0.1',
        'limits for one capture',
      ],
      ['turnline compare main.json pr.ndjson --format md >> "$GITHUB_STEP_SUMMARY"', 'for a pull request'],
    ],
    operands: {
      syntax: '<files...>',
      about:
        'the base and the new one, or the new one alone: each a file, a folder, a saved summary, or - for standard input',
      completes: 'file',
    },
    options: ['maxRegression', 'max', 'min', 'strictGates', ...FILTERS, ...INPUT, ...LOOK],
    prints: ['rows', 'gates'],
    load: () => import('./compare.ts'),
  },
} as const satisfies Record<string, Command>;
