// Turns signals and uncaught bugs into the end of a run: the first signal asks it to stop, anything further ends the process.
import { writeSync } from 'node:fs';
import { bugText, EXIT, type Exit } from './errors.ts';

const SIGNALS = { SIGINT: 'interrupted', SIGTERM: 'terminated', SIGHUP: 'hungUp' } as const;
type Signal = keyof typeof SIGNALS;

export class Ending {
  /** A pager reads the keys, so Ctrl-C does not end us under it; once it has all the text, Ctrl-C is its own. */
  pager: 'reading' | 'complete' | null = null;
  readonly #process: NodeJS.Process;
  readonly #stop: (asked: Exit) => void;
  readonly #undos = new Set<() => void>();
  #isAsked = false;
  #endsAtOnce = false;
  /** Whether signals are heard; others are left to the system, since nothing is heard while JavaScript computes. */
  #listeners: readonly (readonly [Signal, () => void])[] = [];

  constructor(process: NodeJS.Process, stop: (asked: Exit) => void) {
    this.#process = process;
    this.#stop = stop;
    process.setUncaughtExceptionCaptureCallback((error) => this.#dieOfBug(error));
  }

  listen(): void {
    if (this.#listeners.length > 0) return;
    this.#listeners = (Object.keys(SIGNALS) as Signal[]).map((signal) => [signal, () => this.#hear(signal)]);
    for (const [signal, listener] of this.#listeners) this.#process.on(signal, listener);
  }

  /** From here on the first signal ends the process too. What must be undone, and a pager, still have signals heard. */
  endAtSignal(): void {
    this.#endsAtOnce = true;
    if (this.#undos.size > 0 || this.pager !== null) return;
    for (const [signal, listener] of this.#listeners) this.#process.removeListener(signal, listener);
    this.#listeners = [];
  }

  onSuddenEnd(undo: () => void): () => void {
    this.#undos.add(undo);
    this.listen();
    return () => this.#undos.delete(undo);
  }

  #hear(signal: Signal): void {
    const isForPager = this.pager === 'complete' || (this.pager === 'reading' && this.#isAsked);
    if (signal === 'SIGINT' && isForPager) return;
    if (this.#isAsked || (this.#endsAtOnce && this.pager === null)) this.#dieOf(signal);
    else this.#stop(SIGNALS[signal]);
    this.#isAsked = true;
  }

  #dieOf(signal: Signal): void {
    this.#undoAll();
    this.#process.removeAllListeners(signal);
    this.#process.kill(this.#process.pid, signal);
  }

  /** Node would print the line of code and the engine's words, which may quote the input. */
  #dieOfBug(error: unknown): void {
    this.#undoAll();
    try {
      writeSync(2, `turnline: ${bugText(error)}\n`);
    } catch {}
    this.#process.exit(EXIT.bug.code);
  }

  #undoAll(): void {
    for (const undo of this.#undos) {
      // A file that cannot be removed must not keep the process alive.
      try {
        undo();
      } catch {}
    }
  }
}
