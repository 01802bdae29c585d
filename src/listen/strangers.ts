// Turns requests of senders that have not proved who they are into at most so many, for so long and with so many bytes.
import { Refusal } from './refusal.ts';

export interface StrangerLimits {
  /** For one of them, from its head to the end of its body. */
  readonly ms: number;
  /** At once. */
  readonly requests: number;
  /** The bytes of all their bodies together. */
  readonly bytes: number;
}

export interface Stranger {
  /** Counts bytes of its body. */
  take(bytes: number): void;
  /** Its body is whole, or its sender is known now. */
  leave(): void;
}

/**
 * At a limit the oldest makes room, not the newest: whoever sends at once gets through among others that hold what they have as
 * long as they may.
 */
export class Strangers {
  readonly #limits: StrangerLimits;
  /** The oldest first, with what each holds, and how to end it. */
  readonly #present = new Map<Stranger, { bytes: number; end(refusal: Refusal): void }>();
  #bytes = 0;

  constructor(limits: StrangerLimits) {
    this.#limits = limits;
  }

  /** `end` is called at most once, and never after it has left. */
  admit(end: (refusal: Refusal) => void): Stranger {
    const timer = setTimeout(
      () => this.#end(stranger, new Refusal(408, 'it took too long to send')),
      this.#limits.ms,
    );
    timer.unref();
    const stranger: Stranger = {
      take: (bytes) => this.#take(stranger, bytes),
      leave: () => {
        clearTimeout(timer);
        this.#bytes -= this.#present.get(stranger)?.bytes ?? 0;
        this.#present.delete(stranger);
      },
    };
    this.#present.set(stranger, { bytes: 0, end });
    if (this.#present.size > this.#limits.requests) this.#endOldest();
    return stranger;
  }

  #take(stranger: Stranger, bytes: number): void {
    const held = this.#present.get(stranger);
    if (held === undefined) return;
    held.bytes += bytes;
    this.#bytes += bytes;
    while (this.#bytes > this.#limits.bytes) this.#endOldest();
  }

  #endOldest(): void {
    const [oldest] = this.#present.keys();
    if (oldest !== undefined) this.#end(oldest, new Refusal(503, 'it made room for newer requests'));
  }

  #end(stranger: Stranger, refusal: Refusal): void {
    const held = this.#present.get(stranger);
    stranger.leave();
    held?.end(refusal);
  }
}
