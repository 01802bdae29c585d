// Turns the ordered events of a call into segments, by one small machine per role, losing none.
import type { Finding } from '../finding.ts';
import type { ArtifactRow } from '../message/artifact.ts';
import { type Role, type SpeechEvent, timeOf } from '../message/event.ts';
import { type Evidence, NO_EVIDENCE } from './evidence.ts';
import { remark } from './remark.ts';
import { type Edge, isMeasured, type Segment, type SegmentFlag } from './segment.ts';
import type { Span } from './spans.ts';

export interface Paired {
  /** Of both roles, in order. */
  readonly segments: Segment[];
  /** Starts and stops that said what was known already. */
  readonly ignored: number;
  readonly findings: Finding[];
}

/** A stop this soon after the last one of its role repeats it. */
const DUP_STOP_MS = 1_000;
/** Longer than anybody speaks without a pause. */
export const SUSPICIOUS_MS = 5 * 60_000;
/** A row and a stop this close together tell of the same end. */
const SAME_END_MS = 500;
const USER_STOP_LATE_MS = 1_000;

/** `evidence` tells where the artifact has an end that no event told; `endedMs` when the call ended. */
export function pair(
  events: readonly SpeechEvent[],
  evidence: Pick<Evidence, 'rows'> = NO_EVIDENCE,
  endedMs: number | null = null,
): Paired {
  const machines = { assistant: new Machine('assistant', evidence), user: new Machine('user', evidence) };
  for (let order = 0; order < events.length; order++) {
    const event = events[order]!;
    machines[event.role].take(event, order);
  }
  const all = [machines.assistant, machines.user];
  for (const machine of all) machine.finish();
  const segments = all.flatMap((machine) => machine.segments).sort((a, b) => a.order - b.order);
  return {
    segments: segments.every(isMeasured) ? segments : bounded(segments, endedMs, spanOf(events)),
    ignored: all.reduce((sum, machine) => sum + machine.ignored, 0),
    findings: all.flatMap((machine) => machine.findings),
  };
}

interface Opened {
  readonly event: SpeechEvent;
  readonly order: number;
  flags: readonly SegmentFlag[];
}

/** Most segments have none, and share this. */
export const NO_FLAGS: readonly SegmentFlag[] = [];

class Machine {
  readonly segments: Segment[] = [];
  readonly findings: Finding[] = [];
  ignored = 0;
  readonly #role: Role;
  readonly #evidence: Pick<Evidence, 'rows'>;
  #open: Opened | null = null;
  #lastStop: SpeechEvent | null = null;

  constructor(role: Role, evidence: Pick<Evidence, 'rows'>) {
    this.#role = role;
    this.#evidence = evidence;
  }

  take(event: SpeechEvent, order: number): void {
    if (event.status === 'started') this.#started(event, order);
    else this.#stopped(event, order);
  }

