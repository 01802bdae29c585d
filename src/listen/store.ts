// Turns bodies into records in the files that a pattern names.
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, parse, sep } from 'node:path';
import { Kernel } from '../json/kernel.ts';
import { MessageReader } from '../message/reader.ts';
import { CALL, captureName, namesLike } from './capture-name.ts';
import { recordLine } from './record-line.ts';
import { type FileRules, isReadableByOthers, StoreFile } from './store-file.ts';
import { InUse, isFull, type Locks } from './store-lock.ts';
import { isTorn, mendTail } from './store-tail.ts';

/** A record, and where it is. */
export interface Stored {
  readonly path: string;
  /** Its line in the file, from 1. */
  readonly row: number;
  /** The bytes of the line, its newline included. */
  readonly line: Buffer;
}

export interface StoreRules extends FileRules {
  /** An absolute path with {date} and {call} in it. */
  readonly pattern: string;
  readonly locks: Pick<Locks, 'take' | 'release' | 'releaseAll'>;
  /** Is told why what was written could not be synced. */
  onFailure(path: string, error: unknown): void;
}

const SYNC_EVERY_MS = 200;
/** More files than this are not kept open. */
const MOST_OPEN = 64;

export class Store {
  readonly #rules: StoreRules;
  /** The one used last comes last. */
  readonly #files = new Map<string, StoreFile>();
  readonly #kernel = new Kernel();
  readonly #reader = new MessageReader(this.#kernel, 0);
  readonly #timer: NodeJS.Timeout | undefined;
  #mending: { readonly path: string; readonly done: Promise<void> } | null = null;

  constructor(rules: StoreRules) {
    let said = false;
    const onReadable = (path: string): void => {
      if (!said) rules.onReadable(path);
      said = true;
    };
    this.#rules = { ...rules, onReadable };
    if (rules.fsync !== 'interval') return;
    this.#timer = setInterval(() => this.#syncAll(), SYNC_EVERY_MS);
    this.#timer.unref();
  }

  async append(body: Buffer, receivedAt: number): Promise<Stored> {
    const { pattern } = this.#rules;
    const callId = pattern.includes(CALL) ? this.#callOf(body) : undefined;
    const path = captureName(pattern, receivedAt, callId);
    if (this.#mending?.path === path) await this.#mending.done.catch(() => {});
    const file = this.#fileAt(path);
    const line = recordLine(this.#kernel, body, receivedAt);
    return { path: file.path, row: await file.append(line), line };
  }

  /** Throws a TurnlineError where another process writes to the files of this pattern; `now` is epoch ms. */
  async claim(now: number): Promise<void> {
    const { pattern, locks } = this.#rules;
    try {
      await locks.take(asOneName(pattern), basename(pattern));
      const today = captureName(pattern, now, undefined);
      if (!pattern.includes(CALL) && (await stat(dirname(today)).catch(() => null)) !== null)
        await locks.take(today);
    } catch (error) {
      // The files themselves are locked before they are written to; a full disk must not take --forward down.
      if (!(error instanceof Error && isFull(error.cause))) throw error;
    }
  }

  /** Mends the torn ends of all files that the pattern names, and looks who can read them. */
  async mend(): Promise<void> {
    for (const path of await existing(this.#rules.pattern)) {
      // One that is open was mended when it was opened.
      if (this.#files.has(path)) continue;
      this.#mending = { path, done: this.#mendOne(path) };
      try {
        await this.#mending.done;
      } catch (error) {
        // It is tried again when a body comes for this file.
        if (!isFull(error)) throw error;
      } finally {
        this.#mending = null;
      }
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    try {
      for (const file of this.#files.values()) await file.close();
    } finally {
      await this.#rules.locks.releaseAll();
    }
  }

  async #mendOne(path: string): Promise<void> {
    const { locks, onTorn, onReadable } = this.#rules;
    if (isReadableByOthers(await stat(path))) onReadable(path);
    if (!(await isTorn(path))) return;
    try {
      await locks.take(path);
    } catch (error) {
      // What looks torn may be a record that another process is just writing.
      if (error instanceof InUse) return;
      throw error;
    }
    try {
      const torn = await mendTail(path);
      if (torn > 0) onTorn(path, torn);
    } finally {
      await locks.release(path);
    }
  }

  #fileAt(path: string): StoreFile {
    const file = this.#files.get(path) ?? new StoreFile(path, this.#rules);
    this.#files.delete(path);
    this.#files.set(path, file);
    if (this.#files.size > MOST_OPEN) this.#closeOne(path);
    return file;
  }

  /** Of those that nobody waits for, the one that was not used for longest. */
  #closeOne(inUse: string): void {
    for (const [path, file] of this.#files) {
      if (path === inUse || !file.isIdle) continue;
      this.#files.delete(path);
      file.close().catch((error: unknown) => this.#rules.onFailure(path, error));
      return;
    }
  }

  #syncAll(): void {
    for (const file of this.#files.values())
      file.sync().catch((error: unknown) => this.#rules.onFailure(file.path, error));
  }

  #callOf(body: Buffer): string | undefined {
    const kernel = this.#kernel;
    return kernel.during(() => {
      const text = kernel.kept(body);
      const document = text === null ? 0 : kernel.walk(text.start, text.end);
      const isMessage = document !== 0 && this.#reader.read(document) !== 'not-message';
      return isMessage ? this.#reader.message.callId : undefined;
    });
  }
}

/** A path in the folder that all files of a pattern are in: what stands for the pattern when it is locked. */
function asOneName(pattern: string): string {
  const { root } = parse(pattern);
  const parts = pattern.slice(root.length).split(sep);
  const fixed = parts.slice(0, -1).findIndex((part) => namesLike(part) !== null);
  const folders = fixed < 0 ? parts.length - 1 : fixed;
  return join(root, ...parts.slice(0, folders), parts.slice(folders).join('+'));
}

/** The files that a pattern may have named, one part of the path after another. */
async function existing(pattern: string): Promise<string[]> {
  const { root } = parse(pattern);
  let paths = [root];
  for (const part of pattern.slice(root.length).split(sep)) {
    const like = namesLike(part);
    const lists = paths.map(async (path) => {
      if (like === null) return [join(path, part)];
      const names = await readdir(path).catch(() => []);
      return names.filter((name) => like.test(name)).map((name) => join(path, name));
    });
    paths = (await Promise.all(lists)).flat();
  }
  const files = await Promise.all(paths.map(async (path) => (await stat(path).catch(() => null))?.isFile()));
  return paths.filter((_, index) => files[index]);
}
