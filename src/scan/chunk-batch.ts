// Turns a chunk of whole lines into a batch of what its records come to, counted from the chunk's own first line.
import { LineFramer } from '../input/framings/lines.ts';
import { Places } from '../input/places.ts';
import type { Record } from '../input/record.ts';
import { RecordReader } from '../input/record-reader.ts';
import type { RecordVisitor } from '../input/records.ts';
import { Window } from '../input/window.ts';
import { type Batch, Batcher, type Work } from './batch.ts';

export interface ChunkBatch {
  readonly batch: Batch;
  /** How many lines and records the chunk has: what follows is counted on from there. */
  readonly lines: number;
  readonly records: number;
}

export class ChunkBatcher {
  readonly #batcher: Batcher;
  readonly #source: string;

  constructor(work: Work, source: string) {
    this.#batcher = new Batcher(work, true);
    this.#source = source;
  }

  /** Null where the chunk is not all lines of their own: then it must be read with what is around it. */
  read(bytes: Buffer, length: number): ChunkBatch | null {
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
    const reader = new RecordReader(Window.over(bytes, length), places, visitor, this.#source);
    const framer = new LineFramer(true);
    reader.useFramer(framer, true);
    batcher.restart();
    if (reader.isReady()) reader.drain();
    const batch = batcher.take();
    if (!isPlain || framer.goesOn) return null;
    return { batch, lines: places.line - 1, records: reader.counted + batcher.extra };
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