  finish(): void {
    if (this.#open === null) return;
    addFlag(this.#open, 'no-stop');
    this.findings.push(remark('no-stop', { role: this.#role }, this.#open.event));
    this.#close(this.#open, { at: null, kind: 'unknown' });
  }

  #started(event: SpeechEvent, order: number): void {
    const open = this.#open;
    if (open !== null && open.event.turn === event.turn) {
      addFlag(open, 'dup-start');
      this.ignored++;
      this.findings.push(remark('dup-start', { role: this.#role }, event));
      return;
    }
    if (open !== null) {
      addFlag(open, 'missing-stop');
      this.findings.push(remark('missing-stop', { role: this.#role }, event));
      this.#close(open, {
        at: this.#endBetween(open.event.at, timeOf(event)),
        kind: timeOf(event) === null ? 'unknown' : 'inferred',
      });
    }
    this.#open = { event, order, flags: NO_FLAGS };
  }

  #stopped(event: SpeechEvent, order: number): void {
    const open = this.#open;
    if (open === null) {
      this.#stoppedWhileIdle(event, order);
      return;
    }
    if (open.event.turn !== event.turn) {
      addFlag(open, 'turn-changed');
      this.findings.push(remark('turn-changed', { from: open.event.turn, to: event.turn }, event));
    }
    const durationMs = open.event.at === null || event.at === null ? null : event.at - open.event.at;
    if (durationMs !== null && durationMs <= 0) {
      addFlag(open, 'zero-length');
      this.findings.push(remark('zero-length', { role: this.#role }, event));
    }
    if (durationMs !== null && durationMs > SUSPICIOUS_MS) {
      addFlag(open, 'suspicious');
      this.findings.push(remark('suspicious', { role: this.#role, durationMs }, event));
    }
    this.#close(open, observed(event));
    this.#lastStop = event;
  }

  #stoppedWhileIdle(event: SpeechEvent, order: number): void {
    if (this.#repeatsLastStop(event)) {
      this.ignored++;
      this.findings.push(remark('dup-stop', { role: this.#role }, event));
      const last = this.segments.at(-1);
      if (last !== undefined && !last.flags.includes('dup-stop')) {
        this.segments[this.segments.length - 1] = { ...last, flags: [...last.flags, 'dup-stop'] };
      }
      return;
    }
    this.findings.push(remark('orphan-stop', { role: this.#role }, event));
    this.segments.push({
      role: this.#role,
      turn: event.turn,
      start: this.#startOf(event),
      end: observed(event),
      since: null,
      until: null,
      flags: ['orphan-stop'],
      order,
    });
    this.#lastStop = event;
  }

  #repeatsLastStop(event: SpeechEvent): boolean {
    const last = this.#lastStop;
    if (last === null || last.turn !== event.turn) return false;
    return last.at === null || event.at === null || event.at - last.at <= DUP_STOP_MS;
  }

  /** The end of the row that ends within the span; else the end of the span. */
  #endBetween(start: number | null, next: number | null): number | null {
    if (start === null || next === null) return next;
    const row = this.#rowsOfRole().findLast(({ endMs }) => endMs !== null && endMs > start && endMs < next);
    return row?.endMs ?? next;
  }

  /** Asked for only where something has to be mended, since reading them costs. */
  #rowsOfRole(): ArtifactRow[] {
    return this.#evidence.rows.filter(({ role }) => role === this.#role);
  }

  /** The start of the row that ends where the stop was told. */
  #startOf({ at }: SpeechEvent): Edge {
    const row = this.#rowsOfRole().find(
      ({ endMs }) => at !== null && endMs !== null && isSameEnd(endMs, at, this.#role),
    );
    if (row === undefined || at === null || row.startMs >= at) return { at: null, kind: 'unknown' };
    return { at: row.startMs, kind: 'inferred' };
  }

  #close({ event, order, flags }: Opened, end: Edge): void {
    this.segments.push({
      role: this.#role,
      turn: event.turn,
      start: observed(event),
      end,
      since: null,
      until: null,
      flags,
      order,
    });
    this.#open = null;
  }
}

function addFlag(opened: Opened, flag: SegmentFlag): void {
  if (!opened.flags.includes(flag)) opened.flags = [...opened.flags, flag];
}

/** An event without a time of its own happened a little before it was received, if anybody says when that was. */
function observed({ at, receivedAt }: SpeechEvent): Edge {
  if (at !== null) return { at, kind: 'observed' };
  return { at: receivedAt, kind: receivedAt === null ? 'unknown' : 'inferred' };
}

/**
 * Says how far segments may reach whose ends were not observed: back to the last stop of their role, or the first event;
 * on to the call's end, else to the next start of the role itself or of the other, else to the last event.
 */
function bounded(segments: readonly Segment[], endedMs: number | null, span: Span | null): Segment[] {
  const lastStop: Record<Role, number | null> = { assistant: null, user: null };
  const since = segments.map(({ role, end }) => {
    const before = lastStop[role] ?? span?.start ?? null;
    if (end.at !== null) lastStop[role] = end.at;
    return before;
  });
  const nextStart: Record<Role, number | null> = { assistant: null, user: null };
  return segments
    .map((segment, index) => ({ segment, since: since[index] ?? null }))
    .reverse()
    .map(({ segment, since: before }) => {
      const { role, start, end } = segment;
      const [own, others] =
        role === 'user' ? [nextStart.user, nextStart.assistant] : [nextStart.assistant, nextStart.user];
      const after = end.kind === 'inferred' ? own : (endedMs ?? others ?? span?.end ?? null);
      nextStart[role] = start.at ?? nextStart[role];
      if (end.kind !== 'observed' && start.at !== null) return { ...segment, until: after };
      return start.kind !== 'observed' && end.at !== null
        ? { ...segment, since: start.at ?? before }
        : segment;
    })
    .reverse();
}

/** A user's stop is told up to a second after the row's end. */
function isSameEnd(endMs: number, stopMs: number, role: Role): boolean {
  const late = stopMs - endMs;
  return Math.abs(late) <= SAME_END_MS || (role === 'user' && late > 0 && late <= USER_STOP_LATE_MS);
}

/** From the first moment that is told to the last. */
export function spanOf(events: readonly SpeechEvent[]): Span | null {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    const at = timeOf(event);
    if (at === null) continue;
    start = Math.min(start, at);
    end = Math.max(end, at);
  }
  return start <= end ? { start, end } : null;
}
