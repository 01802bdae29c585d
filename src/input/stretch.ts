// Turns a stretch of a file into a window on the whole lines that begin in it, which is filled piece by piece.
import { readSync } from 'node:fs';
import { NEWLINE } from '../json/bytes.ts';
import type { ByteReader } from './source.ts';
import { type Room, Window } from './window.ts';

/** Bytes [from, to) of an open file; any thread may read it. */
export interface Stretch {
  readonly fd: number;
  readonly from: number;
  readonly to: number;
}

/** A stretch, and behind it the rest of its last line; what is not written to takes no memory. */
export const ROOM_BYTES = 1 << 23;

/** So much is read at a time, so that it is still at hand when it is looked at. */
const STEP_BYTES = 1 << 19;

/** The window is filled here. */
const NOTHING: ByteReader = { read: async () => 0, close: async () => {} };

export class StretchReader {
  /** What was read stays where it is until the window is used for another stretch. */
  readonly window: Window;
  readonly #memory: Room;
  readonly #stretch: Stretch;
  readonly #step: number;
  /** Up to where the file was read. */
  #at: number;
  #isAligned: boolean;
  #end = 0;

  /** `memory` holds the lines, and `step` is how much is read at a time. */
  constructor(stretch: Stretch, memory: Room, step = STEP_BYTES) {
    this.window = new Window(NOTHING, memory.room, memory);
    this.#memory = memory;
    this.#stretch = stretch;
    this.#step = step;
    this.#isAligned = stretch.from === 0;
    // A line begins where the one before it has ended.
    this.#at = this.#isAligned ? 0 : stretch.from - 1;
  }

  /**
   * Once the window is ended: where in the file the lines end. Short of the stretch, a line begins there that does not end, or finds
   * no room.
   */
  get end(): number {
    return this.#end;
  }

  /** Reads a piece, the last of which ends the window. Errors of the system are thrown as they come. */
  fill(): void {
    const { window } = this;
    const { fd, to } = this.#stretch;
    const room = this.#memory.at + this.#memory.room - window.to;
    const read = readSync(fd, window.bytes, window.to, Math.min(room, this.#step), this.#at);
    this.#at += read;
    window.add(read);
    if (!this.#isAligned) this.#align();
    if (window.ended) return;
    const closing = this.#at < to ? -1 : this.#newlineFrom(Math.max(to - 1, this.#at - read));
    if (closing >= 0) this.#endAt(closing + 1);
    else if (read === 0) this.#endAt(this.#memory.at + this.#held.lastIndexOf(NEWLINE) + 1);
  }

  /** What was read. */
  get #held(): Buffer {
    return this.window.bytes.subarray(this.#memory.at, this.window.to);
  }

  /** Passes over the rest of a line that began before. */
  #align(): void {
    const { window } = this;
    const { to } = this.#stretch;
    const newline = this.#held.indexOf(NEWLINE);
    this.#isAligned = newline >= 0 && this.#offsetOf(this.#memory.at + newline) < to - 1;
    if (this.#isAligned) window.from = this.#memory.at + newline + 1;
    else {
      // Nothing of it is needed; nothing is left to begin here where it goes on to the end.
      window.ended = newline >= 0 || this.#at >= to || window.to === this.#memory.at;
      window.to = this.#memory.at;
      this.#end = to;
    }
  }

  /** Of bytes that were read, of which the first stands at `offset` of the file; below 0 where there is none. */
  #newlineFrom(offset: number): number {
    const { bytes, to } = this.window;
    const newline = bytes.indexOf(NEWLINE, to - (this.#at - offset));
    return newline < to ? newline : -1;
  }

  #endAt(index: number): void {
    const { window } = this;
    this.#end = this.#offsetOf(Math.max(index, window.from));
    window.to = Math.max(index, window.from);
    window.ended = true;
  }

  #offsetOf(index: number): number {
    return this.#at - this.window.to + index;
  }
}
