// Turns a seed into a fleet of calls as a log, its assistant a given share slower than usual.
import { type Delivery, emit } from './emit.ts';
import { HABITS, type Habits, improvise } from './improvise.ts';
import { MEASURED_LAGS } from './lags.ts';

export interface FleetOptions {
  readonly calls: number;
  /** 0.2 is a fifth slower. */
  readonly slower?: number;
  readonly habits?: Partial<Habits>;
}

export function fleet(seed: number | string, { calls, slower = 0, habits = {} }: FleetOptions): Delivery[][] {
  const [from, to] = HABITS.responseMs;
  const responseMs = [from * (1 + slower), to * (1 + slower)].map(Math.round) as [number, number];
  return Array.from({ length: calls }, (_, index) =>
    emit(improvise(`${seed}/${index}`, { responseMs, ...habits }), { lags: MEASURED_LAGS }),
  );
}
