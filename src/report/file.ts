// Turns bytes into a file that is whole or absent: written beside its place, and put there at the end.
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { systemReason, TurnlineError } from '../errors.ts';

export class OutputFile {
  readonly #name: string;
  readonly #path: string;
  #file: FileHandle | undefined;

  /** `name` is what the user calls it. */
  constructor(path: string, name: string) {
    this.#path = path;
    this.#name = name;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#attempt(async () => {
      this.#file ??= await open(this.#partial, 'w');
      await this.#file.writeFile(bytes);
    });
  }

  /** Puts the file in its place; an empty one where nothing was written. */
  async finish(): Promise<void> {
    await this.#attempt(async () => {
      this.#file ??= await open(this.#partial, 'w');
      await this.#file.close();
      await rename(this.#partial, this.#path);
    });
  }

  /** Leaves nothing behind, and what stood in its place as it was. */
  async discard(): Promise<void> {
    await this.#file?.close().catch(() => {});
    await rm(this.#partial, { force: true }).catch(() => {});
  }

  get #partial(): string {
    return `${this.#path}.partial`;
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      await this.discard();
      throw new TurnlineError('input', `cannot write ${this.#name}: ${systemReason(error)}`, {
        cause: error,
      });
    }
  }
}
