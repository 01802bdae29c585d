// Turns the file system and the streams of a run into ones in which the k-th operation fails.
import type * as fs from 'node:fs';
import type * as promises from 'node:fs/promises';
import { OutputClosed, systemReason, TurnlineError } from '../../src/errors.ts';
import type { Sink } from '../../src/host.ts';

/** What can be made to fail; `open` and `stat` count with what they are for. */
export type Operation = 'read' | 'write' | 'close' | 'stdin' | 'stdout' | 'stderr';

export interface Fault {
  readonly operation: Operation;
  /** 1 for the first operation of its kind. */
  readonly at: number;
  /** `short`: half is done, and nothing is wrong. `half`: half is done, and then there is no space. */
  readonly how: 'EIO' | 'ENOSPC' | 'EBADF' | 'EAGAIN' | 'EPIPE' | 'short' | 'half';
}

/** What happened in a run under a fault. */
class Injection {
  readonly folder: string;
  readonly #fault: Fault | undefined;
  readonly #counts = new Map<Operation, number>();
  /** Handles and descriptors that are open. */
  readonly handles = new Set<object | number>();
  hit = false;
  /** How many operations there were after the one that failed. */
  readsAfter = 0;

  constructor(folder: string, fault: Fault | undefined) {
    this.folder = folder;
    this.#fault = fault;
  }

