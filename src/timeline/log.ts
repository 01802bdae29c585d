// Turns events and notices of many calls, as they arrive mixed, into those of each call.
import { EventColumns } from '../message/columns.ts';
import type { SpeechEvent } from '../message/event.ts';
import type { Notice } from '../message/notice.ts';
import { type Evidence, NO_EVIDENCE, Witness } from './evidence.ts';

export interface CallLog {
  readonly events: readonly SpeechEvent[];
  readonly evidence: Evidence;
}

const NO_NEXT = 0xffff_ffff;

/** The events of a call form a chain through the columns. */
interface Chain {
  readonly key: string;
  /** Its index in the columns' list of calls. */
  readonly index: number;
  first: number;
  last: number;
}

/** Keeps what was seen until its call is asked for; calls are in the order of their first event. */
export class EventLog {
  readonly #events = new EventColumns();
  /** The event that follows in the same call. */
  #next = new Uint32Array(64);
  readonly #chains: Chain[] = [];
  readonly #byKey = new Map<string, Chain>();
  readonly #witnesses = new Map<string, Witness>();

  add(more: EventColumns): void {
    const start = this.#events.length;
    const sources = Uint32Array.from(more.sources, (source) => this.#sourceOf(source));
    const calls = new Uint32Array(more.calls.length).fill(NO_NEXT);
    for (let index = 0; index < more.length; index++) {
      const call = more.call[index]!;
      // A call without an id is one of its source, and a batch is of one source.
      if (calls[call] === NO_NEXT)
        calls[call] = this.#chainOf(more.calls[call]!, more.sources[more.source[index]!]!).index;
    }
    this.#events.append(more, calls, sources);
    this.#link(start);
  }

  note(notice: Notice): void {
    const key = keyOf(notice);
    let witness = this.#witnesses.get(key);
    if (witness === undefined) {
      witness = new Witness();
      this.#witnesses.set(key, witness);
    }
    witness.hear(notice.said);
  }

  /** How many calls somebody spoke in. */
  get size(): number {
    return this.#chains.length;
  }

  *calls(): Generator<CallLog> {
    for (const { key, first } of this.#chains) {
      const events: SpeechEvent[] = [];
      for (let index = first; index !== NO_NEXT; index = this.#next[index]!)
        events.push(this.#events.get(index));
      yield { events, evidence: this.#witnesses.get(key)?.evidence() ?? NO_EVIDENCE };
    }
  }

  #sourceOf(source: string): number {
    const { sources } = this.#events;
    const known = sources.lastIndexOf(source);
    return known >= 0 ? known : sources.push(source) - 1;
  }

  #chainOf(callId: string | null, source: string): Chain {
    const key = keyOf({ callId, source });
    let chain = this.#byKey.get(key);
    if (chain === undefined) {
      const index = this.#events.calls.push(callId) - 1;
      chain = { key, index, first: NO_NEXT, last: NO_NEXT };
      this.#chains.push(chain);
      this.#byKey.set(key, chain);
    }
    return chain;
  }

  /** Puts the events from `start` on behind the last of their calls. */
  #link(start: number): void {
    const { call, length } = this.#events;
    if (length > this.#next.length) {
      const larger = new Uint32Array(call.length);
      larger.set(this.#next);
      this.#next = larger;
    }
    for (let index = start; index < length; index++) {
      const chain = this.#chains[call[index]!]!;
      this.#next[index] = NO_NEXT;
      if (chain.first === NO_NEXT) chain.first = index;
      else this.#next[chain.last] = index;
      chain.last = index;
    }
  }
}

/** Messages without a call's id are one call for each source. */
export function keyOf({
  callId,
  source,
}: {
  readonly callId: string | null;
  readonly source: string;
}): string {
  return callId === null ? `source ${source}` : `id ${callId}`;
}
