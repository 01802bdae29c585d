// Turns a source into its records, one after another, each with its place.
import { NEWLINE } from '../json/bytes.ts';
import type { Position } from '../json/lines.ts';
import type { Framer } from './framings/framing.ts';
import { detectFraming } from './framings/index.ts';
import type { Record, Unframed } from './record.ts';
import type { Source } from './source.ts';
import { Window } from './window.ts';

/** The longest record that is read, in bytes. */
export const MAX_RECORD_BYTES = 64 << 20;

export interface Reading {
  readonly maxRecordBytes: number;
  readonly interrupt: AbortSignal;
}

/** What is told of a source while it is read. */
export interface RecordVisitor {
  record(record: Record): void;
  unframed(source: string, unframed: Unframed): void;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a source to its end and hands `visitor` every record. Yields whenever it is about to wait for more bytes, so
 * that what was found can be passed on. Errors of the system are thrown as they come.
 */
export async function* readRecords(
  source: Source,
  visitor: RecordVisitor,
  { maxRecordBytes, interrupt }: Reading,
): AsyncGenerator<void> {
  const reader = await source.open();
  try {
    const window = new Window(reader, maxRecordBytes);
    const place = new Place();
    let framer: Framer | undefined;
    let number = 0;
    for (let finished = false; !finished && !interrupt.aborted; ) {
      await refill(window);
      if (framer === undefined) {
        if (place.offset === 0) skipMark(window);
        const framing = detectFraming(window.bytes, window.from, window.to, window.ended || window.isFull);
        if (framing === undefined) continue;
        framer = framing.framer();
      }
      finished = drain(framer);
      yield;
    }

    /** Takes every record that is whole. True when the source is at its end. */
    function drain(framer: Framer): boolean {
      for (;;) {
        const { bytes, from, to, ended } = window;
        const step = framer.next(bytes, from, to, ended);
        if (step === 'more' && !ended) {
          window.from = framer.resume;
          place.advance(bytes, from, framer.resume, to);
          if (window.isFull) dropLine();
          return false;
        }
        place.advance(bytes, from, framer.start, to);
        const { position } = place;
        if (step === 'record') {
          const { start, end, cut } = framer;
          visitor.record({ source: source.name, number: ++number, bytes, start, end, position, cut });
        } else if (step === 'array-separator' || step === 'array-not-closed') {
          visitor.unframed(source.name, { problem: step, position });
        } else return true;
        place.advance(bytes, framer.start, framer.resume, to);
        window.from = framer.resume;
      }
    }

    /** A record that fills the whole window is given up, up to the next newline. */
    function dropLine(): void {
      visitor.unframed(source.name, { problem: 'too-long', position: place.position });
      const newline = window.bytes.indexOf(NEWLINE, window.from);
      const resume = newline >= 0 && newline < window.to ? newline + 1 : window.to;
      place.advance(window.bytes, window.from, resume, window.to);
      window.from = resume;
    }
  } finally {
    await reader.close();
  }
}

/** A record that is still incomplete at this size is looked at again only when twice as much of it is there. */
const EAGER_BYTES = 256 << 10;

async function refill(window: Window): Promise<void> {
  const held = window.to - window.from;
  const enough = held < EAGER_BYTES ? held + 1 : held * 2;
  do await window.fill();
  while (!window.ended && !window.isFull && window.to - window.from < enough);
}

function skipMark(window: Window): void {
  const { bytes, from } = window;
  if (bytes.subarray(from, from + 3).equals(BYTE_ORDER_MARK)) window.from += BYTE_ORDER_MARK.length;
}

/** Where in a source the next byte stands. Offsets count from the source's first byte. */
class Place {
  offset = 0;
  #line = 1;
  #lineStart = 0;
  /** No newline stands between `offset` and here. */
  #clearTo = 0;

  get position(): Position {
    return { line: this.#line, column: this.offset - this.#lineStart + 1 };
  }

  /** Moves on over bytes [from, to) of a window whose bytes end at `windowEnd`. */
  advance(bytes: Buffer, from: number, to: number, windowEnd: number): void {
    const base = this.offset - from;
    this.offset += to - from;
    while (this.#clearTo < this.offset) {
      const newline = bytes.indexOf(NEWLINE, Math.max(from, this.#clearTo - base));
      const found = newline >= 0 && newline < windowEnd;
      if (!found || newline >= to) this.#clearTo = base + (found ? newline : windowEnd);
      else {
        this.#line++;
        this.#lineStart = base + newline + 1;
        this.#clearTo = this.#lineStart;
      }
    }
  }
}
