// Turns what goes wrong while listening into notes, of which so many are told as somebody could read.
import type { Invocation } from './command.ts';
import { count } from './outcome.ts';
import { note } from './present.ts';

/** Whoever floods the server must not flood the log. */
const MOST_A_SECOND = 20;

export class ListenLog {
  readonly #invocation: Invocation;
  #second = 0;
  #told = 0;
  #untold = 0;

  constructor(invocation: Invocation) {
    this.#invocation = invocation;
  }

  /** Never fails: nobody who reads notes is needed to store. */
  say(line: string): void {
    const second = Math.floor(this.#invocation.host.stopwatchMs() / 1_000);
    if (second !== this.#second) {
      const rest = this.rest();
      this.#second = second;
      this.#told = 0;
      if (rest !== null) this.#note(rest);
    }
    if (this.#told++ < MOST_A_SECOND) this.#note(line);
    else this.#untold++;
  }

  /** How many lines were left out since this was asked last. */
  rest(): string | null {
    const untold = this.#untold;
    this.#untold = 0;
    return untold === 0 ? null : `and ${count(untold, 'more line')} like these`;
  }

  #note(line: string): void {
    note([line], this.#invocation).catch(() => {});
  }
}
