// Turns events of many calls, as they arrive mixed, into the events of each call.
import type { SpeechEvent } from '../message/event.ts';

/** Keeps every event until its call is asked for; calls are in the order of their first event. */
export class EventLog {
  readonly #calls = new Map<string, SpeechEvent[]>();

  add(event: SpeechEvent): void {
    const key = event.callId === null ? `source ${event.source}` : `id ${event.callId}`;
    const events = this.#calls.get(key);
    if (events === undefined) this.#calls.set(key, [event]);
    else events.push(event);
  }

  get size(): number {
    return this.#calls.size;
  }

  calls(): Iterable<readonly SpeechEvent[]> {
    return this.#calls.values();
  }
}
