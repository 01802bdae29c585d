// Turns bytes into a file that is whole or absent: written beside its place, and put there at the end.
import { rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { OutputClosed, systemReason, TurnlineError } from '../errors.ts';
import { type Host, interruptionOf } from '../host.ts';

/** Where the bytes go until the file is whole; null where they go straight to a device or a pipe. */
interface Place {
  readonly target: string;
  readonly partial: string | null;
  readonly file: FileHandle;
  /** The process no longer removes the partial file when it ends. */
  readonly release: () => void;
}

export class OutputFile {
  /** As the user calls it. */
  readonly name: string;
  readonly #host: Host;
  #place: Place | undefined;

  constructor(name: string, host: Host) {
    this.name = name;
    this.#host = host;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#attempt(async () => {
      const { file } = await this.#opened();
      await file.writeFile(bytes);
    });
  }

  /** Puts the file in its place; an empty one where nothing was written. An interruption cut it short, so it fails then. */
  async finish(): Promise<void> {
    await OutputFile.finishWhole([this]);
  }

  /** Leaves nothing of it. */
  async abandon(): Promise<void> {
    const { file, partial = null, release } = this.#place ?? {};
    await file?.close().catch(() => {});
    if (partial !== null) await rm(partial, { force: true }).catch(() => {});
    release?.();
  }

  /** As `finish`, for files that belong together. */
  static async finishWhole(files: readonly OutputFile[]): Promise<void> {
    const [interruption] = files.flatMap((file) => interruptionOf(file.#host));
    if (interruption === undefined) return OutputFile.finishAll(files);
    await Promise.all(files.map((file) => file.abandon()));
    throw new TurnlineError(interruption, `interrupted: ${notWritten(files.map(({ name }) => name))}`);
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
      const { partial, target, release } = await this.#opened();
      if (partial !== null) await rename(partial, target);
      release();
    });
  }

  async #opened(): Promise<Place> {
    if (this.#place !== undefined) return this.#place;
    // What a link leads to is replaced, not the link.
    const path = resolve(this.#host.cwd, this.name);
    const target = await realpath(path).catch(() => path);
    const known = await stat(target).catch(() => undefined);
    const beside = known === undefined || known.isFile();
    const partial = beside ? `${target}.${Math.random().toString(36).slice(2, 8)}.partial` : null;
    const release =
      partial === null ? () => {} : this.#host.onSuddenEnd(() => rmSync(partial, { force: true }));
    const file = await open(partial ?? target, partial === null ? 'w' : 'wx', known?.mode).catch((error) => {
      release();
      throw error;
    });
    this.#place = { target, partial, file, release };
    return this.#place;
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      await this.abandon();
      throw failureOf(error, this.name);
    }
  }
}

/** Such as `a and b are not written`. */
export function notWritten(names: readonly string[]): string {
  return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not written`;
}

/** Makes the folder where it is not there, and puts texts into files in it. Its other files stay as they are. */
export async function writeFolder(
  name: string,
  texts: Iterable<readonly [file: string, text: string]>,
  host: Host,
): Promise<void> {
  await mkdir(resolve(host.cwd, name), { recursive: true }).catch((error: unknown) => {
    throw failureOf(error, name);
  });
  const files = Array.from(texts, ([own, text]) => [join(name, own), text] as const);
  await writeTogether(files, host);
}

/** Puts texts into files, and none in its place before all of them are written. */
export async function writeTogether(
  texts: Iterable<readonly [name: string, text: string]>,
  host: Host,
): Promise<void> {
  const files: OutputFile[] = [];
  try {
    for (const [name, text] of texts) {
      const file = new OutputFile(name, host);
      files.push(file);
      await file.write(Buffer.from(text));
    }
  } catch (error) {
    await Promise.all(files.map((file) => file.abandon()));
    throw error;
  }
  await OutputFile.finishWhole(files);
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
