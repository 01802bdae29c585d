// Starts the built program as a server, as a user does, and gives its URL, its notes and its end.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const BIN = join(process.cwd(), 'bin/turnline.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly url: string;
  readonly child: ChildProcess;
  /** What was printed so far. */
  stdout(): string;
  stderr(): string;
  stop(signal: NodeJS.Signals): Promise<Ended>;
}

export interface Start {
  readonly env?: Readonly<Record<string, string>>;
  /** Shell commands that run before the program, in the same process. */
  readonly before?: string;
}

/** The variables of this machine, without those that would change a run. */
function environment(env: Start['env'] = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('TURNLINE_'));
  return { ...Object.fromEntries(own), ...env };
}

interface Spawned {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout(): string;
  stderr(): string;
  onText(listen: () => void): void;
}

function run(cwd: string, args: readonly string[], { env, before }: Start): Spawned {
  const words = [BIN, 'listen', ...args];
  const stdio = ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'];
  const child =
    before === undefined
      ? spawn(process.execPath, words, { cwd, env: environment(env), stdio })
      : spawn('bash', ['-c', `${before}; exec "$0" "$@"`, process.execPath, ...words], {
          cwd,
          env: environment(env),
          stdio,
        });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  return {
    child,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    onText: (listen) => child.stderr.on('data', listen),
  };
}

/** Settles when it listens; rejects with what it said where it ends instead. A port is chosen where none is given. */
export async function start(cwd: string, args: readonly string[] = [], how: Start = {}): Promise<Running> {
  const port = args.includes('--port') || how.env?.TURNLINE_PORT !== undefined ? [] : ['--port', '0'];
  const { child, ended, stdout, stderr, onText } = run(cwd, [...port, ...args], how);
  const url = await new Promise<string>((resolve, reject) => {
    onText(() => {
      const [, found] = /listening on (http:\/\/[\w.:[\]]+)\S*\n/.exec(stderr()) ?? [];
      if (found !== undefined) resolve(found);
    });
    ended.then(() => reject(new Error(stderr())));
  });
  return {
    url,
    child,
    stdout,
    stderr,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** For a command line that does not start: how it ends. One that listens all the same is asked to end. */
export function refused(cwd: string, args: readonly string[], how: Start = {}): Promise<Ended> {
  const { child, ended, stderr, onText } = run(
    cwd,
    [...(args.includes('--port') ? [] : ['--port', '0']), ...args],
    how,
  );
  onText(() => /listening on/.test(stderr()) && child.kill('SIGTERM'));
  return ended;
}
