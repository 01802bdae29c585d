// Turns a Node process into a Host: all that is impure about a run, as one parameter.
import { isatty } from 'node:tty';
import { OutputClosed, systemReason, TurnlineError } from './errors.ts';

/** Where text goes. `write` settles when the text has been taken; it rejects with OutputClosed when nobody reads. */
export interface Sink {
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
  write(text: string | Uint8Array): Promise<void>;
}

/** Everything a run may know of the world around it. */
export interface Host {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: { readonly isTerminal: boolean; chunks(): AsyncIterable<Uint8Array> };
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** IANA name of the local time zone. */
  readonly timeZone: string;
  /** Epoch ms. */
  now(): number;
  /** Aborted when the user asks to stop. */
  readonly interrupt: AbortSignal;
}

/** By a terminal, and by whoever supervises processes. */
const STOPPING = ['SIGINT', 'SIGTERM'] as const;

/** The Host of a real process. A first signal to stop aborts `interrupt`; a second one ends the process as usual. */
export function hostOf(process: NodeJS.Process): Host {
  const interruption = new AbortController();
  const stop = (): void => {
    for (const signal of STOPPING) process.off(signal, stop);
    interruption.abort();
    // Nobody waits for more input; a stream that is open must not keep the process alive.
    // A file cannot be unreferenced, and need not be.
    if ('unref' in process.stdin) process.stdin.unref();
  };
  for (const signal of STOPPING) process.on(signal, stop);
  return {
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    env: process.env,
    stdin: {
      // Asking the descriptor, since process.stdin opens a stream that most runs never need.
      isTerminal: isatty(0),
      chunks: () => process.stdin,
    },
    stdout: sinkOf(process.stdout, 'standard output'),
    stderr: sinkOf(process.stderr, 'standard error'),
    get timeZone() {
      return new Intl.DateTimeFormat().resolvedOptions().timeZone;
    },
    now: () => Date.now(),
    interrupt: interruption.signal,
  };
}

function sinkOf(stream: NodeJS.WriteStream, name: string): Sink {
  // A stream without a listener turns a failed write into an uncaught exception; each write below reports its own.
  stream.on('error', () => {});
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.isTTY ? stream.columns : undefined;
    },
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(writeFailure(error, name)) : resolve()));
      }),
  };
}

function writeFailure(error: Error, name: string): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return new OutputClosed();
  return new TurnlineError('input', `cannot write to ${name}: ${systemReason(error)}`, { cause: error });
}
