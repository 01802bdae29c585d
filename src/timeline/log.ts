// Turns events and notices of many calls, as they arrive mixed, into those of each call.
import type { EventColumns } from '../message/columns.ts';
import type { SpeechEvent } from '../message/event.ts';
import type { Notice } from '../message/notice.ts';
import { TextMap } from '../text-map.ts';
import { END, EventStore } from './event-store.ts';
import { type Evidence, NO_EVIDENCE, Witness } from './evidence.ts';
import { type PlainTalk, plainTalk } from './plain-talk.ts';

export interface CallLog {
  /** In the order of their arrival; made when they are asked for. */
  readonly events: readonly SpeechEvent[];
  /** What they come to where they came as the protocol has it. */
  readonly plain: PlainTalk | null;
  readonly evidence: Evidence;
}

/** The events of a call form a chain through the store. */
interface Chain {
  readonly key: string;
  /** Its index in the store's list of calls. */
  readonly index: number;
  first: number;
  last: number;
}

const NOT_MET = 0xffff_ffff;

/** Keeps what was seen until its call is asked for; calls are in the order of their first event. */
export class EventLog {
  readonly #events = new EventStore();
  readonly #chains: Chain[] = [];
  readonly #byCall = new TextMap<Chain>();
  /** Of messages that tell no call. */
  readonly #bySource = new Map<string, Chain>();
  /** Their indices in the store's list of sources. */
  readonly #sources = new Map<string, number>();
  readonly #witnesses = new TextMap<Witness>();

  add(more: EventColumns): void {
    const start = this.#events.length;
    const sources = Uint32Array.from(more.sources, (source) => this.#sourceOf(source));
    const calls = new Uint32Array(more.calls.length).fill(NOT_MET);
    for (let index = 0; index < more.length; index++) {
      const call = more.call[index]!;
      // A call without an id is one of its source, and a batch is of one source.
      if (calls[call] === NOT_MET)
        calls[call] = this.#chainOf(more.calls[call]!, more.sources[more.source[index]!]!).index;
    }
    this.#events.add(more, calls, sources);
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
    const store = this.#events;
    for (const { key, first } of this.#chains) {
      yield new SeenCall(store, first, this.#witnesses.get(key)?.evidence() ?? NO_EVIDENCE);
    }
  }

  #sourceOf(source: string): number {
    const known = this.#sources.get(source) ?? this.#events.sources.push(source) - 1;
    this.#sources.set(source, known);
    return known;
  }

  #chainOf(callId: string | null, source: string): Chain {
    const known = callId === null ? this.#bySource.get(source) : this.#byCall.get(callId);
    if (known !== undefined) return known;
    const index = this.#events.calls.push(callId) - 1;
    const chain = { key: keyOf({ callId, source }), index, first: END, last: END };
    this.#chains.push(chain);
    if (callId === null) this.#bySource.set(source, chain);
    else this.#byCall.set(callId, chain);
    return chain;
  }

  /** Puts the events from `start` on behind the last of their calls. */
  #link(start: number): void {
    for (let event = start; event < this.#events.length; event++) {
      const chain = this.#chains[this.#events.callOf(event)]!;
      if (chain.first === END) chain.first = event;
      else this.#events.leadTo(chain.last, event);
      chain.last = event;
    }
  }
}

class SeenCall implements CallLog {
  readonly plain: PlainTalk | null;
  readonly evidence: Evidence;
  readonly #store: EventStore;
  readonly #first: number;

  constructor(store: EventStore, first: number, evidence: Evidence) {
    this.#store = store;
    this.#first = first;
    this.evidence = evidence;
    this.plain = plainTalk(store, first);
  }

  get events(): SpeechEvent[] {
    const events: SpeechEvent[] = [];
    for (let event = this.#first; event !== END; event = this.#store.after(event))
      events.push(this.#store.get(event));
    return events;
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
