// Turns the names that an object lacks, and those that the contract does not know in it, into faults: a misspelt name is one.
import type { Fault } from '../defect.ts';
import { Candidates } from '../near.ts';
import type { Described } from './read.ts';

/** A required name that is missing, and the unknown name beside it that is a slip of it. */
export interface Missing {
  readonly fault: Fault;
  readonly written: string | null;
}

export interface Matched {
  readonly missing: readonly Missing[];
  /** Unknown names that are slips of missing ones. */
  readonly slips: ReadonlySet<string>;
}

/** Only this many of an object's unknown names are compared with its missing ones. */
export const MOST_SLIPS = 100;

/** A required name that is missing beside an unknown one much like it is one slip, not two. `unknown` are MOST_SLIPS at most. */
export function matchMembers(
  { required }: Described,
  missingLow: number,
  missingHigh: number,
  unknown: readonly string[],
): Matched {
  const missing = required.filter(
    (_, index) => ((index < 32 ? missingLow >>> index : missingHigh >>> (index - 32)) & 1) !== 0,
  );
  const slips = new Map<string, string>();
  if (missing.length > 0 && unknown.length > 0) {
    const wanted = new Candidates(missing);
    for (const name of unknown) {
      const meant = wanted.nearest(name);
      if (meant !== null) slips.set(meant, name);
    }
  }
  return {
    missing: missing.map((name) => {
      const written = slips.get(name) ?? null;
      return { fault: { code: 'missing-field', facts: { name, written } }, written };
    }),
    slips: new Set(slips.values()),
  };
}

export function unknownName({ names }: Described, name: string): Fault {
  return { code: 'unknown-property', facts: { name, suggestion: names.nearest(name) } };
}
