// Turns what was seen of one call into the call: ordered, paired, put into turns, and set into its window.
import type { Finding } from '../finding.ts';
import type { ArtifactRow } from '../message/artifact.ts';
import type { SpeechEvent } from '../message/event.ts';
import { type Evidence, NO_EVIDENCE } from './evidence.ts';
import { type Floor, floorOf } from './floor.ts';
import type { CallLog } from './log.ts';
import { rowsBySegment } from './match.ts';
import { type Numbering, numberingOf } from './numbering.ts';
import { putInOrder } from './order.ts';
import { pair, spanOf } from './pair.ts';
import { isMeasured, reachOf, type Segment } from './segment.ts';
import type { Span } from './spans.ts';
import { type Turn, turnsOf } from './turns.ts';

export interface Call {
  /** Null where the messages do not tell; such messages of one source are one call. */
  readonly id: string | null;
  /** The source of its first event. */
  readonly source: string;
  readonly origin: Origin | null;
  /** From the origin, or the first event if that is earlier, to the call's end or the last event. Null without timestamps. */
  readonly window: Span | null;
  /** The part of the window before the log begins, of which nothing is known. */
  readonly unseen: Span | null;
  readonly events: EventCounts;
  readonly numbering: Numbering;
  readonly segments: readonly Segment[];
  readonly floor: Floor;
  readonly turns: readonly Turn[];
  readonly evidence: Evidence;
  /** What the artifact has of each segment. */
  readonly rows: ReadonlyMap<Segment, readonly ArtifactRow[]>;
  /** What in the order of its events breaks the protocol, in order of arrival. */
  readonly findings: readonly Finding[];
}

/** When a call began, and what tells it. */
export interface Origin {
  readonly at: number;
  readonly source: 'call.startedAt' | 'artifact' | 'first-event';
}

export interface EventCounts {
  readonly read: number;
  /** Those that made a segment or ended one. */
  readonly used: number;
  readonly redelivered: number;
  readonly reordered: number;
  /** Times that pairing had to mend something. */
  readonly repaired: number;
}

type Log = Partial<CallLog> & Pick<CallLog, 'events'>;

/** `log` holds at least one event. */
export function assembleCall(log: Log): Call {
  const { evidence = NO_EVIDENCE } = log;
  return new AssembledCall(talkOf(log, evidence), evidence);
}

/** The same call but for these parts. What is made when it is asked for is made now. */
export function callWith(call: Call, parts: Partial<Call>): Call {
  const { id, source, origin, window, unseen, events, numbering, segments } = call;
  const { floor, turns, evidence, rows, findings } = call;
  return {
    id,
    source,
    origin,
    window,
    unseen,
    events,
    numbering,
    segments,
    floor,
    turns,
    evidence,
    rows,
    findings,
    ...parts,
  };
}

/** A command asks for some parts only, and a log has many calls: so the others are not made. */
class AssembledCall implements Call {
  readonly id: string | null;
  readonly source: string;
  readonly origin: Origin | null;
  readonly window: Span | null;
  readonly events: EventCounts;
  readonly segments: readonly Segment[];
  readonly evidence: Evidence;
  readonly findings: readonly Finding[];
  readonly #spoken: Span | null;
  #unseen: Span | null | undefined;
  #numbering: Numbering | undefined;
  #floor: Floor | undefined;
  #turns: readonly Turn[] | undefined;
  #rows: Call['rows'] | undefined;

