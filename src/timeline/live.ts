// Turns events and notices of calls that go on into their turns, each as soon as it is over.
import type { SpeechEvent } from '../message/event.ts';
import { timeOf } from '../message/event.ts';
import type { Notice } from '../message/notice.ts';
import { assembleCall, type Call } from './call.ts';
import { Witness } from './evidence.ts';
import { keyOf } from './log.ts';
import { reachOf } from './segment.ts';
import type { Turn } from './turns.ts';

/** What happened this long after a turn, on the clock of the events, shows that nothing more of the turn is to come. */
const SETTLE_MS = 2_000;
/** A call that has ended is told after so long on the clock of the reader, and forgotten after longer. */
const ENDING_MS = 2_000;
const ENDED_MS = 30_000;
/** A call of which nothing was heard for so long is taken for ended. */
const IDLE_MS = 5 * 60_000;
/** So many calls are kept at once; of more, those are let go of which nothing was heard for longest. */
const MOST_CALLS = 10_000;

export interface Closed {
  readonly call: Call;
  /** Turns of it that are over, and were not told before. */
  readonly turns: readonly Turn[];
  /** Whether the call is over too. */
  readonly ended: boolean;
}

interface Going {
  readonly events: SpeechEvent[];
  readonly witness: Witness;
  /** Numbers of the turns that were told. */
  readonly told: Set<number | null>;
  /** On the reader's clock. */
  heardAt: number;
  endedAt: number | null;
  touched: boolean;
}

export class LiveCalls {
  /** Those that something was heard of last stand last. */
  readonly #calls = new Map<string, Going>();

  /** `now` is in ms of a stopwatch that is never set back. */
  take(events: Iterable<SpeechEvent>, notices: readonly Notice[], now: number): void {
    for (const notice of notices) {
      const going = this.#goingOf(keyOf(notice), now);
      going.witness.hear(notice.said);
      if (notice.said.kind === 'ended') going.endedAt ??= now;
    }
    for (const event of events) {
      const going = this.#goingOf(keyOf(event), now);
      going.events.push(event);
      going.touched = true;
    }
  }

  /** What is over by now. */
  *closed(now: number): Generator<Closed> {
    for (const [key, going] of this.#calls) {
      const { endedAt, heardAt } = going;
      const over = (endedAt !== null && now - endedAt >= ENDING_MS) || now - heardAt >= IDLE_MS;
      if (over || going.touched) yield* this.#close(going, over);
      going.touched = false;
      if ((endedAt !== null && now - endedAt >= ENDED_MS) || now - heardAt >= IDLE_MS)
        this.#calls.delete(key);
    }
    for (const [key, going] of this.#calls) {
      if (this.#calls.size <= MOST_CALLS) break;
      yield* this.#close(going, true);
      this.#calls.delete(key);
    }
  }

  /** Everything that was not told yet; nothing more will come. */
  *rest(): Generator<Closed> {
    for (const going of this.#calls.values()) yield* this.#close(going, true);
    this.#calls.clear();
  }

  /** The calls that go on, each as far as it has come. */
  *open(): Generator<Call> {
    for (const { events, witness, endedAt } of this.#calls.values()) {
      if (endedAt === null && events.length > 0) yield assembleCall({ events, evidence: witness.evidence() });
    }
  }

  #goingOf(key: string, now: number): Going {
    let going = this.#calls.get(key);
    if (going === undefined) {
      going = {
        events: [],
        witness: new Witness(),
        told: new Set(),
        heardAt: now,
        endedAt: null,
        touched: false,
      };
    } else this.#calls.delete(key);
    going.heardAt = now;
    this.#calls.set(key, going);
    return going;
  }

  *#close({ events, witness, told }: Going, over: boolean): Generator<Closed> {
    if (events.length === 0) return;
    const call = assembleCall({ events, evidence: witness.evidence() });
    const latest = events.reduce(
      (most, event) => Math.max(most, timeOf(event) ?? most),
      Number.NEGATIVE_INFINITY,
    );
    const turns = call.turns.filter(
      (turn, index) =>
        !told.has(turn.number) && (over || (index < call.turns.length - 1 && isOver(turn, latest))),
    );
    for (const { number } of turns) told.add(number);
    if (turns.length > 0) yield { call, turns, ended: over };
  }
}

/** Whether all its segments have ended, and long enough ago. */
function isOver({ user, assistant }: Turn, latest: number): boolean {
  return [...user, ...assistant].every((segment) => {
    const reach = reachOf(segment);
    return !segment.flags.includes('no-stop') && (reach === null || latest - reach.end >= SETTLE_MS);
  });
}
