// Turns a piece of work, whole lines of a source, into a batch of what its records come to, counted from its own first line.
import { type Chunk, isStretch, type Piece } from '../input/chunks.ts';
import { LineFramer } from '../input/framings/lines.ts';
import { Places } from '../input/places.ts';
import type { Record } from '../input/record.ts';
import { RecordReader } from '../input/record-reader.ts';
import type { RecordVisitor } from '../input/records.ts';
import { ROOM_BYTES, type Stretch, StretchReader } from '../input/stretch.ts';
import { filledWindow, type Window } from '../input/window.ts';
import { Kernel } from '../json/kernel.ts';
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

/** A chunk may hold a long line and what was read behind it; what is not written to takes no memory. */
const MOST_BYTES = ROOM_BYTES * 4;

export class PieceBatcher {
  readonly #batcher: Batcher;
  readonly #source: string;
  /** Pieces are read into it, one after another. */
  readonly #kernel: Kernel;

  constructor(work: Work, source: string) {
    this.#kernel = new Kernel(MOST_BYTES, work.contract?.tables);
    this.#batcher = new Batcher(work, this.#kernel);
    this.#source = source;
  }

  /**
   * Null where the piece is not all lines of their own, or cannot be read: then it must be read with what is around it. What the
   * batch holds of its bytes is there until the next piece is read.
   */
  read(piece: Piece): PieceBatch | null {
    return isStretch(piece) ? this.#readStretch(piece) : this.#readChunk(piece);
  }

  #readStretch(stretch: Stretch): PieceBatch | null {
    const reader = new StretchReader(stretch, { ...this.#kernel.room, room: ROOM_BYTES });
    try {
      const read = this.#read(reader.window, () => reader.fill());
      return read && { ...read, end: reader.end };
    } catch (error) {
      // Whoever reads the file in one piece will hear of it.
      if (error instanceof Error && 'syscall' in error) return null;
      throw error;
    }
  }

  #readChunk({ bytes, length }: Chunk): PieceBatch | null {
    return length > MOST_BYTES
      ? null
      : this.#read(filledWindow(bytes.subarray(0, length), this.#kernel.room));
  }

  #read(window: Window, fill: () => void = () => {}): PieceBatch | null {
    const batcher = this.#batcher;
    let isPlain = true;
    const visitor: RecordVisitor = {
      record: (record: Record) => batcher.record(record),
      unframed: () => {
        isPlain = false;
      },
    };
    const kernel = this.#kernel;
    const places = new Places(kernel);
    const reader = new RecordReader(kernel, window, places, visitor, { source: this.#source });
    const framer = new LineFramer(kernel, true);
    reader.useFramer(framer);
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
