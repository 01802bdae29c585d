// Names a record: the bytes in which one JSON document is expected, and where they stand in their source.
import { type Position, positionOf } from '../json/lines.ts';
import type { Places } from './places.ts';
import type { Received, Text } from './text.ts';

/** Bytes [start, end) of the kernel's memory, which are valid until the next record is asked for. */
export interface Record extends Text {
  readonly source: string;
  /** 1-based, counted per source. */
  readonly number: number;
  /** When what carried it here says that it came; null where it does not. */
  readonly received: Received | null;
  readonly start: number;
  readonly end: number;
  /** The source ended before anything closed this record. */
  readonly cut: boolean;
  /** The document that it begins with, on the tape, where that was walked to find its end; else 0. */
  readonly document: number;
  /** Whether its bytes are known to be UTF-8; false where nobody looked. */
  readonly isUtf8: boolean;
}

/** Bytes in which no record can be sought, and why. */
export interface Unframed {
  readonly problem: 'too-long' | 'array-not-closed' | 'array-separator' | 'zero-bytes';
  readonly position: Position;
  /** Of `zero-bytes`: how many. Of `too-long`: how many would have been read. */
  readonly length?: number;
  /** The number of a record that is too long; the others are no records. */
  readonly number?: number;
}

type Bounds = Pick<Record, 'start' | 'end' | 'cut' | 'document'>;

/** The record that is at hand: one object for all records of a source. */
export class CurrentRecord implements Record {
  readonly source: string;
  readonly bytes: Buffer;
  readonly #places: Places;
  number = 0;
  start = 0;
  end = 0;
  cut = false;
  document = 0;
  isUtf8 = false;
  /** Of a record within one line: that line, and the column of its first byte; else the line is 0. */
  #line = 0;
  #column = 0;
  /** The last place that was asked for: they are asked for in order. */
  #at = 0;
  #position: Position = { line: 1, column: 1 };

  constructor(source: string, bytes: Buffer, places: Places) {
    this.source = source;
    this.bytes = bytes;
    this.#places = places;
  }

  set({ start, end, cut, document }: Bounds, isUtf8: boolean): void {
    this.number++;
    this.start = start;
    this.end = end;
    this.cut = cut;
    this.document = document;
    this.isUtf8 = isUtf8;
    this.#line = 0;
    this.#at = -1;
  }

  /** A document that begins where the source is at, and is its line. */
  setLine(start: number, end: number, document: number, isUtf8: boolean): void {
    this.number++;
    this.start = start;
    this.end = end;
    this.cut = false;
    this.document = document;
    this.isUtf8 = isUtf8;
    this.#line = this.#places.line;
    this.#column = this.#places.column;
  }

  get received(): Received | null {
    return this.#places.received;
  }

  positionOf(at: number): Position {
    if (this.#line > 0) return { line: this.#line, column: this.#column + at - this.start };
    if (this.#places.isMapped) return this.#places.positionOf(at - this.start);
    const goesOn = this.#at >= 0 && at >= this.#at;
    const position = goesOn
      ? positionOf(this.bytes, this.#at, at, this.#position)
      : positionOf(this.bytes, this.start, at, this.#places.position);
    this.#at = at;
    this.#position = position;
    return position;
  }
}
