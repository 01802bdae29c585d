// Turns a reader that may fail into one that ends there, so that all before the failure is read, and keeps the failure till then.
import type { ByteReader } from './source.ts';

/** The input ends in damage; `message` says in which. What came before it has been read. */
export class DamagedInput extends Error {}

export class Ending implements ByteReader {
  readonly #reader: ByteReader;
  #failure: { readonly error: unknown } | undefined;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  /** Whether the end is none of the source's own, and what stands before it may be cut. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  async read(target: Buffer, at: number, length: number): Promise<number> {
    if (this.#failure !== undefined) return 0;
    try {
      return await this.#reader.read(target, at, length);
    } catch (error) {
      this.#failure = { error };
      return 0;
    }
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  /** A reader of what this one gives, that fails at its end where this one did. */
  failing(reader: ByteReader): ByteReader {
    return {
      read: async (target, at, length) => {
        const read = await reader.read(target, at, length);
        if (read === 0) this.throwFailure();
        return read;
      },
      close: () => reader.close(),
    };
  }

  /** To be called once all is read: throws what ended it. */
  throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
