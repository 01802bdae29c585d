// Turns a path into the right to write to it: a lock file near it names the process, and is stale once that process is gone.
import { mkdir, readdir, readFile, realpath, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { systemReason, TurnlineError } from '../errors.ts';
import type { Host } from '../host.ts';

export type Machine = Pick<Host, 'hostName' | 'processId' | 'isRunning' | 'epochMs'>;

/** Beside the capture. A folder of its own keeps the search short, however many captures there are. */
const FOLDER = '.turnline-locks';

/** Processes that ask at once: the one whose lock has the lowest name waits for the others to withdraw. */
const PAUSE_MS = 20;
const MOST_PAUSES = 10;

const SLACK_MS = 60_000;

interface Held {
  users: number;
  /** Null where there is nothing to lock, such as a device. */
  readonly lock: Promise<string | null>;
}

/**
 * A process first places its own lock and then looks for those of other running processes: only if it sees none, it has the right.
 * So two never have it. The process id is part of the name, so that removing a stale lock never removes that of a running process.
 */
export class Locks {
  readonly #machine: Machine;
  readonly #held = new Map<string, Held>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Throws a TurnlineError where another process has it; `name` is what the user calls it. To be released as often as taken. */
  async take(path: string, name = basename(path)): Promise<void> {
    const held = this.#held.get(path) ?? { users: 0, lock: this.#acquire(path, name) };
    this.#held.set(path, held);
    held.users++;
    try {
      await held.lock;
    } catch (error) {
      if (this.#held.get(path) === held) this.#held.delete(path);
      throw error;
    }
  }

  async release(path: string): Promise<void> {
    const held = this.#held.get(path);
    if (held === undefined || --held.users > 0) return;
    this.#held.delete(path);
    await remove(await held.lock);
  }

  async releaseAll(): Promise<void> {
    const all = [...this.#held.values()];
    this.#held.clear();
    for (const { lock } of all) await remove(await lock.catch(() => null));
  }

  async #acquire(path: string, name: string): Promise<string | null> {
    const target = await targetOf(path);
    if (target === null) return null;
    const own = await this.#place(target, name);
    for (let pauses = 0; ; pauses++) {
      const others = await this.#othersBeside(own, basename(target));
      const [other] = others;
      if (other === undefined) return own;
      if (pauses === MOST_PAUSES || others.some((lock) => lock.path < own)) {
        await remove(own);
        throw inUse(name, other, this.#hostName);
      }
      await setTimeout(PAUSE_MS);
    }
  }

  async #place(target: string, name: string): Promise<string> {
    const folder = join(dirname(target), FOLDER);
    const own = join(folder, `${basename(target)}.${this.#hostName}-${this.#machine.processId}.lock`);
    const start = await startOf(this.#machine.processId);
    for (let attempt = 1; ; attempt++) {
      try {
        await mkdir(folder, { recursive: true });
        // On a full disk it may stay empty: then the process id alone tells.
        await writeFile(own, start ?? '', { mode: 0o600 }).catch(unlessFull);
        return own;
      } catch (error) {
        // Another process may just have removed the folder with its own lock, the last in it.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT' && attempt < MOST_PAUSES) continue;
        throw new TurnlineError('input', `cannot lock ${name}: ${systemReason(error)}`, { cause: error });
      }
    }
  }

  /** Locks of running processes. Stale ones are removed. */
  async #othersBeside(own: string, file: string): Promise<Lock[]> {
    const others: Lock[] = [];
    for (const lock of locksIn(dirname(own), await readdir(dirname(own)), file)) {
      if (lock.path === own) continue;
      if (await this.#isStale(lock)) await rm(lock.path, { force: true });
      else others.push(lock);
    }
    return others;
  }

  /** Whether a process of another machine still runs cannot be known here. */
  async #isStale({ path, hostName, processId }: Lock): Promise<boolean> {
    if (hostName !== this.#hostName) return false;
    if (!this.#machine.isRunning(processId)) return true;
    // The ids of an earlier boot are given again. The clock may have been set since by less than this.
    const bootedAt = this.#machine.epochMs() - uptime() * 1000 - SLACK_MS;
    const known = await stat(path).catch(() => null);
    if (known === null || known.mtimeMs < bootedAt) return true;
    const [then, now] = [await readFile(path, 'utf8').catch(() => ''), await startOf(processId)];
    return now === ENDED || (then !== '' && now !== null && then !== now);
  }

  get #hostName(): string {
    return this.#machine.hostName.replaceAll(/[^\w-]/g, '_');
  }
}

interface Lock {
  readonly path: string;
  readonly hostName: string;
  readonly processId: number;
}

function* locksIn(folder: string, names: readonly string[], file: string): Generator<Lock> {
  for (const name of names) {
    if (!name.startsWith(`${file}.`)) continue;
    const [, hostName, processId] = /^([\w-]*)-(\d+)\.lock$/.exec(name.slice(file.length + 1)) ?? [];
    if (hostName === undefined) continue;
    yield { path: join(folder, name), hostName, processId: Number(processId) };
  }
}

/** The file that a path leads to, so that every way to it meets the same lock; null for what is no file. */
async function targetOf(path: string): Promise<string | null> {
  const target = await realpath(path).catch(() => null);
  if (target === null) return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
  return (await stat(target)).isFile() ? target : null;
}

/** It has ended, but nobody has asked yet how. */
const ENDED = 'ended';

/** Tells a process from an earlier one of the same id; null where the system does not say (no /proc). */
async function startOf(processId: number): Promise<string | null> {
  try {
    const [status, boot] = await Promise.all([
      readFile(`/proc/${processId}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // The program's name, in parentheses, may hold anything; behind it come the state and, 19 fields on, the start (proc(5)).
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return /^[ZX]$/.test(fields[0] ?? '') ? ENDED : `${boot.trim()} ${fields[19]}`;
  } catch {
    return null;
  }
}

async function remove(lock: string | null): Promise<void> {
  if (lock === null) return;
  await rm(lock, { force: true }).catch(() => {});
  // Others may have theirs in it.
  await rmdir(dirname(lock)).catch(() => {});
}

/** Another process has the right. */
export class InUse extends TurnlineError {}

function inUse(name: string, { path, hostName, processId }: Lock, here: string): InUse {
  const text =
    hostName === here
      ? `another turnline (process ${processId}) is writing to ${name}: stop it, or choose another --out`
      : `process ${processId} of the machine ${hostName} is writing to ${name}: stop it, or delete ${path} if it is gone`;
  return new InUse('input', text);
}

function unlessFull(error: NodeJS.ErrnoException): void {
  if (!isFull(error)) throw error;
}

export function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));
}
