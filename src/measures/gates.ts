// Turns what a figure must not pass, and what it is, into a verdict.
import { TurnlineError } from '../errors.ts';
import { type Comparison, isBeyondNoise } from './comparison.ts';
import { type Figure, figureNamed } from './figures.ts';

export type Rule = 'max' | 'min' | 'max-regression';

/** As written: `response.p95=1500ms` of --max. */
export interface GateWords {
  readonly rule: Rule;
  readonly measure: string;
  readonly limit: number;
  readonly unit: '' | 'ms' | 's' | '%';
}

export interface Gate {
  readonly rule: Rule;
  readonly figure: Figure;
  /** In the unit of the figure, or a share of the base where `relative`. */
  readonly limit: number;
  readonly relative: boolean;
  /** As written, but for the name, which is the figure's own. */
  readonly name: string;
}

export type Verdict = 'kept' | 'crossed' | 'not enough calls';

/** Throws where the measure is unknown, its unit another, or a change of it tells nothing. */
export function gateOf({ rule, measure, limit, unit }: GateWords): Gate {
  const figure = figureNamed(measure);
  const { name } = figure;
  const reject = (reason: string): never => {
    throw new TurnlineError('usage', `--${rule} ${name}: ${reason}`);
  };
  if (rule === 'max-regression') {
    if (figure.unfit !== null) reject(figure.unfit);
    if (figure.worse === null) reject('nobody can say which way it gets worse: use --max or --min');
  }
  const relative = rule === 'max-regression' && unit === '%';
  const wanted = UNITS[figure.unit];
  if (!relative && !wanted.units.includes(unit)) reject(`${wanted.expected} is expected`);
  const factor = unit === 's' ? 1_000 : unit === '%' ? 0.01 : 1;
  return { rule, figure, limit: limit * factor, relative, name: `${name}=${limit}${unit}` };
}

const UNITS: Readonly<Record<Figure['unit'], { units: readonly string[]; expected: string }>> = {
  ms: { units: ['ms', 's'], expected: 'a limit such as 1500ms or 1.5s' },
  ratio: { units: ['%', ''], expected: 'a limit such as 60% or 0.6' },
  count: { units: [''], expected: 'a plain number' },
};

/**
 * A figure that cannot be told crosses nothing. A regression is one only where it is worse by more than the limit, and chance
 * alone would not move it as far.
 */
export function verdictOf(gate: Gate, comparison: Comparison): Verdict {
  const { rule, limit, relative } = gate;
  const { base, now, change } = comparison;
  if (rule === 'max-regression') {
    const beyond = isBeyondNoise(comparison);
    if (change === null || beyond === null) return 'not enough calls';
    const worseBy = gate.figure.worse === 'lower' ? -change : change;
    const most = relative ? limit * Math.abs(base?.value ?? 0) : limit;
    return beyond && worseBy > most ? 'crossed' : 'kept';
  }
  if (now.value === null) return 'not enough calls';
  return (rule === 'max' ? now.value > limit : now.value < limit) ? 'crossed' : 'kept';
}
