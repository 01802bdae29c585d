// Turns the user's starts over the assistant into barge-ins, with how fast the assistant yielded, and backchannels.
import type { ArtifactRow } from '../message/artifact.ts';
import type { Column } from '../report/model.ts';
import type { Call } from '../timeline/call.ts';
import { isMeasured, isObserved, type MeasuredSegment, type Segment } from '../timeline/segment.ts';
import { distributionOf } from './distribution.ts';
import { type CallFacts, timed } from './facts.ts';

/** The user starts while the assistant speaks. */
export interface BargeIn {
  readonly segment: Segment;
  /** What the assistant was saying. */
  readonly over: Segment;
  /** From the user's start to the assistant's stop, in ms (event clock); null where the start was noticed after the stop. */
  readonly yieldMs: number | null;
  readonly yielded: boolean;
  /** Vapi said by itself that it acted on it. */
  readonly confirmed: boolean;
}

/** The user says "mm-hm", the assistant goes on. */
export interface Backchannel {
  readonly segment: MeasuredSegment;
  readonly over: MeasuredSegment;
}

export interface Interruptions {
  readonly bargeIns: readonly BargeIn[];
  readonly backchannels: readonly Backchannel[];
  /** Backchannels for which the assistant stopped all the same. */
  readonly falseStops: readonly BargeIn[];
}

/** The assistant stops this soon after the user's start: it was done anyway. */
const TERMINAL_MS = 300;
const YIELDED_MS = 2_000;
const BACKCHANNEL_MS = 1_000;
const FALSE_STOP_MS = 1_000;
const CONFIRMED_MS = 2_000;
const FEW_WORDS = 3;
/** How late a user's start is noticed at most. */
const NOTICED_LATE_MS = 500;

export function interruptionsOf(call: Call): Interruptions {
  const bargeIns: BargeIn[] = [];
  const backchannels: Backchannel[] = [];
  const falseStops: BargeIn[] = [];
  let speaking: Segment | undefined;
  /** What the last barge-in spoke over: an end that was noticed late can be one, not two. */
  let over: Segment | undefined;
  const notices = new Set(call.evidence.interruptedMs);
  for (const segment of call.segments) {
    if (segment.role === 'assistant') {
      speaking = segment;
      continue;
    }
    const yieldMs = speaking === undefined ? null : yieldOf(segment, speaking);
    if (speaking === undefined || yieldMs === null) continue;
    const notice = isObserved(segment.start) ? noticeFor(segment.start.at, notices) : undefined;
    const confirmed = notice !== undefined && (yieldMs > 0 || over !== speaking);
    // The user's start is noticed late, so an assistant that yields at once seems to have stopped before.
    if (yieldMs <= TERMINAL_MS && !confirmed) continue;
    const short = isMeasured(segment) && soundsShort(segment, call);
    if (short && yieldMs > FALSE_STOP_MS && isMeasured(speaking) && segment.end.at < speaking.end.at) {
      backchannels.push({ segment, over: speaking });
      continue;
    }
    const told = { segment, over: speaking, yielded: yieldMs <= YIELDED_MS, confirmed };
    bargeIns.push({ ...told, yieldMs: yieldMs > 0 ? yieldMs : null });
    if (notice !== undefined) notices.delete(notice);
    over = speaking;
    if (short && yieldMs > TERMINAL_MS && yieldMs <= FALSE_STOP_MS) falseStops.push(bargeIns.at(-1)!);
  }
  return { bargeIns, backchannels, falseStops };
}

/** From the user's start to the assistant's stop; null unless the one begins within what the assistant says, or right after. */
function yieldOf({ start }: Segment, over: Segment): number | null {
  if (!isObserved(start) || !isObserved(over.start) || !isObserved(over.end)) return null;
  const yieldMs = over.end.at - start.at;
  return over.start.at <= start.at && yieldMs > -NOTICED_LATE_MS ? yieldMs : null;
}

/** Vapi's own word, which confirms one barge-in. */
function noticeFor(at: number, notices: ReadonlySet<number>): number | undefined {
  if (notices.size === 0) return undefined;
  return [...notices].find((told) => told >= at - FALSE_STOP_MS && told - at <= CONFIRMED_MS);
}

/** By its length, and where its words are known by those: a few, or an acknowledgement. */
function soundsShort(segment: MeasuredSegment, { rows }: Call): boolean {
  const own = rowsWithin(segment, rows.get(segment) ?? []);
  const text = own.map((row) => row.text).join(' ');
  if (segment.end.at - segment.start.at > BACKCHANNEL_MS) return false;
  return text.trim() === '' || text.trim().split(/\s+/).length <= FEW_WORDS || ACKNOWLEDGEMENT.test(text);
}

/** The rows that start in the segment's own time and not in a longer utterance around it. */
function rowsWithin(segment: MeasuredSegment, rows: readonly ArtifactRow[]): readonly ArtifactRow[] {
  return rows.filter(({ startMs }) => startMs >= segment.start.at - 1_000 && startMs <= segment.end.at);
}

const ONE_ACKNOWLEDGEMENT = '(m+-?)?h?m+|uh-?huh|yeah|yes|yep|ok(ay)?|right|sure|i see|got it|great|thanks';
/** Nothing but acknowledgements; "okay, stop that please" is none. */
const ACKNOWLEDGEMENT = new RegExp(`^\\W*(${ONE_ACKNOWLEDGEMENT})(\\W+(${ONE_ACKNOWLEDGEMENT}))*\\W*$`, 'i');

export const columns: readonly Column<CallFacts>[] = [
  {
    key: 'bargeIns.n',
    title: 'barge-ins',
    kind: 'count',
    seen: 'both',
    value: timed(({ interruptions }) => interruptions.bargeIns.length),
  },
  {
    key: 'bargeIns.yielded',
    title: 'yielded',
    kind: 'count',
    seen: 'programs',
    value: timed(({ interruptions }) => interruptions.bargeIns.filter(({ yielded }) => yielded).length),
  },
  {
    key: 'bargeIns.medianYieldMs',
    title: 'median yield',
    kind: 'duration',
    seen: 'programs',
    value: ({ interruptions }) => distributionOf(yields(interruptions)).medianMs,
  },
  {
    key: 'bargeIns.maxYieldMs',
    title: 'longest yield',
    kind: 'duration',
    seen: 'programs',
    value: ({ interruptions }) => distributionOf(yields(interruptions)).maxMs,
  },
  {
    key: 'backchannels',
    title: 'backchannels',
    kind: 'count',
    seen: 'programs',
    value: timed(({ interruptions }) => interruptions.backchannels.length),
  },
];

/** How long the assistant took to yield, where it did. */
export function yields({ bargeIns }: Interruptions): number[] {
  return bargeIns.flatMap(({ yielded, yieldMs }) => (yielded && yieldMs !== null ? [yieldMs] : []));
}
