// Turns a call into how its window is spent: on speech of each party, on both at once, on nobody, or not known on what.
import type { Role } from '../message/event.ts';
import type { Cell, Column } from '../report/model.ts';
import type { Call } from '../timeline/call.ts';
import { isMeasured, reachOf, spanOf } from '../timeline/segment.ts';
import { difference, intersection, lengthOf, type Span, union } from '../timeline/spans.ts';
import type { CallFacts } from './facts.ts';

/** All in ms of the event clock. windowMs = speechMs.assistant + speechMs.user - overlapMs + silenceMs + unknownMs. */
export interface Balance {
  readonly windowMs: number;
  readonly speechMs: Readonly<Record<Role, number>>;
  readonly overlapMs: number;
  readonly silenceMs: number;
  /** Time that a segment with an unknown or inferred end may cover, and no measured one does. */
  readonly unknownMs: number;
}

/** Of its window, or of some times within it. Null where the call has no timestamps. */
export function balanceOf(call: Call, times?: readonly Span[]): Balance | null {
  if (call.window === null) return null;
  const window = times ?? [call.window];
  const inWindow = (spans: readonly Span[]): Span[] =>
    times === undefined ? union(spans) : intersection(spans, times);
  const speech = (role: Role): Span[] =>
    inWindow(
      call.segments
        .filter((segment) => segment.role === role)
        .filter(isMeasured)
        .map(spanOf),
    );
  const assistant = speech('assistant');
  const user = speech('user');
  const measured = union([...assistant, ...user]);
  const reach = inWindow(
    call.segments
      .filter((segment) => !isMeasured(segment))
      .map(reachOf)
      .filter((span) => span !== null)
      .concat(call.unseen ?? []),
  );
  return {
    windowMs: lengthOf(window),
    speechMs: { assistant: lengthOf(assistant), user: lengthOf(user) },
    overlapMs: lengthOf(intersection(assistant, user)),
    silenceMs: lengthOf(difference(window, [...measured, ...reach])),
    unknownMs: lengthOf(difference(reach, measured)),
  };
}

export const columns: readonly Column<CallFacts>[] = [
  column('firstWordMs', 'first word', 'duration', (facts) => facts.firstWordMs),
  column('speechMs.assistant', 'assistant speaks', 'duration', (facts) => speechMsOf(facts, 'assistant')),
  column('speechMs.user', 'user speaks', 'duration', (facts) => speechMsOf(facts, 'user')),
  column('overlapMs', 'overlap', 'duration', ({ balance }) => balance?.overlapMs ?? null),
  column('silenceMs', 'silence', 'duration', ({ balance }) => balance?.silenceMs ?? null),
  column('unknownMs', 'unknown', 'duration', ({ balance }) => balance?.unknownMs ?? null),
  column('talkShare.assistant', "assistant's share of talk", 'ratio', (facts) =>
    talkShare(facts, 'assistant'),
  ),
  column('talkShare.user', "user's share of talk", 'ratio', (facts) => talkShare(facts, 'user')),
];

/** Null where the party has segments and none of them can be measured. */
export function speechMsOf(
  { call, balance }: Pick<CallFacts, 'call' | 'balance'>,
  role: Role,
): number | null {
  const own = call.segments.filter((segment) => segment.role === role);
  return own.length > 0 && !own.some(isMeasured) ? null : (balance?.speechMs[role] ?? null);
}

/** The part of all speech, both counted where they overlap; null where a party's is not known, or nobody spoke. */
export function talkShare(facts: Pick<CallFacts, 'call' | 'balance'>, role: Role): number | null {
  const [assistant, user] = [speechMsOf(facts, 'assistant'), speechMsOf(facts, 'user')];
  if (assistant === null || user === null || assistant + user === 0) return null;
  return (role === 'assistant' ? assistant : user) / (assistant + user);
}

function column(
  key: string,
  title: string,
  kind: 'duration' | 'ratio',
  value: (facts: CallFacts) => Cell,
): Column<CallFacts> {
  return { key, title, kind, seen: 'programs', value };
}
