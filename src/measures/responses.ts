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

/** Waits on one clock, in order. */
export class ClockedWaits {
  readonly clock: Clock;
  readonly waits: readonly Wait[];
  #distribution: Distribution | undefined;

  constructor(clock: Clock, waits: readonly Wait[]) {
    this.clock = clock;
    this.waits = waits;
  }

  get distribution(): Distribution {
    this.#distribution ??= distributionOf(this.waits.map(({ ms }) => ms));
    return this.#distribution;
  }

  /** The wait that was longest; of equal ones the first. */
  get longest(): Wait | null {
    let most: Wait | null = null;
    for (const wait of this.waits) if (most === null || wait.ms > most.ms) most = wait;
    return most;
  }
}

/** Of the waits that events measure, so many must have rows on both sides for the truer clock to speak for all. */
const ENOUGH = 0.5;

/** Response latencies on the artifact's clock where it measures enough of them, else by events; clocks are never mixed. */
export function responseWaits(responses: readonly Response[]): ClockedWaits {
  return onOneClock(responses, responseMs);
}

/** How long the user took to answer, likewise. */
export function userWaits(starts: readonly UserStart[]): ClockedWaits {
  return onOneClock(starts, userWaitMs);
}

function onOneClock<Start extends { readonly segment: Segment }>(
  starts: readonly Start[],
  waitMs: (start: Start, clock: Clock) => number | null,
): ClockedWaits {
  const artifact = waitsOn('artifact', starts, waitMs);
  const event = waitsOn('event', starts, waitMs);
  return speaksForAll(artifact.length, event.length)
    ? new ClockedWaits('artifact', artifact)
    : new ClockedWaits('event', event);
}

/** Those waits that the clock measures. */
export function waitsOn<Start extends { readonly segment: Segment }>(
  clock: Clock,
  starts: readonly Start[],
  waitMs: (start: Start, clock: Clock) => number | null,
): Wait[] {
  const waits: Wait[] = [];
  for (const start of starts) {
    const ms = waitMs(start, clock);
    if (ms !== null) waits.push({ ms, segment: start.segment });
  }
  return waits;
}

/** Null where the clock does not measure it. */
export function responseMs({ clock, waitMs, eventWaitMs }: Response, on: Clock): number | null {
  return on === 'event' ? eventWaitMs : clock === on ? waitMs : null;
}

/** The same of the user; where the user starts over the assistant it is no answer. */
export function userWaitMs({ clock, offsetMs, eventOffsetMs }: UserStart, on: Clock): number | null {
  const ms = on === 'event' ? eventOffsetMs : clock === on ? offsetMs : null;
  return ms !== null && ms >= 0 ? ms : null;
}

/** Whether the artifact's clock measures enough of the waits that events do. */
export function speaksForAll(byArtifact: number, byEvent: number): boolean {
  return byArtifact > 0 && byArtifact >= byEvent * ENOUGH;
}

export const columns: readonly Column<CallFacts>[] = [
  ...distributionColumns('response', 'wait', (facts) => facts.responseWaits, 'both'),
  ...waitColumns('response', ({ responses }) => responses, responseMs),
  ...distributionColumns('userResponse', 'user wait', (facts) => facts.userWaits, 'programs'),
  ...waitColumns('userResponse', ({ userStarts }) => userStarts, userWaitMs),
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
function waitColumns<Start>(
  key: string,
  startsOf: (facts: CallFacts) => readonly Start[],
  waitMs: (start: Start, clock: Clock) => number | null,
): Column<CallFacts>[] {
  return CLOCKS.map((clock) => ({
    key: waitsKey(key, clock),
    title: `${key} by ${clock}`,
    kind: 'durations',
    seen: 'programs',
    value: (facts) => {
      const waits: number[] = [];
      for (const start of startsOf(facts)) {
        const ms = waitMs(start, clock);
        if (ms !== null) waits.push(ms);
      }
      return waits;
    },
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
      value(waitsOf(facts).distribution);
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
      value: (facts) => waitsOf(facts).longest?.segment.turn ?? null,
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
