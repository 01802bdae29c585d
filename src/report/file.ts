// Turns bytes into a file that is whole or absent: written beside its place, and put there at the end.
import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OutputClosed, systemReason, TurnlineError } from '../errors.ts';

/** Where the bytes go until the file is whole; null where they go straight to a device or a pipe. */
interface Place {
  readonly target: string;
  readonly partial: string | null;
  readonly file: FileHandle;
}

export class OutputFile {
  readonly #name: string;
  readonly #path: string;
  #place: Place | undefined;

  /** `name` is what the user calls it. */
  constructor(path: string, name: string) {
    this.#path = path;
    this.#name = name;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#attempt(async () => {
      const { file } = await this.#opened();
      await file.writeFile(bytes);
    });
  }

  /** Puts the file in its place; an empty one where nothing was written. */
  async finish(): Promise<void> {
    await this.#finishWriting();
    await this.#putInPlace();
  }

  /** Leaves nothing of it. */
  async abandon(): Promise<void> {
    const { file, partial = null } = this.#place ?? {};
    await file?.close().catch(() => {});
    if (partial !== null) await rm(partial, { force: true }).catch(() => {});
  }

  /** Puts files in their places, and none before all of them are written. */
  static async finishAll(files: readonly OutputFile[]): Promise<void> {
    try {
      for (const file of files) await file.#finishWriting();
      for (const file of files) await file.#putInPlace();
    } catch (error) {
      await Promise.all(files.map((file) => file.abandon()));
      throw error;
    }
  }

  async #finishWriting(): Promise<void> {
    await this.#attempt(async () => {
      const { file, partial } = await this.#opened();
      if (partial !== null) await synced(file);
      await file.close();
    });
  }

  async #putInPlace(): Promise<void> {
    await this.#attempt(async () => {
      const { partial, target } = await this.#opened();
      if (partial !== null) await rename(partial, target);
    });
  }

  async #opened(): Promise<Place> {
    if (this.#place !== undefined) return this.#place;
    // What a link leads to is replaced, not the link.
    const target = await realpath(this.#path).catch(() => this.#path);
    const known = await stat(target).catch(() => undefined);
    const beside = known === undefined || known.isFile();
    const partial = beside ? `${target}.${Math.random().toString(36).slice(2, 8)}.partial` : null;
    const file = await open(partial ?? target, partial === null ? 'w' : 'wx', known?.mode);
    this.#place = { target, partial, file };
    return this.#place;
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      await this.abandon();
      throw failureOf(error, this.#name);
    }
  }
}

/** Makes the folder where it is not there, and puts texts into files in it. Its other files stay as they are. */
export async function writeFolder(
  path: string,
  name: string,
  texts: Iterable<readonly [file: string, text: string]>,
): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw failureOf(error, name);
  });
  const files: OutputFile[] = [];
  try {
    for (const [own, text] of texts) {
      const file = new OutputFile(join(path, own), join(name, own));
      files.push(file);
      await file.write(Buffer.from(text));
    }
  } catch (error) {
    await Promise.all(files.map((file) => file.abandon()));
    throw error;
  }
  await OutputFile.finishAll(files);
}

/** Some file systems cannot. */
const CANNOT_SYNC = ['EINVAL', 'ENOSYS', 'ENOTSUP'];

/** Only this tells of a write that failed late, and makes sure that the new name never leads to an empty file. */
async function synced(file: FileHandle): Promise<void> {
  await file.sync().catch((error: NodeJS.ErrnoException) => {
    if (!CANNOT_SYNC.includes(error.code ?? '')) throw error;
  });
}

function failureOf(error: unknown, name: string): Error {
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return new OutputClosed();
  return new TurnlineError('input', `cannot write ${name}: ${systemReason(error)}`, { cause: error });
}
