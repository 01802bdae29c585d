// Turns the ways a run can end into exit codes, and the ways it can fail into typed errors of one line.

/** The exit codes of every command. Where several apply to one run, the highest is given. */
export const EXIT = {
  ok: { code: 0, means: 'everything asked for was done, and nothing is wrong' },
  findings: {
    code: 1,
    means:
      'findings that count: invalid messages, and what --sequence or --strict add; gates that are crossed',
  },
  usage: { code: 2, means: 'the command line, a variable or a project file makes no sense' },
  input: {
    code: 3,
    means: 'input that cannot be read, or that holds no speech-update at all; output that cannot be written',
  },
  schema: { code: 4, means: 'a schema that cannot be used' },
  bug: { code: 70, means: 'a bug in turnline' },
  hungUp: { code: 129, means: 'the terminal was closed (SIGHUP)' },
  interrupted: { code: 130, means: 'interrupted' },
  terminated: { code: 143, means: 'asked to end, by SIGTERM' },
} as const;

export type Exit = keyof typeof EXIT;

/** A failure that stops the run: `message` is one line for stderr, `exit` names the code. */
export class TurnlineError extends Error {
  readonly exit: Exit;

  constructor(exit: Exit, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exit = exit;
  }
}

/** The name of its class alone: the engine's words and the stack may quote the input. */
export function bugText(error: unknown): string {
  return `a bug in turnline ended this run (${error instanceof Error ? error.name : typeof error})`;
}

/** The reader of our output went away: no failure, only the end of our work. */
export class OutputClosed extends Error {}

/** For what is only said beside the output: where nobody reads it, the run goes on. */
export function unlessClosed(error: unknown): void {
  if (!(error instanceof OutputClosed)) throw error;
}

/** The code for a run in which each of `exits` applies. */
export function exitCode(exits: Iterable<Exit>): number {
  let code = 0;
  for (const exit of exits) code = Math.max(code, EXIT[exit].code);
  return code;
}

/** The words of an error of the operating system, by its code; the code itself where it has none here. Ours has its own. */
export function systemReason(error: unknown): string {
  if (error instanceof TurnlineError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return SYSTEM_REASONS.get(code) ?? code;
}

const SYSTEM_REASONS = new Map([
  ['ENOENT', 'no such file or folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'not permitted'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['ELOOP', 'too many symbolic links'],
  ['EMFILE', 'too many open files'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EIO', 'input/output error'],
  ['ENOSPC', 'no space left on the device'],
  ['EDQUOT', 'the quota is used up'],
  ['EROFS', 'the file system is read-only'],
  ['EAGAIN', 'nothing is ready there'],
  ['EFBIG', 'the file would be too large'],
  ['EBADF', 'it is not open'],
]);
