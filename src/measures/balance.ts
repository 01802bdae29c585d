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
  const inWindow = (spans: readonly Span[]): readonly Span[] =>
    times === undefined ? union(spans) : intersection(spans, times);
  const spoken: Record<Role, Span[]> = { assistant: [], user: [] };
  const reaches: Span[] = call.unseen === null ? [] : [call.unseen];
  for (const segment of call.segments) {
    if (isMeasured(segment)) spoken[segment.role].push(spanOf(segment));
    else {
      const reach = reachOf(segment);
      if (reach !== null) reaches.push(reach);
    }
  }
  const [assistant, user, reach] = [inWindow(spoken.assistant), inWindow(spoken.user), inWindow(reaches)];
  const measured = union([...assistant, ...user]);
  return {
    windowMs: lengthOf(window),
    speechMs: { assistant: lengthOf(assistant), user: lengthOf(user) },
    overlapMs: lengthOf(intersection(assistant, user)),
    silenceMs: lengthOf(difference(window, reach.length === 0 ? measured : [...measured, ...reach])),
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
  let speaks = false;
  for (const segment of call.segments) {
    if (segment.role !== role) continue;
    if (isMeasured(segment)) return balance?.speechMs[role] ?? null;
    speaks = true;
  }
  return speaks ? null : (balance?.speechMs[role] ?? null);
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
