// Turns bodies into records in the files that a pattern names.
import { readdir, stat } from 'node:fs/promises';
import { join, parse, sep } from 'node:path';
import { MessageReader } from '../message/reader.ts';
import { CALL, captureName, namesLike } from './capture-name.ts';
import { recordLine } from './record-line.ts';
import { type FileRules, StoreFile } from './store-file.ts';
import { mendTail } from './store-tail.ts';

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
  readonly #reader = new MessageReader();
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(rules: StoreRules) {
    this.#rules = rules;
    if (rules.fsync !== 'interval') return;
    this.#timer = setInterval(() => this.#syncAll(), SYNC_EVERY_MS);
    this.#timer.unref();
  }

  async append(body: Buffer, receivedAt: number): Promise<Stored> {
    const { pattern } = this.#rules;
    const callId = pattern.includes(CALL) ? this.#callOf(body) : undefined;
    const file = this.#fileAt(captureName(pattern, receivedAt, callId));
    const line = recordLine(body, receivedAt);
    return { path: file.path, row: await file.append(line), line };
  }

  /** Mends the torn ends of all files that the pattern names. */
  async mend(): Promise<void> {
    for (const path of await existing(this.#rules.pattern)) {
      const torn = await mendTail(path);
      if (torn > 0) this.#rules.onTorn(path, torn);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const file of this.#files.values()) await file.close();
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
    const kind = this.#reader.read(body, 0, body.length);
    return kind === 'speech-update' || kind === 'other' ? this.#reader.message.callId : undefined;
  }
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
