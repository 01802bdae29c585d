// Turns a source into its records, one after another, each with its place.
import { NEWLINE } from '../json/bytes.ts';
import type { Position } from '../json/lines.ts';
import type { Framer } from './framings/framing.ts';
import { detectFraming, FRAMINGS } from './framings/index.ts';
import type { Record, Unframed } from './record.ts';
import type { Source } from './source.ts';
import { unpacked } from './unpack.ts';
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

const NEWLINE_BYTES = Buffer.from('\n');
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
  const opened = await source.open();
  try {
    const reader = await unpacked(opened, source.name, interrupt);
    const window = new Window(reader, maxRecordBytes);
    const place = new Place();
    let framer: Framer | undefined;
    let number = 0;
    let splitsLines = false;
    /** After a record that was given up: how the line opens with which reading goes on. */
    let skipping: Buffer | undefined;
    for (let finished = false; !finished && !interrupt.aborted; ) {
      await refill(window);
      if (skipping !== undefined && !skipTo(skipping)) {
        finished = window.ended;
        continue;
      }
      skipping = undefined;
      if (framer === undefined) {
        if (place.offset === 0) skipMark(window);
        const framing = detectFraming(window.bytes, window.from, window.to, window.ended || window.isFull);
        if (framing === undefined) continue;
        framer = framing.framer();
        splitsLines = framing === FRAMINGS.lines;
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
          if (window.isFull) giveUp();
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

    /** A record that fills the whole window is given up, up to the next line that opens as it did. */
    function giveUp(): void {
      visitor.unframed(source.name, { problem: 'too-long', position: place.position });
      number++;
      const { bytes, from } = window;
      skipping = splitsLines ? NEWLINE_BYTES : Buffer.concat([NEWLINE_BYTES, bytes.subarray(from, from + 1)]);
      skipTo(skipping);
    }

    /** Lets go of all bytes before a line that opens like this; false where there is none yet. */
    function skipTo(opening: Buffer): boolean {
      const { bytes, from, to } = window;
      const found = bytes.indexOf(opening, from);
      const known = found >= 0 && found + opening.length <= to;
      // What may be the beginning of the opening is kept.
      const resume = known ? found + 1 : Math.max(from, to - opening.length + 1);
      place.advance(bytes, from, resume, to);
      window.from = resume;
      return known;
    }
  } finally {
    await opened.close();
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
