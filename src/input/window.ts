// Turns a reader of bytes into a window that slides over them and always holds a whole record.
import { NEWLINE, OPEN_BRACE, QUOTE } from '../json/bytes.ts';
import { SEPARATOR } from './framings/sequence.ts';
import type { ByteReader } from './source.ts';

/** How much is read at a time, and how large a window starts. */
export const WINDOW_BYTES = 1 << 20;

/** What is searched for byte by byte: behind the last byte read, each of them ends a search that would run on. */
const STOPPERS = Buffer.from([NEWLINE, QUOTE, OPEN_BRACE, SEPARATOR]);

/** Memory of which a window is a part: from `at` on there is room for `room` bytes and a few behind them. */
export interface Room {
  readonly bytes: Buffer;
  readonly at: number;
  readonly room: number;
}

const NOTHING: ByteReader = { read: async () => 0, close: async () => {} };

/** A window on a copy of bytes that are all there. */
export function filledWindow(bytes: Buffer, room: Room): Window {
  const window = new Window(NOTHING, room.room, room);
  window.bytes.set(bytes, window.to);
  window.add(bytes.length);
  window.ended = true;
  return window;
}

/** The bytes [from, to) of `bytes` are read and not yet taken; `ended` says that no more will follow. */
export class Window {
  readonly bytes: Buffer;
  from: number;
  to: number;
  ended = false;
  readonly #reader: ByteReader;
  readonly #at: number;
  readonly #limit: number;
  /** How much is read at a time. */
  readonly #step: number;
  /** How much room is used: no more than is needed, since memory counts once it is written to. */
  #size: number;

  /** `limit` bounds the bytes held at once, and so the longest record; `memory` has room for them. */
  constructor(reader: ByteReader, limit: number, memory: Room, step = WINDOW_BYTES) {
    this.#reader = reader;
    this.#limit = Math.min(limit, memory.room);
    this.#step = step;
    this.#size = Math.min(step, this.#limit);
    this.bytes = memory.bytes;
    this.#at = memory.at;
    this.from = memory.at;
    this.to = memory.at;
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
    const room = Math.min(this.#step, this.#at + this.#size - this.to);
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
    if (this.from > this.#at) this.bytes.copyWithin(this.#at, this.from, this.to);
    this.from = this.#at;
    this.to = this.#at + held;
    while (held > this.#size / 2 && this.#size < this.#limit)
      this.#size = Math.min(this.#size * 2, this.#limit);
  }
}
