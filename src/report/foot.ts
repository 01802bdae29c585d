// Turns what goes on into a line at the foot of a terminal, below everything that is printed, and redrawn after it.
import type { Sink } from '../host.ts';

/** To the start of the line, and nothing left in it. */
export const ERASE = '\r\u001b[K';

/** A sink whose text comes above the foot. Without a terminal there is no foot, and the sink is as it was. */
export class FootedSink implements Sink {
  readonly #below: Sink;
  #foot = '';

  constructor(below: Sink) {
    this.#below = below;
  }

  get isTerminal(): boolean {
    return this.#below.isTerminal;
  }

  get columns(): number | undefined {
    return this.#below.columns;
  }

  /** Nothing of what goes on and on is paged. */
  get rows(): undefined {
    return undefined;
  }

  async write(text: string | Uint8Array): Promise<void> {
    if (this.#foot === '') await this.#below.write(text);
    else
      await this.#below.write(
        `${ERASE}${typeof text === 'string' ? text : Buffer.from(text).toString()}${this.#foot}`,
      );
  }

  /** The new foot, of one line; an empty one is none. */
  async draw(foot: string): Promise<void> {
    if (!this.isTerminal || foot === this.#foot) return;
    this.#foot = foot;
    await this.#below.write(ERASE + foot);
  }

  /** Prints on another sink that may be the same terminal. */
  async beside(print: () => Promise<void>): Promise<void> {
    if (this.#foot !== '') await this.#below.write(ERASE);
    await print();
    if (this.#foot !== '') await this.#below.write(this.#foot);
  }
}