  /** The fault, where it is this operation's turn. */
  next(operation: Operation): Fault['how'] | undefined {
    if (this.hit && (operation === 'read' || operation === 'stdin')) this.readsAfter++;
    const count = (this.#counts.get(operation) ?? 0) + 1;
    this.#counts.set(operation, count);
    if (this.#fault?.operation !== operation || this.#fault.at !== count) return undefined;
    this.hit = true;
    return this.#fault.how;
  }
}

let current: Injection | undefined;
/** Descriptors of files below the folder of the run. */
const watched = new Set<number>();

/** Runs something while the fault is in place for all files below `folder`. */
export async function under<Result>(
  folder: string,
  fault: Fault | undefined,
  run: () => Promise<Result>,
): Promise<{ result: Result; hit: boolean; readsAfter: number; leaked: number }> {
  const injection = new Injection(folder, fault);
  current = injection;
  try {
    const result = await run();
    return { result, hit: injection.hit, readsAfter: injection.readsAfter, leaked: injection.handles.size };
  } finally {
    current = undefined;
    watched.clear();
  }
}

export function systemError(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: ${syscall}`), { code, syscall, errno: -1 });
}

function isWatched(path: unknown): boolean {
  return current !== undefined && String(path).startsWith(current.folder);
}

/** Throws where a step that is done or not is to fail. */
function strike(operation: Operation, syscall: string): void {
  const how = part(operation, syscall);
  if (how === 'half') throw systemError('ENOSPC', syscall);
}

/** Throws where the operation is to fail; tells whether only a part of it is to be done. */
function part(operation: Operation, syscall: string): 'short' | 'half' | undefined {
  const how = current?.next(operation);
  if (how === 'short' || how === 'half') return how;
  if (how !== undefined) throw systemError(how, syscall);
  return undefined;
}

/** `node:fs` with faults. */
export function faultyFs(real: typeof fs): typeof fs {
  const readSync = ((fd: number, target: Buffer, at: number, length: number, position: null) => {
    const less = watched.has(fd) ? part('read', 'read') : undefined;
    return real.readSync(fd, target, at, less === undefined ? length : Math.ceil(length / 2), position);
  }) as typeof fs.readSync;
  const readdirSync = ((path: string, ...rest: []) => {
    if (isWatched(path)) strike('read', 'scandir');
    return real.readdirSync(path, ...rest);
  }) as unknown as typeof fs.readdirSync;
  const readFileSync = ((path: string, ...rest: []) => {
    if (isWatched(path)) strike('read', 'open');
    return real.readFileSync(path, ...rest);
  }) as unknown as typeof fs.readFileSync;
  const openSync = ((path: string, flags: number) => {
    if (!isWatched(path)) return real.openSync(path, flags);
    strike('read', 'open');
    const fd = real.openSync(path, flags);
    watched.add(fd);
    current?.handles.add(fd);
    return fd;
  }) as typeof fs.openSync;
  const fstatSync = ((fd: number) => {
    if (watched.has(fd)) strike('read', 'fstat');
    return real.fstatSync(fd);
  }) as typeof fs.fstatSync;
  const closeSync = (fd: number): void => {
    const isOurs = watched.delete(fd);
    current?.handles.delete(fd);
    real.closeSync(fd);
    if (isOurs) strike('close', 'close');
  };
  return { ...real, openSync, fstatSync, closeSync, readSync, readdirSync, readFileSync };
}

/** `node:fs/promises` with faults. */
export function faultyPromises(real: typeof promises): typeof promises {
  const guarded = <Args extends unknown[], Result>(
    operation: Operation,
    syscall: string,
    call: (...args: Args) => Promise<Result>,
  ) => {
    return async (...args: Args): Promise<Result> => {
      if (isWatched(args[0])) strike(operation, syscall);
      return call(...args);
    };
  };
  const open = async (path: string, flags: string, mode?: number): Promise<promises.FileHandle> => {
    if (!isWatched(path)) return real.open(path, flags, mode);
    const writes = /w/.test(flags);
    strike(writes ? 'write' : 'read', 'open');
    return faultyHandle(await real.open(path, flags, mode));
  };
  return {
    ...real,
    open: open as typeof promises.open,
    readdir: guarded('read', 'scandir', real.readdir as never) as typeof promises.readdir,
    readFile: guarded('read', 'read', real.readFile as never) as typeof promises.readFile,
    writeFile: guarded('write', 'write', real.writeFile as never) as typeof promises.writeFile,
    mkdir: guarded('write', 'mkdir', real.mkdir as never) as typeof promises.mkdir,
    rename: guarded('write', 'rename', real.rename as never) as typeof promises.rename,
  };
}

function faultyHandle(file: promises.FileHandle): promises.FileHandle {
  const injection = current;
  watched.add(file.fd);
  injection?.handles.add(file);
  const faulty: Partial<promises.FileHandle> = {
    stat: (async (...args: []) => {
      strike('read', 'fstat');
      return file.stat(...args);
    }) as promises.FileHandle['stat'],
    read: (async (target: Buffer, at: number, length: number, position: number | null) => {
      const less = part('read', 'read');
      return file.read(target, at, less === undefined ? length : Math.ceil(length / 2), position);
    }) as unknown as promises.FileHandle['read'],
    writeFile: async (data) => {
      const bytes = data as Uint8Array;
      const less = part('write', 'write');
      if (less === 'half') {
        await file.writeFile(bytes.subarray(0, bytes.length / 2));
        throw systemError('ENOSPC', 'write');
      }
      return file.writeFile(bytes);
    },
    sync: async () => {
      strike('write', 'fsync');
      return file.sync();
    },
    close: async () => {
      watched.delete(file.fd);
      injection?.handles.delete(file);
      await file.close();
      strike('close', 'close');
    },
  };
  return new Proxy(file, {
    get: (target, name) => {
      const own: unknown = Reflect.get(faulty, name);
      const value: unknown = own ?? Reflect.get(target, name, target);
      return typeof value === 'function' && own === undefined ? value.bind(target) : value;
    },
  });
}

/** A sink that fails as a process's does. */
export function faultySink(below: Sink, operation: 'stdout' | 'stderr', name: string): Sink {
  return {
    ...below,
    async write(text) {
      const how = current?.next(operation);
      if (how === 'EPIPE') throw new OutputClosed();
      if (how !== undefined && how !== 'short') {
        const code = how === 'half' ? 'ENOSPC' : how;
        if (how === 'half') await below.write(text.slice(0, text.length / 2));
        const error = systemError(code, 'write');
        throw new TurnlineError('input', `cannot write to ${name}: ${systemReason(error)}`);
      }
      await below.write(text);
    },
  };
}

/** Standard input that fails as a process's does. */
export async function* faultyChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const less = part('stdin', 'read');
    if (less === undefined) yield chunk;
    else yield* [chunk.subarray(0, chunk.length / 2), chunk.subarray(chunk.length / 2)];
  }
  strike('stdin', 'read');
}
