// Turns a file into a source, of which any part can be read.
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Host } from '../host.ts';
import { patientRead } from '../patience.ts';
import { followed } from './follow.ts';
import type { ByteReader, Source } from './source.ts';
import { Turns } from './turns.ts';

export function fileSource(name: string, host: Host): Source {
  const path = resolve(host.cwd, name);
  let bytesRead = 0;
  const count = (bytes: number): number => {
    bytesRead += bytes;
    return bytes;
  };
  return {
    name,
    size: async () => sizeOf(path),
    get bytesRead() {
      return bytesRead;
    },
    open: async () => fileReader(path, host.interrupt, count),
    follow: (interrupt) => followed(name, path, interrupt),
  };
}

/** The size of a file on disk; a pipe or a device has none. */
function sizeOf(path: string): number | undefined {
  try {
    const entry = statSync(path);
    return entry.isFile() ? entry.size : undefined;
  } catch {
    return undefined;
  }
}

/** Counts bytes that were read, and gives how many. */
type Count = (bytes: number) => number;

type Read = (
  fd: number,
  target: Buffer,
  at: number,
  length: number,
  position: number | null,
) => number | Promise<number>;

/** Opened so, a device that has nothing says so, and is not waited for by a thread that nobody could call off. */
export const NOT_BLOCKING = constants.O_RDONLY | constants.O_NONBLOCK;

/** A file is opened, read and closed at once, since waiting for a thread costs more than all of it. */
function fileReader(path: string, interrupt: AbortSignal, count: Count): ByteReader {
  const fd = openSync(path, NOT_BLOCKING);
  const close = async (): Promise<void> => closed(fd);
  let entry: Stats;
  try {
    entry = fstatSync(fd);
  } catch (error) {
    closed(fd);
    throw error;
  }
  // Neither devices nor what the kernel shows as files tell a size.
  const read: Read =
    entry.size > 0 ? readSync : (...where) => patientRead(() => readSync(...where), interrupt);
  if (!entry.isFile()) return { ...readerFrom(fd, null, read, interrupt, count), close };
  const from = (offset: number): ByteReader => readerFrom(fd, offset, read, interrupt, count);
  return { ...from(0), close, file: { fd, size: entry.size, from, add: count } };
}

/** What was read is read, however the closing goes. */
function closed(fd: number): void {
  try {
    closeSync(fd);
  } catch {}
}

/** Without an offset it reads on from where the descriptor stands. */
function readerFrom(
  fd: number,
  offset: number | null,
  readAt: Read,
  interrupt: AbortSignal,
  count: Count,
): ByteReader {
  let next = offset;
  const turns = new Turns();
  return {
    async read(target, at, length) {
      await turns.pass();
      if (interrupt.aborted) return 0;
      const read = count(await readAt(fd, target, at, length, next));
      if (next !== null) next += read;
      return read;
    },
    close: async () => {},
  };
}
