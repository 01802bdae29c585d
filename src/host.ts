// Turns a Node process into a Host: all that is impure about a run, as one parameter.
import type { ChildProcess } from 'node:child_process';
import { availableParallelism, hostname } from 'node:os';
import type { Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { type Exit, OutputClosed, systemReason, TurnlineError } from './errors.ts';
import { Ending } from './signals.ts';
import { StoppableInput } from './stdin.ts';

/** Where text goes. `write` settles when the text has been taken; it rejects with OutputClosed when nobody reads. */
export interface Sink {
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
  /** Lines of the terminal. */
  readonly rows: number | undefined;
  write(text: string | Uint8Array): Promise<void>;
}

/** A program that shows text screen by screen in the terminal that standard output is. */
export interface Pager {
  /** As the write of a Sink: rejects with OutputClosed when the user has left. */
  write(text: string | Uint8Array): Promise<void>;
  /** No more will come. Settles when the user has left; false where the program could not be started. */
  end(): Promise<boolean>;
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
  /** IANA name of the local time zone; undefined is the one that Date knows. */
  readonly timeZone: string | undefined;
  /** How many threads can work at once. */
  readonly cores: number;
  /** What time it is, in ms since 1970; the user or the network may set it back. */
  epochMs(): number;
  /** The name of this machine. */
  readonly hostName: string;
  readonly processId: number;
  /** Whether a process of this machine has this id. */
  isRunning(processId: number): boolean;
  /** Aborted when the user asks to stop; the reason is the Exit that this makes. */
  readonly interrupt: AbortSignal;
  /** `undo` runs if a second signal or a bug ends the process; it must be synchronous. Returns how to withdraw it. */
  onSuddenEnd(undo: () => void): () => void;
  /** All input was read, and only text is still to be printed: from here on the first signal ends the process too. */
  endAtSignal(): void;
  /** A stopwatch: ms since an arbitrary moment, never set back. Only differences mean anything. */
  stopwatchMs(): number;
  /** Starts a pager by its command line, with what the environment is to hold where it says nothing else. */
  page(command: string, defaults: Readonly<Record<string, string>>): Promise<Pager>;
}

/** What a run that was asked to stop exits with. */
export function interruptionOf({ interrupt }: Pick<Host, 'interrupt'>): Exit[] {
  if (!interrupt.aborted) return [];
  return [typeof interrupt.reason === 'string' ? (interrupt.reason as Exit) : 'interrupted'];
}

/** The Host of a real process. Once `interrupt` was asked for, a first signal aborts it; a second one ends the process as usual. */
export function hostOf(process: NodeJS.Process): Host {
  const input = new StoppableInput(process);
  const ending = new Ending(process, (asked) => input.stop(asked));
  return {
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    env: process.env,
    stdin: {
      // Asking the descriptor, since process.stdin opens a stream that most runs never need.
      isTerminal: isatty(0),
      chunks: () => input.chunks(),
    },
    stdout: sinkOf(1, () => process.stdout, 'standard output'),
    stderr: sinkOf(2, () => process.stderr, 'standard error'),
    // Asking for its name would load the tables of Intl, which few runs need.
    timeZone: undefined,
    get cores() {
      return availableParallelism();
    },
    epochMs: () => Date.now(),
    get hostName() {
      return hostname();
    },
    processId: process.pid,
    isRunning: (id) => isRunning(process, id),
    // Until somebody asks for it, a signal ends the process, whatever it waits for: a schema or a project file may be a silent pipe.
    get interrupt() {
      ending.listen();
      return input.interrupt;
    },
    onSuddenEnd: (undo) => ending.onSuddenEnd(undo),
    endAtSignal: () => ending.endAtSignal(),
    stopwatchMs: () => performance.now(),
    page: async (command, defaults) => {
      const child = await startPager(command, { ...defaults, ...process.env });
      ending.pager = 'reading';
      ending.listen();
      return pagerOf(child, {
        onEnd: () => {
          ending.pager = 'complete';
        },
        onLeft: () => {
          ending.pager = null;
        },
      });
    },
  };
}

function isRunning(process: NodeJS.Process, id: number): boolean {
  try {
    // Signal 0 is never sent: it only asks.
    return process.kill(id, 0);
  } catch (error) {
    // A process of another user may not be asked, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The stream of a descriptor is opened when something is written to it, or its size is asked for. A descriptor that was closed
 * when the process began is the null device by now, opened as Python's DEVNULL and Node's 'ignore' open it for a program that is
 * to be quiet: nothing tells them apart.
 */
function sinkOf(fd: number, open: () => NodeJS.WriteStream, name: string): Sink {
  let stream: NodeJS.WriteStream | undefined;
  const opened = (): NodeJS.WriteStream => {
    // Without a listener a failed write becomes an uncaught exception; each write below reports its own.
    stream ??= open().on('error', () => {});
    return stream;
  };
  const isTerminal = isatty(fd);
  return {
    isTerminal,
    get columns() {
      return isTerminal ? told(opened().columns) : undefined;
    },
    get rows() {
      return isTerminal ? told(opened().rows) : undefined;
    },
    write: (text) => writerTo(opened(), name)(text),
  };
}

/** A terminal that does not know its size says 0. */
function told(size: number): number | undefined {
  return size > 0 ? size : undefined;
}

function writerTo(stream: Writable, name: string): Sink['write'] {
  return (text) =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(writeFailure(error, name)) : resolve()));
    });
}

/** What only a shell understands; without it the words are the program and its arguments. */
const NEEDS_SHELL = /[^\w\s./:+,@-]/;

/** What starts programs is loaded only where one is started. */
async function startPager(command: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const { spawn } = await import('node:child_process');
  const [program = '', ...args] = command.trim().split(/\s+/);
  const shell = NEEDS_SHELL.test(command);
  return spawn(shell ? command : program, shell ? [] : args, {
    env,
    shell,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
}

/** What a shell gives where the program cannot be run, or is not there. */
const NOT_RUN = [126, 127];

function pagerOf(child: ChildProcess, { onEnd, onLeft }: { onEnd(): void; onLeft(): void }): Pager {
  const left = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === null || !NOT_RUN.includes(code)));
  });
  left.then(onLeft);
  const { stdin } = child;
  stdin?.on('error', () => {});
  return {
    write: stdin === null ? () => Promise.reject(new OutputClosed()) : writerTo(stdin, 'the pager'),
    async end() {
      onEnd();
      stdin?.end();
      return left;
    },
  };
}

function writeFailure(error: Error, name: string): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return new OutputClosed();
  return new TurnlineError('input', `cannot write to ${name}: ${systemReason(error)}`, { cause: error });
}
