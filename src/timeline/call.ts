// Turns the events of one call, as they arrived, into the call: ordered, paired, and put into turns.
import type { Finding } from '../finding.ts';
import type { SpeechEvent } from '../message/event.ts';
import { type Floor, floorOf } from './floor.ts';
import { type Numbering, numberingOf } from './numbering.ts';
import { putInOrder } from './order.ts';
import { pair } from './pair.ts';
import type { Segment } from './segment.ts';
import type { Span } from './spans.ts';
import { type Turn, turnsOf } from './turns.ts';

export interface Call {
  /** Null where the messages do not tell; such messages of one source are one call. */
  readonly id: string | null;
  /** The source of its first event. */
  readonly source: string;
  readonly origin: { readonly at: number; readonly source: OriginSource } | null;
  /** From the origin to the last event; null without timestamps. Nothing of the call lies outside. */
  readonly window: Span | null;
  readonly events: EventCounts;
  readonly numbering: Numbering;
  readonly segments: readonly Segment[];
  readonly floor: Floor;
  readonly turns: readonly Turn[];
  /** What in the order of its events breaks the protocol, in order of arrival. */
  readonly findings: readonly Finding[];
}

/** What tells when a call began. */
export type OriginSource = 'call.startedAt' | 'artifact' | 'first-event';

export interface EventCounts {
  readonly read: number;
  /** Those that made a segment or ended one. */
  readonly used: number;
  readonly redelivered: number;
  readonly reordered: number;
  /** Times that pairing had to mend something. */
  readonly repaired: number;
}

/** `arrived` holds at least one event. */
export function assembleCall(arrived: readonly SpeechEvent[]): Call {
  const { events, redelivered, reordered, findings } = putInOrder(arrived);
  const { segments, ignored, findings: pairing } = pair(events);
  const numbering = numberingOf(segments);
  const floor = floorOf(segments);
  const window = windowOf(events);
  const [first] = arrived;
  return {
    id: first?.callId ?? null,
    source: first?.source ?? '',
    origin: window === null ? null : { at: window.start, source: 'first-event' },
    window,
    events: {
      read: arrived.length,
      used: events.length - ignored,
      redelivered,
      reordered,
      repaired: pairing.filter(({ code }) => MENDED.has(code)).length,
    },
    numbering,
    segments,
    floor,
    turns: turnsOf(segments, numbering, floor),
    findings: [...findings, ...pairing].sort((a, b) => a.record - b.record),
  };
}

const MENDED = new Set(['dup-start', 'missing-stop', 'dup-stop', 'orphan-stop', 'no-stop', 'turn-changed']);

function windowOf(events: readonly SpeechEvent[]): Span | null {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { at } of events) {
    if (at === null) continue;
    start = Math.min(start, at);
    end = Math.max(end, at);
  }
  return start <= end ? { start, end } : null;
}
