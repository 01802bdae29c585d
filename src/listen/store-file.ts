// Turns lines into a file that holds each of them whole or not at all: those that wait together are one write and one sync.
import type { Stats } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Fsync } from './rules.ts';
import type { Locks } from './store-lock.ts';
import { linesIn, mendTail } from './store-tail.ts';

export interface FileRules {
  readonly fsync: Fsync;
  /** In bytes; what would make the file longer goes into a new one. */
  readonly maxSize: number;
  readonly locks: Pick<Locks, 'take' | 'release'>;
  /** Is told of a torn end that was cut off: the file, and how many bytes. */
  onTorn(path: string, bytes: number): void;
  /** Is told of a capture that other users of this machine can read; its mode stays as it is. */
  onReadable(path: string): void;
}

interface Waiting {
  readonly line: Buffer;
  stored(row: number): void;
  failed(error: unknown): void;
}

/** The most that is written at once. */
const BATCH_BYTES = 1 << 22;

/** Captures tell what people said: nobody else of this machine may read them. */
const OWNER_ONLY = 0o600;
/** Read bits of the group and of everybody. */
const OTHERS_READ = 0o044;

/** Windows has no such bits, and Node makes them up. */
export function isReadableByOthers(file: Stats): boolean {
  return platform() !== 'win32' && file.isFile() && (file.mode & OTHERS_READ) !== 0;
}

export class StoreFile {
  readonly path: string;
  readonly #rules: FileRules;
  readonly #waiting: Waiting[] = [];
  #working: Promise<void> | null = null;
  #file: FileHandle | null = null;
  #size = 0;
  #rows = 0;
  #unsynced = false;
  #isLocked = false;

  constructor(path: string, rules: FileRules) {
    this.path = path;
    this.#rules = rules;
  }

  get isIdle(): boolean {
    return this.#working === null;
  }

  /** Settles when the line, which ends in a newline, is in the file as surely as the rules ask; gives its number there. */
  append(line: Buffer): Promise<number> {
    return new Promise((stored, failed) => {
      this.#waiting.push({ line, stored, failed });
      this.#working ??= this.#work();
    });
  }

  async sync(): Promise<void> {
    if (!this.#unsynced || this.#file === null) return;
    this.#unsynced = false;
    await this.#file.datasync();
  }

  async close(): Promise<void> {
    await this.#working;
    try {
      await this.#release();
    } finally {
      if (this.#isLocked) await this.#rules.locks.release(this.path);
      this.#isLocked = false;
    }
  }

  async #work(): Promise<void> {
    // Those that come in the same turn of the event loop share the first write too.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      let batch = this.#waiting.slice(0, 1);
      try {
        await this.#makeRoomFor(batch[0]!.line.length);
        batch = this.#batch();
        const first = this.#rows + 1;
        await this.#write(Buffer.concat(batch.map(({ line }) => line)));
        this.#rows += batch.length;
        for (const [index, { stored }] of batch.entries()) stored(first + index);
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
      this.#waiting.splice(0, batch.length);
    }
    this.#working = null;
  }

  /** As many as fit. */
  #batch(): Waiting[] {
    const room = Math.min(BATCH_BYTES, this.#rules.maxSize - this.#size);
    let [bytes, lines] = [0, 0];
    for (const { line } of this.#waiting) {
      bytes += line.length;
      if (lines > 0 && bytes > room) break;
      lines++;
    }
    return this.#waiting.slice(0, lines);
  }

  async #makeRoomFor(bytes: number): Promise<void> {
    this.#file ??= await this.#open();
    if (this.#size === 0 || this.#size + bytes <= this.#rules.maxSize) return;
    await this.#release();
    await rename(this.path, await this.#nextName());
    this.#file = await this.#open();
  }

  async #open(): Promise<FileHandle> {
    await mkdir(dirname(this.path), { recursive: true });
    if (!this.#isLocked) await this.#rules.locks.take(this.path);
    this.#isLocked = true;
    const file = await open(this.path, 'a+', OWNER_ONLY);
    try {
      const known = await file.stat();
      if (isReadableByOthers(known)) this.#rules.onReadable(this.path);
      if (known.size === 0) await this.#syncFolder();
      else {
        const torn = await mendTail(this.path);
        if (torn > 0) this.#rules.onTorn(this.path, torn);
      }
      this.#size = (await file.stat()).size;
      this.#rows = await linesIn(file, this.#size);
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async #write(bytes: Buffer): Promise<void> {
    const file = this.#file!;
    try {
      for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
      if (this.#rules.fsync === 'always') await file.datasync();
      else this.#unsynced = true;
      this.#size += bytes.length;
    } catch (error) {
      // A part of it may be there. What is not cut off now is mended when the file is opened anew.
      await file.truncate(this.#size).catch(() => {});
      await file.close().catch(() => {});
      this.#file = null;
      throw error;
    }
  }

  async #release(): Promise<void> {
    const file = this.#file;
    if (file === null) return;
    try {
      if (this.#unsynced) await file.datasync();
    } finally {
      this.#unsynced = false;
      this.#file = null;
      await file.close();
    }
  }

  /** FILE.1 is the oldest: a name, once given, stays. */
  async #nextName(): Promise<string> {
    const own = `${basename(this.path)}.`;
    const numbers = (await readdir(dirname(this.path)))
      .filter((name) => name.startsWith(own) && /^\d+$/.test(name.slice(own.length)))
      .map((name) => Number(name.slice(own.length)));
    const last = numbers.reduce((most, number) => Math.max(most, number), 0);
    return join(dirname(this.path), `${own}${last + 1}`);
  }

  /** Without it a power loss may take the name of a new file. Where folders cannot be opened, there is no need. */
  async #syncFolder(): Promise<void> {
    const folder = await open(dirname(this.path), 'r').catch(() => null);
    await folder?.sync().catch(() => {});
    await folder?.close();
  }
}
