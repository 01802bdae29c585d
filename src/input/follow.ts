// Turns a file that grows into sources, one for each file that in turn stands under its name: it may be renamed or cut.
import { readSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { patientRead } from '../patience.ts';
import { NOT_BLOCKING } from './file.ts';
import type { ByteReader, Source } from './source.ts';

/** How often a file is looked at that has no more to give; notices of the system do not come from every file system. */
const PAUSE_MS = 200;
/** After it was renamed, a file is read on until it has been still for so many pauses: its writer may not know yet. */
const STILL_PAUSES = 3;

/** Ends when `interrupt` fires. The first file must be there; later ones are waited for. */
export async function* followed(name: string, path: string, interrupt: AbortSignal): AsyncGenerator<Source> {
  for (let first = true; !interrupt.aborted; first = false) {
    const file = first ? undefined : await opened(path, interrupt);
    if (!first && file === undefined) return;
    yield {
      name,
      open: async () => new GrowingReader(file ?? (await open(path, NOT_BLOCKING)), path, interrupt),
    };
  }
}

/** The file, as soon as there is one. */
async function opened(path: string, interrupt: AbortSignal): Promise<FileHandle | undefined> {
  while (!interrupt.aborted) {
    const file = await open(path, NOT_BLOCKING).catch(() => undefined);
    if (file !== undefined) return file;
    await pause(interrupt);
  }
  return undefined;
}

class GrowingReader implements ByteReader {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #interrupt: AbortSignal;
  #position = 0;

  constructor(file: FileHandle, path: string, interrupt: AbortSignal) {
    this.#file = file;
    this.#path = path;
    this.#interrupt = interrupt;
  }

  /** Waits at the end of the file; gives 0 where this file is no longer the one that grows. */
  async read(target: Buffer, at: number, length: number): Promise<number> {
    for (let still = 0; !this.#interrupt.aborted; ) {
      const own = await this.#file.stat();
      // It was cut to nothing, and somebody writes on.
      if (own.size < this.#position) return 0;
      const read = (): number => readSync(this.#file.fd, target, at, length, this.#position);
      const bytesRead = own.size > 0 ? read() : await patientRead(read, this.#interrupt);
      if (bytesRead > 0) {
        this.#position += bytesRead;
        return bytesRead;
      }
      if (await this.#isLeft(own)) {
        if (++still > STILL_PAUSES) return 0;
      } else still = 0;
      await pause(this.#interrupt);
    }
    return 0;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Whether another file stands under its name. While none does, it may still be written to. */
  async #isLeft(own: { dev: number; ino: number }): Promise<boolean> {
    const named = await stat(this.#path).catch(() => undefined);
    return named !== undefined && (named.ino !== own.ino || named.dev !== own.dev);
  }
}

async function pause(interrupt: AbortSignal): Promise<void> {
  await setTimeout(PAUSE_MS, undefined, { signal: interrupt }).catch(() => {});
}
