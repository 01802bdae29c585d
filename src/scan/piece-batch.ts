// Turns a piece of work, whole lines of a source, into a batch of what its records come to, counted from its own first line.
import { isStretch, type Piece } from '../input/chunks.ts';
import { LineFramer } from '../input/framings/lines.ts';
import { Places } from '../input/places.ts';
import type { Record } from '../input/record.ts';
import { RecordReader } from '../input/record-reader.ts';
import type { RecordVisitor } from '../input/records.ts';
import { ROOM_BYTES, type Stretch, StretchReader } from '../input/stretch.ts';
import { Window } from '../input/window.ts';
import type { Batch, Work } from './batch.ts';
import { Batcher } from './batcher.ts';

export interface PieceBatch {
  readonly batch: Batch;
  /** How many lines and records the piece has: what follows is counted on from there. */
  readonly lines: number;
  readonly records: number;
  /** Where in their file the lines of a stretch end; 0 of a chunk. */
  readonly end: number;
}

export class PieceBatcher {
  readonly #batcher: Batcher;
  readonly #source: string;
  /** Of stretches, one after another. */
  #memory: Buffer | undefined;

  constructor(work: Work, source: string) {
    this.#batcher = new Batcher(work, true);
    this.#source = source;
  }

  /**
   * Null where the piece is not all lines of their own, or cannot be read: then it must be read with what is around it. What the
   * batch holds of its bytes is there until the next piece is read.
   */
  read(piece: Piece): PieceBatch | null {
    return isStretch(piece) ? this.#readStretch(piece) : this.#read(Window.over(piece.bytes, piece.length));
  }

  #readStretch(stretch: Stretch): PieceBatch | null {
    this.#memory ??= Buffer.allocUnsafeSlow(ROOM_BYTES);
    const reader = new StretchReader(stretch, this.#memory);
    try {
      const read = this.#read(reader.window, () => reader.fill());
      return read && { ...read, end: reader.end };
    } catch (error) {
      // Whoever reads the file in one piece will hear of it.
      if (error instanceof Error && 'syscall' in error) return null;
      throw error;
    }
  }

  #read(window: Window, fill: () => void = () => {}): PieceBatch | null {
    const batcher = this.#batcher;
    let isPlain = true;
    const visitor: RecordVisitor = {
      record: (record: Record) => batcher.record(record),
      alike: (record: Record) => batcher.alike(record),
      unframed: () => {
        isPlain = false;
      },
    };
    const places = new Places();
    const reader = new RecordReader(window, places, visitor, this.#source);
    const framer = new LineFramer(true);
    reader.useFramer(framer, true);
    batcher.restart();
    for (let isOver = false; isPlain && !isOver; ) {
      fill();
      isOver = (reader.isReady() && reader.drain()) || window.ended;
    }
    const batch = batcher.take();
    if (!isPlain || framer.goesOn) return null;
    return { batch, lines: places.line - 1, records: reader.counted + batcher.extra, end: 0 };
  }
}

/** The same batch, counted on from so many lines and records before it. */
export function rebased(batch: Batch, lines: number, records: number): Batch {
  const { events, findings } = batch;
  for (let index = 0; index < events.length; index++) {
    events.line[index]! += lines;
    events.record[index]! += records;
  }
  return {
    ...batch,
    findings: findings.map((finding) => ({
      ...finding,
      line: finding.line === null ? null : finding.line + lines,
      record: finding.record + records,
    })),
  };
}
