// Turns a command line and what is piped into it into a Host whose output is kept in memory.

import type { Host, Sink } from '../../src/host.ts';
import { main } from '../../src/main.ts';

export interface Setting {
  readonly cwd?: string;
  readonly stdin?: string | Buffer | readonly Buffer[] | null;
  /** Columns of the terminal that stdout is; undefined where it is a pipe. */
  readonly terminal?: number | undefined;
  /** Lines of that terminal; without it nothing is paged. */
  readonly rows?: number;
  /** Whether stderr is a terminal; without it, as stdout. */
  readonly stderrTerminal?: number | undefined;
  /** What a pager is to do, by its command line. */
  readonly page?: Host['page'];
  readonly stopwatchMs?: () => number;
  readonly env?: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly epochMs?: number;
  readonly interrupt?: AbortSignal;
  /** Is told of everything that is written, as it is written. */
  onWrite?(text: string): void;
  /** What is done to the Host before it is used. */
  readonly change?: (host: Host) => Host;
  /** The same for standard output alone, as bytes. */
  onBytes?(bytes: Buffer): void;
}

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** Runs turnline in this process. With `stdin` null, standard input is a terminal. */
export async function turnline(argv: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const out = memorySink(setting.terminal, setting.rows, setting.onWrite, setting.onBytes);
  const err = memorySink(
    'stderrTerminal' in setting ? setting.stderrTerminal : setting.terminal,
    undefined,
    setting.onWrite,
  );
  const stdin = setting.stdin ?? null;
  const host: Host = {
    argv,
    cwd: setting.cwd ?? process.cwd(),
    env: setting.env ?? {},
    stdin: { isTerminal: stdin === null, chunks: () => chunksOf(stdin) },
    stdout: out.sink,
    stderr: err.sink,
    timeZone: 'UTC',
    cores: 1,
    epochMs: () => setting.epochMs ?? Date.now(),
    hostName: 'desk',
    processId: process.pid,
    isRunning: () => true,
    interrupt: setting.interrupt ?? new AbortController().signal,
    onSuddenEnd: () => () => {},
    endAtSignal: () => {},
    stopwatchMs: setting.stopwatchMs ?? (() => 0),
    page:
      setting.page ??
      (() => {
        throw new Error('no pager was expected');
      }),
  };
  const exit = await main(setting.change?.(host) ?? host);
  return { stdout: out.text(), stderr: err.text(), exit };
}

async function* chunksOf(stdin: Setting['stdin']): AsyncGenerator<Buffer> {
  if (stdin === null || stdin === undefined) return;
  if (typeof stdin === 'string' || Buffer.isBuffer(stdin)) yield Buffer.from(stdin);
  else yield* stdin;
}

function memorySink(
  columns: number | undefined,
  rows?: number,
  onWrite?: (text: string) => void,
  onBytes?: (bytes: Buffer) => void,
): { sink: Sink; text(): string } {
  const pieces: string[] = [];
  const sink: Sink = {
    isTerminal: columns !== undefined,
    columns,
    rows,
    write: async (text) => {
      const piece = typeof text === 'string' ? text : Buffer.from(text).toString();
      pieces.push(piece);
      onWrite?.(piece);
      onBytes?.(Buffer.from(text));
    },
  };
  return { sink, text: () => pieces.join('') };
}
