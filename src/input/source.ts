// Turns the operands of a command line into the sources of bytes they name.
import { constants, openSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemReason, TurnlineError } from '../errors.ts';
import type { Host } from '../host.ts';
import { fileSource } from './file.ts';

/** Something to read bytes from. `name` is what the user called it. */
export interface Source {
  readonly name: string;
  /** How many bytes there are; undefined where that shows only at the end. */
  size?(): Promise<number | undefined>;
  /** How many of them have been read. */
  readonly bytesRead?: number;
  open(): Promise<ByteReader>;
  /** The same as it grows: the files that in turn stand under its name. What is no file grows by itself. */
  follow?(interrupt: AbortSignal): AsyncIterable<Source>;
}

export interface ByteReader {
  /** Reads up to `length` bytes into `target` at `at`. Gives how many; 0 at the end. */
  read(target: Buffer, at: number, length: number): Promise<number>;
  close(): Promise<void>;
  /** Where its bytes are those of a file as it lies on disk. */
  readonly file?: OpenFile;
}

/** A file, any part of which can be read. */
export interface OpenFile {
  /** Other threads may read by it too. */
  readonly fd: number;
  readonly size: number;
  /** A reader of what stands from this byte on, which is closed with the file. */
  from(offset: number): ByteReader;
  /** Counts bytes that others have read. */
  add(bytes: number): void;
}

/** The operand and the name of standard input. */
export const STDIN = '-';

/** Of a folder, the files with these endings are read. */
const ENDINGS = ['.json', '.jsonl', '.ndjson', '.log'];

/** A source for every operand: folders are replaced by their files, sorted; a path that leads nowhere fails when opened. */
export async function sourcesOf(operands: readonly string[], host: Host): Promise<Source[]> {
  if (operands.includes('')) throw new TurnlineError('usage', 'an empty name leads to no file');
  if (operands.filter((operand) => operand === STDIN).length > 1) {
    throw new TurnlineError('usage', 'standard input (-) can be read only once');
  }
  const sources: Source[] = [];
  for (const operand of operands) {
    if (operand === STDIN) sources.push(stdinSource(host));
    else if (await isOf(operand, host, 'isDirectory')) {
      for (const source of await folderSources(operand, host)) sources.push(source);
    } else sources.push(await sourceAt(operand, host));
  }
  return sources;
}

/** Whether a path leads to anything at all. */
export async function exists(path: string, host: Host): Promise<boolean> {
  return stat(resolve(host.cwd, path)).then(
    () => true,
    () => false,
  );
}

async function isOf(path: string, host: Host, kind: 'isDirectory' | 'isFIFO'): Promise<boolean> {
  return stat(resolve(host.cwd, path)).then(
    (entry) => entry[kind](),
    () => false,
  );
}

async function folderSources(folder: string, host: Host): Promise<Source[]> {
  const entries = await readdir(resolve(host.cwd, folder), { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      throw new TurnlineError('input', `cannot read the folder ${folder}: ${systemReason(error)}`, {
        cause: error,
      });
    },
  );
  const root = resolve(host.cwd, folder);
  const files = entries
    .filter((entry) => !entry.isDirectory() && ENDINGS.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => ({ entry, path: join(folder, join(entry.parentPath, entry.name).slice(root.length)) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const sources: Source[] = [];
  for (const { entry, path } of files)
    sources.push(entry.isFile() ? fileSource(path, host) : await sourceAt(path, host));
  return sources;
}

async function sourceAt(path: string, host: Host): Promise<Source> {
  return (await isOf(path, host, 'isFIFO')) ? pipeSource(path, host) : fileSource(path, host);
}

/** All bytes of a file. */
export async function readBytes(path: string, name: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    throw new TurnlineError('input', `cannot read ${name}: ${systemReason(error)}`, { cause: error });
  });
}

function pipeSource(name: string, host: Host): Source {
  return { name, open: () => pipeReader(resolve(host.cwd, name), host.interrupt) };
}

/** A thread that waits in a pipe could not be called off, so it is waited for as for a stream. */
async function pipeReader(path: string, interrupt: AbortSignal): Promise<ByteReader> {
  const { Socket } = await import('node:net');
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const pipe = new Socket({ fd, readable: true, writable: false });
  const reader = chunkReader(pipe, interrupt);
  // Also where it was opened to be read later, since an open pipe keeps the process alive.
  interrupt.addEventListener('abort', () => pipe.destroy(), { once: true });
  return {
    read: reader.read,
    close: async () => {
      pipe.destroy();
    },
  };
}

/** All that comes through standard input, or what came until the user asked to stop. */
export async function stdinBytes(host: Host): Promise<Buffer> {
  const reader = stdinReader(host);
  const chunks: Buffer[] = [];
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(1 << 16);
      const read = await reader.read(chunk, 0, chunk.length);
      if (read === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
    }
  } catch (error) {
    throw new TurnlineError('input', `cannot read standard input: ${systemReason(error)}`, { cause: error });
  } finally {
    await reader.close();
  }
}

function stdinReader(host: Host): ByteReader {
  return chunkReader(host.stdin.chunks(), host.interrupt);
}

function stdinSource(host: Host): Source {
  return { name: STDIN, open: async () => stdinReader(host) };
}

/** A reader over chunks as they arrive; it ends early when `interrupt` fires, even while it waits. */
export function chunkReader(chunks: AsyncIterable<Uint8Array>, interrupt: AbortSignal): ByteReader {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  let stop = (): void => {};
  const onAbort = (): void => stop();
  interrupt.addEventListener('abort', onAbort, { once: true });
  // Of each chunk a promise of its own: one that stays would hold on to all that were waited for beside it.
  const next = (): Promise<IteratorResult<Uint8Array>> =>
    new Promise((settle, fail) => {
      stop = () => settle({ done: true, value: undefined });
      if (interrupt.aborted) stop();
      else iterator.next().then(settle, fail);
    });
  return {
    async read(target, at, length) {
      while (rest.length === 0) {
        const { done, value } = await next();
        if (done === true) return 0;
        rest = value;
      }
      const taken = Math.min(length, rest.length);
      target.set(rest.subarray(0, taken), at);
      rest = rest.subarray(taken);
      return taken;
    },
    async close() {
      interrupt.removeEventListener('abort', onAbort);
      // A stream that is being waited on cannot be closed by its iterator; the process ends with it.
      if (!interrupt.aborted) await iterator.return?.();
    },
  };
}
