// Turns the runs of a call into the longest that each party held the floor.
import type { Role } from '../message/event.ts';
import type { Column } from '../report/model.ts';
import { isMeasured } from '../timeline/segment.ts';
import type { CallFacts } from './facts.ts';

/** From the start of a run to its end, in ms (event clock); what the other says aside does not break it. Null without any. */
export function longestMonologueMs({ call: { floor } }: Pick<CallFacts, 'call'>, role: Role): number | null {
  let longest: number | null = null;
  for (const run of floor.runs) {
    if (run.role !== role) continue;
    const [first, last] = [run.segments[0]!, run.segments.at(-1)!];
    if (!run.segments.every(isMeasured) || !isMeasured(first) || !isMeasured(last)) continue;
    longest = Math.max(longest ?? 0, last.end.at - first.start.at);
  }
  return longest;
}

export const columns: readonly Column<CallFacts>[] = (['assistant', 'user'] as const).map((role) => ({
  key: `longestMonologueMs.${role}`,
  title: `longest ${role} monologue`,
  kind: 'duration',
  seen: 'programs',
  value: (facts) => longestMonologueMs(facts, role),
}));
