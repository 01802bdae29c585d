// Turns the gaps of a call into silences, each owed by whoever speaks next, and the long ones into dead air.
import type { Role } from '../message/event.ts';
import type { Column } from '../report/model.ts';
import type { Call } from '../timeline/call.ts';
import { reachOf } from '../timeline/segment.ts';
import { difference, type Span } from '../timeline/spans.ts';
import type { CallFacts } from './facts.ts';

/** Nobody speaks (event clock). Times are epoch ms. */
export interface Quiet extends Span {
  /** Who speaks next; after the last word, who did not speak it. */
  readonly owedBy: Role;
  readonly dead: boolean;
}

/** A silence from here on is dead air. */
export const DEAD_AIR_MS = 3_000;

/** In order. The silence before the first word and after the last is counted where the call's start and end are known. */
export function silencesOf({ window, segments }: Call): Quiet[] {
  if (window === null) return [];
  const reaches = segments.flatMap((segment) => {
    const reach = reachOf(segment);
    return reach === null ? [] : [{ ...reach, role: segment.role }];
  });
  const starts = reaches.toSorted((a, b) => a.start - b.start);
  let next = 0;
  return difference([window], reaches).map(({ start, end }) => {
    while (next < starts.length && starts[next]!.start < end) next++;
    const owedBy = starts[next]?.role ?? (starts.at(-1)?.role === 'assistant' ? 'user' : 'assistant');
    return { start, end, owedBy, dead: end - start >= DEAD_AIR_MS };
  });
}

export const columns: readonly Column<CallFacts>[] = [
  {
    key: 'deadAir.n',
    title: 'dead air',
    kind: 'count',
    seen: 'both',
    value: (facts) => deadAirOf(facts).length,
  },
  {
    key: 'deadAir.totalMs',
    title: 'total',
    kind: 'duration',
    seen: 'programs',
    value: (facts) => deadAirOf(facts).reduce((sum, quiet) => sum + lengthIn(quiet), 0),
  },
  {
    key: 'deadAir.longestMs',
    title: 'longest',
    kind: 'duration',
    seen: 'programs',
    value: (facts) => longestOf(facts)?.ms ?? null,
  },
  {
    key: 'deadAir.longestOwner',
    title: 'owed by',
    kind: 'role',
    seen: 'programs',
    value: (facts) => longestOf(facts)?.owedBy ?? null,
  },
];

export function deadAirOf({ silences }: CallFacts): Quiet[] {
  return silences.filter(({ dead }) => dead);
}

function longestOf(facts: CallFacts): { ms: number; owedBy: Role } | null {
  return deadAirOf(facts).reduce<{ ms: number; owedBy: Role } | null>(
    (most, quiet) =>
      most === null || lengthIn(quiet) > most.ms ? { ms: lengthIn(quiet), owedBy: quiet.owedBy } : most,
    null,
  );
}

function lengthIn({ start, end }: Span): number {
  return end - start;
}
