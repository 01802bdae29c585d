// Turns a seed and a time into mutated inputs that were read, and what became of them.
import { builtInContract } from '../../src/contract/load/built-in.ts';
import { random } from '../support/simulator/random.ts';
import { expectLaws } from './laws.ts';
import { mutated } from './mutations.ts';
import { seeds } from './seeds.ts';

export interface Search {
  readonly seed: number;
  readonly seconds: number;
  /** The number of the first input. */
  readonly from?: number;
  /** Ends the search before its time; no bound where it is absent. */
  readonly most?: number;
}

export interface Failure {
  /** With the seed it names the input. */
  readonly number: number;
  readonly input: Buffer;
  readonly error: unknown;
}

export interface Found {
  readonly inputs: number;
  readonly bytes: number;
  readonly records: number;
  readonly speechUpdates: number;
  readonly slowest: { readonly ms: number; readonly number: number; readonly bytes: number };
  readonly failures: Failure[];
}

/** More than this for a MB is a hang; so much is allowed for whatever else the machine does. */
const MOST_MS_PER_MB = 1_000;
const PATIENCE_MS = 500;
const MOST_FAILURES = 20;

/** Reads input after input until the time is over. */
export async function search({
  seed,
  seconds,
  from = 0,
  most = Number.POSITIVE_INFINITY,
}: Search): Promise<Found> {
  const contract = builtInContract();
  const all = seeds();
  const end = performance.now() + seconds * 1_000;
  const failures: Failure[] = [];
  let [inputs, bytes, records, speechUpdates] = [0, 0, 0, 0];
  let slowest = { ms: 0, number: 0, bytes: 0 };
  for (let number = from; inputs < most && performance.now() < end; number++) {
    const input = mutated(all, random(`${seed} ${number}`));
    inputs++;
    bytes += input.length;
    const patience = PATIENCE_MS + (input.length / 1e6) * MOST_MS_PER_MB;
    try {
      const first = await timed(() => expectLaws(input, contract));
      records += first.result.records;
      speechUpdates += first.result.speechUpdates;
      // A process that was halted in between is no hang, which comes again.
      const again = first.ms > patience ? await timed(() => expectLaws(input, contract)) : first;
      const ms = Math.min(first.ms, again.ms);
      if (ms > slowest.ms) slowest = { ms, number, bytes: input.length };
      if (ms > patience) throw new Error(`took ${Math.round(ms)} ms`);
    } catch (error) {
      failures.push({ number, input, error });
      if (failures.length >= MOST_FAILURES) break;
    }
  }
  return { inputs, bytes, records, speechUpdates, slowest, failures };
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}
