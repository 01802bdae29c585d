// Turns the waits of a call into distributions, each on one clock that it names.
import type { Cell, Column } from '../report/model.ts';
import type { Segment } from '../timeline/segment.ts';
import { CLOCKS, type Clock } from './clock.ts';
import { type Distribution, distributionOf } from './distribution.ts';
import { type CallFacts, timed } from './facts.ts';
import type { Response, UserStart } from './waits.ts';

/** A wait and the turn that it ended with. */
export interface Wait {
  readonly ms: number;
  readonly segment: Segment;
}

export interface ClockedWaits {
  readonly clock: Clock;
  readonly waits: readonly Wait[];
}

/** Of the waits that events measure, so many must have rows on both sides for the truer clock to speak for all. */
const ENOUGH = 0.5;

/** Response latencies on the artifact's clock where it measures enough of them, else by events; clocks are never mixed. */
export function responseWaits({ responses }: Pick<CallFacts, 'responses'>): ClockedWaits {
  return onOneClock(responses, ({ waitMs, eventWaitMs }) => ({ onItsClock: waitMs, byEvent: eventWaitMs }));
}

/** How long the user took to answer; where the user starts over the assistant it is no answer. */
export function userWaits({ userStarts }: Pick<CallFacts, 'userStarts'>): ClockedWaits {
  const answer = (ms: number | null): number | null => (ms !== null && ms >= 0 ? ms : null);
  return onOneClock(userStarts, ({ offsetMs, eventOffsetMs }) => ({
    onItsClock: answer(offsetMs),
    byEvent: answer(eventOffsetMs),
  }));
}

function onOneClock<Start extends { readonly segment: Segment; readonly clock: Clock }>(
  starts: readonly Start[],
  times: (start: Start) => { onItsClock: number | null; byEvent: number | null },
): ClockedWaits {
  const on = (clock: Clock): Wait[] =>
    starts.flatMap((start) => {
      const { onItsClock, byEvent } = times(start);
      const ms = clock === 'event' ? byEvent : start.clock === clock ? onItsClock : null;
      return ms === null ? [] : [{ ms, segment: start.segment }];
    });
  const [artifact, event] = [on('artifact'), on('event')];
  return speaksForAll(artifact.length, event.length)
    ? { clock: 'artifact', waits: artifact }
    : { clock: 'event', waits: event };
}

/** Whether the artifact's clock measures enough of the waits that events do. */
export function speaksForAll(byArtifact: number, byEvent: number): boolean {
  return byArtifact > 0 && byArtifact >= byEvent * ENOUGH;
}

/** Response latencies on one clock. */
export function waitsOn(clock: Clock, responses: readonly Response[]): Wait[] {
  return responses.flatMap((response) => {
    const ms = clock === 'event' ? response.eventWaitMs : response.clock === clock ? response.waitMs : null;
    return ms === null ? [] : [{ ms, segment: response.segment }];
  });
}

/** Waits for the user on one clock; where the user starts over the assistant there is none. */
export function userWaitsOn(clock: Clock, starts: readonly UserStart[]): number[] {
  return starts.flatMap((start) => {
    const ms = clock === 'event' ? start.eventOffsetMs : start.clock === clock ? start.offsetMs : null;
    return ms === null || ms < 0 ? [] : [ms];
  });
}

/** The wait that was longest; of equal ones the first. */
export function longestWait({ waits }: ClockedWaits): Wait | null {
  return waits.reduce<Wait | null>((most, wait) => (most === null || wait.ms > most.ms ? wait : most), null);
}

export const columns: readonly Column<CallFacts>[] = [
  ...distributionColumns('response', 'wait', responseWaits, 'both'),
  ...waitColumns('response', (clock, { responses }) => waitsOn(clock, responses).map(({ ms }) => ms)),
  ...distributionColumns('userResponse', 'user wait', userWaits, 'programs'),
  ...waitColumns('userResponse', (clock, { userStarts }) => userWaitsOn(clock, userStarts)),
  {
    key: 'cutIns',
    title: 'cut-ins',
    kind: 'count',
    seen: 'both',
    value: timed(({ responses }) => responses.filter(({ cutIn }) => cutIn).length),
  },
  {
    key: 'lateStops',
    title: 'late stops',
    kind: 'count',
    seen: 'programs',
    value: timed(({ responses }) => responses.filter(({ lateStop }) => lateStop).length),
  },
  {
    key: 'unanswered',
    title: 'unanswered',
    kind: 'count',
    seen: 'both',
    value: ({ unanswered }) => unanswered.length,
  },
];

/** Every wait, on each clock, so that what was saved of a call can be pooled with others. */
function waitColumns(
  key: string,
  waits: (clock: Clock, facts: CallFacts) => readonly number[],
): Column<CallFacts>[] {
  return CLOCKS.map((clock) => ({
    key: waitsKey(key, clock),
    title: `${key} by ${clock}`,
    kind: 'durations',
    seen: 'programs',
    value: (facts) => waits(clock, facts),
  }));
}

export function waitsKey(key: string, clock: Clock): string {
  return `${key}.${clock}WaitsMs`;
}

function distributionColumns(
  key: string,
  title: string,
  waitsOf: (facts: CallFacts) => ClockedWaits,
  seen: 'both' | 'programs',
): Column<CallFacts>[] {
  const of =
    (value: (distribution: Distribution) => Cell) =>
    (facts: CallFacts): Cell =>
      value(distributionOf(waitsOf(facts).waits.map(({ ms }) => ms)));
  return [
    { key: `${key}.n`, title: `${title}s`, kind: 'count', seen, value: of(({ n }) => n) },
    {
      key: `${key}.medianMs`,
      title: `median ${title}`,
      kind: 'duration',
      seen,
      value: of(({ medianMs }) => medianMs),
    },
    {
      key: `${key}.p95Ms`,
      title: `p95 ${title}`,
      kind: 'duration',
      seen: 'programs',
      value: of(({ p95Ms }) => p95Ms),
    },
    {
      key: `${key}.maxMs`,
      title: `longest ${title}`,
      kind: 'duration',
      seen,
      value: of(({ maxMs }) => maxMs),
    },
    {
      key: `${key}.maxTurn`,
      title: 'in turn',
      kind: 'index',
      seen: 'programs',
      value: (facts) => longestWait(waitsOf(facts))?.segment.turn ?? null,
    },
    {
      key: `${key}.clock`,
      title: 'clock',
      kind: 'text',
      seen,
      value: (facts) => (waitsOf(facts).waits.length === 0 ? null : waitsOf(facts).clock),
      aside: 'clock',
    },
  ];
}
