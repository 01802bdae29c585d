// Turns a command line and what is piped into it into a Host whose output is kept in memory.

import type { Host, Sink } from '../../src/host.ts';
import { main } from '../../src/main.ts';

export interface Setting {
  readonly cwd?: string;
  readonly stdin?: string | Buffer | readonly Buffer[] | null;
  /** Columns of the terminal that stdout is; undefined where it is a pipe. */
  readonly terminal?: number | undefined;
  readonly env?: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly now?: number;
  readonly interrupt?: AbortSignal;
  /** Is told of everything that is written, as it is written. */
  onWrite?(text: string): void;
}

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** Runs turnline in this process. With `stdin` null, standard input is a terminal. */
export async function turnline(argv: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const out = memorySink(setting);
  const err = memorySink(setting);
  const stdin = setting.stdin ?? null;
  const host: Host = {
    argv,
    cwd: setting.cwd ?? process.cwd(),
    env: setting.env ?? {},
    stdin: { isTerminal: stdin === null, chunks: () => chunksOf(stdin) },
    stdout: out.sink,
    stderr: err.sink,
    timeZone: 'UTC',
    now: () => setting.now ?? Date.now(),
    interrupt: setting.interrupt ?? new AbortController().signal,
  };
  const exit = await main(host);
  return { stdout: out.text(), stderr: err.text(), exit };
}

async function* chunksOf(stdin: Setting['stdin']): AsyncGenerator<Buffer> {
  if (stdin === null || stdin === undefined) return;
  if (typeof stdin === 'string' || Buffer.isBuffer(stdin)) yield Buffer.from(stdin);
  else yield* stdin;
}

function memorySink({ terminal: columns, onWrite }: Setting): { sink: Sink; text(): string } {
  const pieces: string[] = [];
  const sink: Sink = {
    isTerminal: columns !== undefined,
    columns,
    write: async (text) => {
      const piece = typeof text === 'string' ? text : Buffer.from(text).toString();
      pieces.push(piece);
      onWrite?.(piece);
    },
  };
  return { sink, text: () => pieces.join('') };
}
