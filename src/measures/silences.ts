// Turns the gaps of a call into silences, each owed by whoever speaks next, and the long ones into dead air.
import type { Role } from '../message/event.ts';
import type { Column } from '../report/model.ts';
import type { Call } from '../timeline/call.ts';
import { reachOf } from '../timeline/segment.ts';
import { difference, type Span } from '../timeline/spans.ts';
import { type CallFacts, timed } from './facts.ts';

/** Nobody speaks (event clock). Times are epoch ms. */
export interface Quiet extends Span {
  /** Who speaks next; after the last word, who did not speak it. */
  readonly owedBy: Role;
  readonly dead: boolean;
}

/** A silence from here on is dead air. */
export const DEAD_AIR_MS = 3_000;

/** In order. The silence before the first word and after the last is counted where the call's start and end are known. */
export function silencesOf({ window, segments, unseen }: Call): Quiet[] {
  if (window === null) return [];
  const starts: (Span & { readonly role: Role })[] = [];
  let last: (typeof starts)[number] | null = null;
  for (const segment of segments) {
    const reach = reachOf(segment);
    if (reach === null) continue;
    const own = { start: reach.start, end: reach.end, role: segment.role };
    starts.push(own);
    if (last === null || own.end > last.end) last = own;
  }
  const silences = difference([window], unseen === null ? starts : [...starts, unseen]);
  starts.sort((a, b) => a.start - b.start);
  const afterAll = last?.role === 'assistant' ? 'user' : 'assistant';
  let next = 0;
  return silences.map(({ start, end }) => {
    while (next < starts.length && starts[next]!.start < end) next++;
    const owedBy = starts[next]?.role ?? afterAll;
    return { start, end, owedBy, dead: end - start >= DEAD_AIR_MS };
  });
}

export const columns: readonly Column<CallFacts>[] = [
  {
    key: 'deadAir.n',
    title: 'dead air',
    kind: 'count',
    seen: 'both',
    value: timed((facts) => deadAirOf(facts).length),
  },
  {
    key: 'deadAir.totalMs',
    title: 'total',
    kind: 'duration',
    seen: 'programs',
    value: timed((facts) => deadAirOf(facts).reduce((sum, quiet) => sum + lengthIn(quiet), 0)),
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
