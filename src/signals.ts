// Turns signals and uncaught bugs into the end of a run: the first signal asks it to stop, anything further ends the process.
import { writeSync } from 'node:fs';
import { bugText, EXIT, type Exit } from './errors.ts';

const SIGNALS = { SIGINT: 'interrupted', SIGTERM: 'terminated', SIGHUP: 'hungUp' } as const;
type Signal = keyof typeof SIGNALS;

export class Ending {
  /** A pager reads the keys, so Ctrl-C does not end us under it; once it has all the text, Ctrl-C is its own. */
  pager: 'reading' | 'complete' | null = null;
  readonly #process: NodeJS.Process;
  readonly #undos = new Set<() => void>();
  #isAsked = false;

  constructor(process: NodeJS.Process, stop: (asked: Exit) => void) {
    this.#process = process;
    for (const signal of Object.keys(SIGNALS) as Signal[]) {
      process.on(signal, () => {
        const isForPager = this.pager === 'complete' || (this.pager === 'reading' && this.#isAsked);
        if (signal === 'SIGINT' && isForPager) return;
        if (this.#isAsked) this.#dieOf(signal);
        else stop(SIGNALS[signal]);
        this.#isAsked = true;
      });
    }
    process.setUncaughtExceptionCaptureCallback((error) => this.#dieOfBug(error));
  }

  onSuddenEnd(undo: () => void): () => void {
    this.#undos.add(undo);
    return () => this.#undos.delete(undo);
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