  constructor({ callId, source, seen, segments, events, findings }: Talk, evidence: Evidence) {
    this.#spoken = reachOfAll(seen, segments);
    this.id = callId;
    this.source = source;
    this.origin = this.#spoken === null ? null : originOf(this.#spoken.start, evidence);
    this.window =
      this.#spoken === null || this.origin === null
        ? null
        : windowOf(this.#spoken, this.origin, endOf(seen, evidence));
    this.events = events;
    this.segments = segments;
    this.evidence = evidence;
    this.findings = findings;
  }

  get unseen(): Span | null {
    if (this.window === null || this.#spoken === null) return null;
    if (this.#unseen === undefined)
      this.#unseen = unseenOf(this.window, this.#spoken.start, this.segments, this.evidence);
    return this.#unseen;
  }

  get numbering(): Numbering {
    this.#numbering ??= numberingOf(this.segments);
    return this.#numbering;
  }

  get floor(): Floor {
    this.#floor ??= floorOf(this.segments);
    return this.#floor;
  }

  get turns(): readonly Turn[] {
    this.#turns ??= turnsOf(this.segments, this.numbering, this.floor);
    return this.#turns;
  }

  get rows(): Call['rows'] {
    this.#rows ??= rowsBySegment(this.segments, this.evidence.rows);
    return this.#rows;
  }
}

/** What the events of a call come to by themselves. */
interface Talk extends Pick<Call, 'source' | 'segments' | 'events' | 'findings'> {
  readonly callId: string | null;
  readonly seen: Span | null;
}

function talkOf(log: Log, evidence: Evidence): Talk {
  const { plain = null } = log;
  if (plain === null) return mendedTalk(log.events, evidence);
  const { callId, source, read, seen, segments } = plain;
  const events = { read, used: read, redelivered: 0, reordered: 0, repaired: 0 };
  return { callId, source, seen, segments, events, findings: NONE };
}

/** Of events that may have come twice, late, or not at all. */
function mendedTalk(arrived: readonly SpeechEvent[], evidence: Evidence): Talk {
  const { events, redelivered, reordered, findings } = putInOrder(arrived);
  const seen = spanOf(events);
  const { segments, ignored, findings: pairing } = pair(events, evidence, endOf(seen, evidence));
  const [first] = arrived;
  return {
    callId: first?.callId ?? null,
    source: first?.source ?? '',
    seen,
    segments,
    events: {
      read: arrived.length,
      used: events.length - ignored,
      redelivered,
      reordered,
      repaired: pairing.filter(({ code }) => MENDED.has(code)).length,
    },
    findings: [...findings, ...pairing].sort((a, b) => a.record - b.record),
  };
}

const NONE: readonly Finding[] = [];

const MENDED = new Set(['dup-start', 'missing-stop', 'dup-stop', 'orphan-stop', 'no-stop', 'turn-changed']);

/** A beginning this long before the first word, or after it, is not that of this conversation. */
const FAR_MS = 10 * 60_000;

function originOf(firstMs: number, evidence: Evidence): Origin {
  const fits = (at: number | null): at is number => at !== null && at <= firstMs && firstMs - at < FAR_MS;
  const { startedMs } = evidence;
  if (fits(startedMs)) return { at: startedMs, source: 'call.startedAt' };
  const { artifactOriginMs } = evidence;
  if (fits(artifactOriginMs)) return { at: artifactOriginMs, source: 'artifact' };
  return { at: firstMs, source: 'first-event' };
}

/** A call's end that is told before the last event, or long after it, is not that of this conversation. */
function endOf(seen: Span | null, { endedMs }: Evidence): number | null {
  if (seen === null || endedMs === null) return null;
  return endedMs >= seen.end && endedMs - seen.end < FAR_MS ? endedMs : null;
}

/** All that events and inferred ends reach. */
function reachOfAll(seen: Span | null, segments: readonly Segment[]): Span | null {
  if (seen === null) return null;
  // Ends that were observed are events, and within what was seen.
  if (segments.every(isMeasured)) return seen;
  return segments.reduce<Span>((span, segment) => {
    const reach = reachOf(segment);
    if (reach === null) return span;
    return { start: Math.min(span.start, reach.start), end: Math.max(span.end, reach.end) };
  }, seen);
}

function windowOf(spoken: Span, origin: Origin, endedMs: number | null): Span {
  return { start: Math.min(origin.at, spoken.start), end: Math.max(endedMs ?? spoken.end, spoken.end) };
}

/**
 * The time before the first event, where something shows that the log begins later than the talk: rows of the artifact, or
 * a first turn that is not 0. What happened in it is not known.
 */
function unseenOf(
  window: Span,
  firstMs: number,
  segments: readonly Segment[],
  { rows }: Evidence,
): Span | null {
  const spokenBefore = rows.some(({ startMs }) => startMs < firstMs - LATE_BY_MS);
  const [first] = segments;
  const late = spokenBefore || (first !== undefined && (first.turn ?? 0) > 0);
  return late && firstMs > window.start ? { start: window.start, end: firstMs } : null;
}

/** A row may lie this much before the event that tells of it. */
const LATE_BY_MS = 2_000;
