// Names a record: the bytes in which one JSON document is expected, and where they stand in their source.
import type { Position } from '../json/lines.ts';

/** Bytes [start, end) of `bytes`, which are valid until the next record is asked for. */
export interface Record {
  readonly source: string;
  /** 1-based, counted per source. */
  readonly number: number;
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly position: Position;
  /** The source ended before anything closed this record. */
  readonly cut: boolean;
}

/** Bytes in which no record can be sought, and why. */
export interface Unframed {
  readonly problem: 'too-long' | 'array-not-closed' | 'array-separator';
  readonly position: Position;
}
