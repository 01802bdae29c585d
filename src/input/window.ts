// Turns a reader of bytes into a window that slides over them and always holds a whole record.
import { NEWLINE, OPEN_BRACE, QUOTE } from '../json/bytes.ts';
import { SEPARATOR } from './framings/sequence.ts';
import type { ByteReader } from './source.ts';

/** How much is read at a time, and how large a window starts. */
export const WINDOW_BYTES = 1 << 19;
/** A larger buffer takes no memory until it is written to; the fewer there are, the less is held twice while it grows. */
const GROWTH = 128;

/** What is searched for byte by byte: behind the last byte read, each of them ends a search that would run on. */
const STOPPERS = Buffer.from([NEWLINE, QUOTE, OPEN_BRACE, SEPARATOR]);

/** The bytes [from, to) of `bytes` are read and not yet taken; `ended` says that no more will follow. */
export class Window {
  bytes: Buffer;
  from = 0;
  to = 0;
  ended = false;
  readonly #reader: ByteReader;
  readonly #limit: number;
  /** How much is read at a time. */
  readonly #step: number;

  /** `limit` bounds the bytes held at once, and so the longest record. */
  constructor(reader: ByteReader, limit: number, size = WINDOW_BYTES) {
    this.#reader = reader;
    this.#limit = limit;
    this.#step = size;
    this.bytes = Buffer.allocUnsafeSlow(Math.min(size, limit));
  }

  /** A window on bytes that are all there. */
  static over(bytes: Buffer, to: number): Window {
    const nothing = { read: async () => 0, close: async () => {} };
    const window = new Window(nothing, Number.POSITIVE_INFINITY, 0);
    window.bytes = bytes;
    window.to = to;
    window.ended = true;
    return window;
  }

  /** Of the bytes that are held at once. */
  get limit(): number {
    return this.#limit;
  }

  /** Whether the window is as large as it may be, and full. */
  get isFull(): boolean {
    return this.to - this.from >= this.#limit;
  }

  /** Reads more behind what is held, making room first. */
  async fill(): Promise<void> {
    this.#makeRoom();
    const room = Math.min(this.#step, this.bytes.length - this.to);
    const read = await this.#reader.read(this.bytes, this.to, room);
    if (read === 0) this.ended = true;
    this.add(read);
  }

  /** So many bytes were written behind those that are held. */
  add(read: number): void {
    this.to += read;
    STOPPERS.copy(this.bytes, this.to);
  }

  #makeRoom(): void {
    const held = this.to - this.from;
    if (held > this.bytes.length / 2 && this.bytes.length < this.#limit) {
      const larger = Buffer.allocUnsafeSlow(Math.min(this.bytes.length * GROWTH, this.#limit));
      this.bytes.copy(larger, 0, this.from, this.to);
      this.bytes = larger;
    } else if (this.from > 0) {
      this.bytes.copyWithin(0, this.from, this.to);
    } else return;
    this.from = 0;
    this.to = held;
  }
}
