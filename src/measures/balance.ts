// Turns a call into how its window is spent: on speech of each party, on both at once, on nobody, or not known on what.
import type { Role } from '../message/event.ts';
import type { Cell, Column } from '../report/model.ts';
import type { Call } from '../timeline/call.ts';
import { isMeasured, reachOf, spanOf } from '../timeline/segment.ts';
import { difference, intersection, lengthOf, type Span, union } from '../timeline/spans.ts';
import type { CallFacts } from './facts.ts';
import { firstWordMs } from './waits.ts';

/** All in ms of the event clock. windowMs = speechMs.assistant + speechMs.user - overlapMs + silenceMs + unknownMs. */
export interface Balance {
  readonly windowMs: number;
  readonly speechMs: Readonly<Record<Role, number>>;
  readonly overlapMs: number;
  readonly silenceMs: number;
  /** Time that a segment with an unknown or inferred end may cover, and no measured one does. */
  readonly unknownMs: number;
}

/** Null where the call has no timestamps. */
export function balanceOf(call: Call): Balance | null {
  if (call.window === null) return null;
  const speech = (role: Role): Span[] =>
    union(
      call.segments
        .filter((segment) => segment.role === role)
        .filter(isMeasured)
        .map(spanOf),
    );
  const assistant = speech('assistant');
  const user = speech('user');
  const measured = union([...assistant, ...user]);
  const reach = call.segments
    .filter((segment) => !isMeasured(segment))
    .map(reachOf)
    .filter((span) => span !== null);
  return {
    windowMs: call.window.end - call.window.start,
    speechMs: { assistant: lengthOf(assistant), user: lengthOf(user) },
    overlapMs: lengthOf(intersection(assistant, user)),
    silenceMs: lengthOf(difference([call.window], [...measured, ...reach])),
    unknownMs: lengthOf(difference(reach, measured)),
  };
}

export const columns: readonly Column<CallFacts>[] = [
  {
    key: 'firstWordMs',
    title: 'first word',
    kind: 'duration',
    seen: 'programs',
    value: ({ call }) => firstWordMs(call),
  },
  ...(['assistant', 'user'] as const).map((role) =>
    of(`speechMs.${role}`, `${role} speaks`, 'duration', ({ speechMs }) => speechMs[role]),
  ),
  of('overlapMs', 'overlap', 'duration', ({ overlapMs }) => overlapMs),
  of('silenceMs', 'silence', 'duration', ({ silenceMs }) => silenceMs),
  of('unknownMs', 'unknown', 'duration', ({ unknownMs }) => unknownMs),
  ...(['assistant', 'user'] as const).map((role) =>
    of(`talkShare.${role}`, `${role} share of talk`, 'ratio', (balance) => talkShare(balance, role)),
  ),
];

/** The part of all speech, both counted where they overlap; null where nobody spoke. */
export function talkShare({ speechMs }: Balance, role: Role): number | null {
  const total = speechMs.assistant + speechMs.user;
  return total === 0 ? null : speechMs[role] / total;
}

function of(
  key: string,
  title: string,
  kind: 'duration' | 'ratio',
  value: (balance: Balance) => Cell,
): Column<CallFacts> {
  return {
    key,
    title,
    kind,
    seen: 'programs',
    value: ({ balance }) => (balance === null ? null : value(balance)),
  };
}
