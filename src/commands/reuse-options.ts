// Turns the words of options of events and compare into typed values; one row per option.
import type { GateWords, Rule } from '../measures/gates.ts';
import type { OptionRow } from './options.ts';
import type { Parse } from './values.ts';

export interface ReuseOptions {
  /** The row of --text where only names come of it; its value lands in `text`. */
  readonly textNames?: never;
  readonly times?: boolean;
  readonly max?: readonly GateWords[];
  readonly min?: readonly GateWords[];
  readonly maxRegression?: readonly GateWords[];
  /** The row of --strict where gates are judged; its value lands in `strict`. */
  readonly strictGates?: never;
}

const words = async (): Promise<readonly string[]> => (await import('../measures/figures.ts')).figureNames();

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
  max: {
    flags: '--max <measure=limit>',
    about: 'fail where a measure is more, such as response.p95=1500ms or cutIns/call=0.1 (repeatable)',
    repeats: true,
    words,
    parse: gates('max'),
  },
  min: {
    flags: '--min <measure=limit>',
    about: 'fail where a measure is less (repeatable)',
    repeats: true,
    words,
    parse: gates('min'),
  },
  maxRegression: {
    flags: '--max-regression <measure=limit>',
    about:
      'fail where a measure is worse than in the base by more, such as response.median=10% or =150ms, and by more than chance (repeatable)',
    repeats: true,
    words,
    parse: gates('max-regression'),
  },
  strictGates: { flags: '--strict', about: 'a gate that too few calls can judge fails the run too' },
} as const satisfies Record<keyof ReuseOptions, OptionRow>;

/** One gate, or several with commas between. */
function gates(rule: Rule): Parse {
  return (text): GateWords[] =>
    text.split(',').map((part) => {
      const [, measure, limit, unit = ''] =
        /^([^=]+?)\s*=\s*(\d+(?:\.\d+)?|\.\d+)\s*(ms|s|%|)$/.exec(part.trim()) ?? [];
      if (measure === undefined || limit === undefined)
        throw new Error('measure=limit is expected, such as response.p95=1500ms');
      return { rule, measure, limit: Number(limit), unit: unit as GateWords['unit'] };
    });
}
