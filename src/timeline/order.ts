// Turns the events of a call as they arrived into the order in which they happened, each once.
import type { Finding } from '../finding.ts';
import { type Role, type SpeechEvent, type Status, timeOf } from '../message/event.ts';
import { remark } from './remark.ts';

export interface Ordered {
  readonly events: readonly SpeechEvent[];
  /** Events that were seen before, and dropped. */
  readonly redelivered: number;
  /** Events that arrived after a later one. */
  readonly reordered: number;
  readonly findings: Finding[];
}

/** A clock that steps back further than this was set. */
const CLOCK_JUMP_MS = 60_000;

export function putInOrder(arrived: readonly SpeechEvent[]): Ordered {
  if (isInOrder(arrived)) return { events: arrived, redelivered: 0, reordered: 0, findings: [] };
  const findings: Finding[] = [];
  const events = withoutRepeats(arrived, findings);
  const redelivered = arrived.length - events.length;
  const reordered = noteDisorder(events, findings);
  return { events: inTime(events), redelivered, reordered, findings };
}

/** Where each event is later than the one before, nothing can be out of order, and none can be there twice. */
function isInOrder(events: readonly SpeechEvent[]): boolean {
  let latest = Number.NEGATIVE_INFINITY;
  for (const { at } of events) {
    if (at === null || at <= latest) return false;
    latest = at;
  }
  return true;
}

/** Only an event with a timestamp can be told to be the same as another. */
function withoutRepeats(arrived: readonly SpeechEvent[], findings: Finding[]): SpeechEvent[] {
  const first = new Map<string, SpeechEvent>();
  return arrived.filter((event) => {
    if (event.at === null) return true;
    const identity = `${event.role} ${event.status} ${event.turn} ${event.at}`;
    const before = first.get(identity);
    if (before === undefined) first.set(identity, event);
    else findings.push(remark('redelivered', { record: before.record }, event));
    return before === undefined;
  });
}

function noteDisorder(events: readonly SpeechEvent[], findings: Finding[]): number {
  let latest = Number.NEGATIVE_INFINITY;
  let previous = Number.NEGATIVE_INFINITY;
  let reordered = 0;
  for (const event of events) {
    if (event.at === null) continue;
    if (previous - event.at > CLOCK_JUMP_MS) {
      findings.push(remark('clock-jump', { byMs: previous - event.at }, event));
    }
    if (event.at < latest) {
      reordered++;
      findings.push(remark('reordered', { byMs: latest - event.at }, event));
    }
    latest = Math.max(latest, event.at);
    previous = event.at;
  }
  return reordered;
}

/** By timestamp, else by the time of receipt. An event without either stays behind the event that it arrived after. */
function inTime(events: readonly SpeechEvent[]): SpeechEvent[] {
  const leading: SpeechEvent[] = [];
  const groups: { timed: SpeechEvent; followers: SpeechEvent[] }[] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (timeOf(event) !== null) groups.push({ timed: event, followers: [] });
    else if (last === undefined) leading.push(event);
    else last.followers.push(event);
  }
  groups.sort((a, b) => timeOf(a.timed)! - timeOf(b.timed)!);
  const followers = new Map(groups.map((group) => [group.timed, group.followers]));
  const timed = settleTies(groups.map((group) => group.timed));
  return [...leading, ...timed.flatMap((event) => [event, ...(followers.get(event) ?? [])])];
}

/** Orders what happened at the same millisecond so that it makes sense, whatever order it arrived in. */
function settleTies(events: readonly SpeechEvent[]): SpeechEvent[] {
  const open = new Map<Role, number | null>();
  const result: SpeechEvent[] = [];
  for (let from = 0; from < events.length; ) {
    let to = from + 1;
    while (to < events.length && timeOf(events[to]!) === timeOf(events[from]!)) to++;
    for (const event of to - from === 1 ? [events[from]!] : arranged(events.slice(from, to), open)) {
      result.push(event);
      if (event.status === 'started') open.set(event.role, event.turn);
      else open.delete(event.role);
    }
    from = to;
  }
  return result;
}

/** Stops come first, then a start with the stop of its own turn behind it, then the other starts. */
function arranged(tied: readonly SpeechEvent[], open: ReadonlyMap<Role, number | null>): SpeechEvent[] {
  const keyOf = ({ role, turn }: SpeechEvent, status: Status): string => `${role} ${turn} ${status}`;
  const keys = new Set(tied.map((event) => keyOf(event, event.status)));
  const isPair = (event: SpeechEvent): boolean => {
    const stops = event.status === 'stopped';
    const closesOpen = stops && open.has(event.role) && open.get(event.role) === event.turn;
    return !closesOpen && keys.has(keyOf(event, stops ? 'started' : 'stopped'));
  };
  const rank = (event: SpeechEvent): number => {
    if (isPair(event)) return 1;
    return event.status === 'stopped' ? 0 : 2;
  };
  return tied
    .map((event, arrival) => ({ event, arrival, rank: rank(event) }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.event.turn ?? -1) - (b.event.turn ?? -1) ||
        a.event.role.localeCompare(b.event.role) ||
        a.event.status.localeCompare(b.event.status) ||
        a.arrival - b.arrival,
    )
    .map(({ event }) => event);
}
