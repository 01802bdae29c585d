// Turns a file into a source, of which any part can be read.
import { constants, readSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Host } from '../host.ts';
import { patientRead } from '../patience.ts';
import { followed } from './follow.ts';
import type { ByteReader, Source } from './source.ts';

export function fileSource(name: string, host: Host): Source {
  const path = resolve(host.cwd, name);
  let bytesRead = 0;
  const count = (bytes: number): number => {
    bytesRead += bytes;
    return bytes;
  };
  return {
    name,
    size: () => sizeOf(path),
    get bytesRead() {
      return bytesRead;
    },
    open: async () => fileReader(await open(path, NOT_BLOCKING), host.interrupt, count),
    follow: (interrupt) => followed(name, path, interrupt),
  };
}

/** Of a file as it lies on disk; a pipe or a device has no size. */
async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (entry) => (entry.isFile() ? entry.size : undefined),
    () => undefined,
  );
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

/** A file is read at once, since waiting for a thread costs more than the reading. */
async function fileReader(file: FileHandle, interrupt: AbortSignal, count: Count): Promise<ByteReader> {
  // What was read is read, however the closing goes.
  const close = (): Promise<void> => file.close().catch(() => {});
  const entry = await file.stat().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  // Neither devices nor what the kernel shows as files tell a size.
  const read: Read =
    entry.size > 0 ? readSync : (...where) => patientRead(() => readSync(...where), interrupt);
  if (!entry.isFile()) return { ...readerFrom(file.fd, null, read, interrupt, count), close };
  const from = (offset: number): ByteReader => readerFrom(file.fd, offset, read, interrupt, count);
  return { ...from(0), close, file: { fd: file.fd, size: entry.size, from, add: count } };
}

/** After so long, whatever else waits for its turn is let in: an interrupt, a write. */
const TURN_MS = 20;

/** Without an offset it reads on from where the descriptor stands. */
function readerFrom(
  fd: number,
  offset: number | null,
  readAt: Read,
  interrupt: AbortSignal,
  count: Count,
): ByteReader {
  let next = offset;
  let turn = performance.now();
  return {
    async read(target, at, length) {
      if (performance.now() - turn > TURN_MS) {
        await new Promise((resume) => setImmediate(resume));
        turn = performance.now();
      }
      if (interrupt.aborted) return 0;
      const read = count(await readAt(fd, target, at, length, next));
      if (next !== null) next += read;
      return read;
    },
    close: async () => {},
  };
}
