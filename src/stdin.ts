// Turns what stands on standard input, a pipe, a file or a device, into chunks that end when the user asks to stop.
import { constants, fstatSync, openSync, readSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { Exit } from './errors.ts';

/** Ctrl-C goes to all programs of a pipeline: what those before us still have to say is waited for this long. */
const LAST_WORDS_MS = 200;

/** Standard input, and the signal by which reading is asked to stop. */
export class StoppableInput {
  readonly #process: NodeJS.Process;
  readonly #interruption = new AbortController();
  #isRead = false;
  #asked: Exit | undefined;
  /** Lets the process end though standard input may still be waited for. */
  #letGo = (): void => {};

  constructor(process: NodeJS.Process) {
    this.#process = process;
  }

  get interrupt(): AbortSignal {
    return this.#interruption.signal;
  }

  /** Where standard input is read, it is read on to its end, if that comes soon. */
  stop(asked: Exit): void {
    this.#asked ??= asked;
    if (this.#isRead) setTimeout(() => this.#abort(), LAST_WORDS_MS).unref();
    else this.#abort();
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    this.#isRead = true;
    try {
      yield* await this.#open();
    } finally {
      this.#isRead = false;
      if (this.#asked !== undefined) this.#abort();
    }
  }

  async #open(): Promise<AsyncIterable<Uint8Array>> {
    const kind = fstatSync(0);
    if (kind.isFIFO() || kind.isSocket()) {
      const { PipeReader } = await import('./pipe.ts');
      const pipe = new PipeReader(0);
      this.#letGo = () => pipe.unref();
      return pipe.chunks();
    }
    const device = isatty(0) || (kind.isFile() && kind.size > 0) ? undefined : openedAgain();
    if (device !== undefined) {
      const { patientChunks } = await import('./patience.ts');
      return patientChunks((buffer) => readSync(device, buffer), this.interrupt);
    }
    // A file has no such method.
    this.#letGo = () => this.#process.stdin.unref?.();
    return this.#process.stdin;
  }

  #abort(): void {
    this.#interruption.abort(this.#asked);
    // Nobody waits for more input; a stream that is open must not keep the process alive.
    if (this.#isRead) this.#letGo();
  }
}

/**
 * Standard input by a descriptor that does not block, where that can be had: a stream of a device, or of what the kernel shows as a
 * file, would wait in a thread that keeps the process alive.
 */
function openedAgain(): number | undefined {
  try {
    return openSync('/proc/self/fd/0', constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
}
