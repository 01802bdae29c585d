// Turns events and notices of many calls, as they arrive mixed, into those of each call.
import type { SpeechEvent } from '../message/event.ts';
import type { Notice } from '../message/notice.ts';
import { type Evidence, NO_EVIDENCE, Witness } from './evidence.ts';

export interface CallLog {
  readonly events: readonly SpeechEvent[];
  readonly evidence: Evidence;
}

/** Keeps what was seen until its call is asked for; calls are in the order of their first event. */
export class EventLog {
  readonly #events = new Map<string, SpeechEvent[]>();
  readonly #witnesses = new Map<string, Witness>();

  add(event: SpeechEvent): void {
    const key = keyOf(event);
    const events = this.#events.get(key);
    if (events === undefined) this.#events.set(key, [event]);
    else events.push(event);
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
    return this.#events.size;
  }

  *calls(): Generator<CallLog> {
    for (const [key, events] of this.#events) {
      yield { events, evidence: this.#witnesses.get(key)?.evidence() ?? NO_EVIDENCE };
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
