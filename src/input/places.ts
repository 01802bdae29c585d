// Turns what was taken from a stream of text into the place in the file of the byte at hand.
import { NEWLINE } from '../json/bytes.ts';
import type { Kernel } from '../json/kernel.ts';
import type { Position } from '../json/lines.ts';
import type { Received } from './text.ts';

/** Where a stream that was unwrapped line by line has its bytes from. Offsets count from the stream's first byte. */
export interface StreamMap {
  positionOf(offset: number): Position;
  /** When the line in which this byte stands was received, as far as it says so. */
  receivedAt(offset: number): Received | null;
  /** No byte before this will be asked for again. */
  forget(offset: number): void;
}

/** Where in a source the next byte stands. */
export class Places {
  /** Of the next byte, from the first byte of the stream. */
  offset = 0;
  #line: number;
  #lineStart = 0;
  readonly #map: StreamMap | undefined;
  readonly #kernel: Kernel;

  /** `firstLine` is the number of the line in which reading begins. */
  constructor(kernel: Kernel, map?: StreamMap, firstLine = 1) {
    this.#kernel = kernel;
    this.#line = firstLine;
    this.#map = map;
  }

  /** Whether lines and columns are those of another stream than the one that is read. */
  get isMapped(): boolean {
    return this.#map !== undefined;
  }

  get position(): Position {
    if (this.#map !== undefined) return this.#map.positionOf(this.offset);
    return { line: this.#line, column: this.offset - this.#lineStart + 1 };
  }

  /** Of the next byte, where places are not mapped. */
  get line(): number {
    return this.#line;
  }

  get column(): number {
    return this.offset - this.#lineStart + 1;
  }

  get received(): Received | null {
    return this.#map?.receivedAt(this.offset) ?? null;
  }

  /** The place of the byte so many bytes on; only where places are mapped. */
  positionOf(further: number): Position {
    return this.#map!.positionOf(this.offset + further);
  }

  /** Moves on over a line of so many bytes, its newline included. */
  advanceLine(length: number): void {
    this.offset += length;
    this.#line++;
    this.#lineStart = this.offset;
  }

  /** Moves on over bytes [from, to) of a window. */
  advance(bytes: Buffer, from: number, to: number): void {
    const base = this.offset - from;
    this.offset += to - from;
    if (this.#map !== undefined) this.#map.forget(this.offset);
    else this.#countLines(bytes, from, to, base);
  }

  #countLines(bytes: Buffer, from: number, to: number, base: number): void {
    const count = this.#kernel.newlines(from, to);
    if (count === 0) return;
    this.#line += count;
    this.#lineStart = base + bytes.subarray(0, to).lastIndexOf(NEWLINE) + 1;
  }
}
