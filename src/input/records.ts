// Turns a source into its records, one after another, each with its place.
import { isUtf8 } from 'node:buffer';
import { CLOSE_BRACE, NEWLINE, OPEN_BRACE, RETURN, SPACE, skipBlanks } from '../json/bytes.ts';
import type { Position } from '../json/lines.ts';
import type { Framer } from './framings/framing.ts';
import { detectFraming, FRAMINGS } from './framings/index.ts';
import { Places } from './places.ts';
import { CurrentRecord, type Record, type Unframed } from './record.ts';
import type { Source } from './source.ts';
import { unwrapped } from './transports/detect.ts';
import { unpacked } from './unpack.ts';
import { Window } from './window.ts';

/** The longest record that is read, in bytes, unless another limit is asked for. */
export const MAX_RECORD_BYTES = 64 << 20;

export interface Reading {
  readonly maxRecordBytes: number;
  readonly interrupt: AbortSignal;
}

/** How a source was found to be written; null where a layer is not there. */
export interface SourceLayers {
  readonly packing: string | null;
  readonly encoding: string;
  readonly transport: string | null;
  readonly framing: string;
}

/** What is told of a source while it is read. */
export interface RecordVisitor {
  record(record: Record): void;
  unframed(source: string, unframed: Unframed): void;
  /** Before the first record: what was found. */
  opened?(source: string, layers: SourceLayers): void;
}

const NEWLINE_BYTES = Buffer.from('\n');

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
    const { reader: text, packing, encoding } = await unpacked(opened, source.name, interrupt);
    const { reader, stream, transport } = await unwrapped(text, maxRecordBytes);
    const window = new Window(reader, maxRecordBytes);
    const places = new Places(stream);
    const record = new CurrentRecord(source.name, places);
    let framer: Framer | undefined;
    let splitsLines = false;
    /** After a record that was given up: how the line opens with which reading goes on. */
    let skipping: Buffer | undefined;
    /** Up to here the bytes at hand are known to be UTF-8. */
    let utf8To = 0;
    let hole: { position: Position; length: number } | undefined;
    for (let finished = false; !finished && !interrupt.aborted; ) {
      await refill(window);
      if (skipping !== undefined && !skipTo(skipping)) {
        finished = window.ended;
        continue;
      }
      skipping = undefined;
      if (!passHole()) continue;
      if (framer === undefined) {
        const framing = detectFraming(window.bytes, window.from, window.to, window.ended || window.isFull);
        if (framing === undefined) continue;
        framer = framing.framer();
        splitsLines = framing === FRAMINGS.lines;
        visitor.opened?.(source.name, {
          packing,
          encoding,
          transport: transport?.name ?? null,
          framing: framing.name,
        });
      }
      if (splitsLines) checkUtf8();
      finished = drain(framer);
      yield;
    }

    /** Takes every record that is whole. True when the source is at its end. */
    function drain(framer: Framer): boolean {
      for (;;) {
        if (splitsLines && !places.isMapped) takeLines();
        if (!passHole()) return false;
        const { bytes, from, to, ended } = window;
        const step = framer.next(bytes, from, to, ended);
        if (step === 'more' && !ended) {
          window.from = framer.resume;
          places.advance(bytes, from, framer.resume, to);
          if (window.isFull) giveUp();
          return false;
        }
        places.advance(bytes, from, framer.start, to);
        if (step === 'record') {
          record.set(bytes, framer.start, framer.end, framer.cut, framer.end <= utf8To);
          visitor.record(record);
        } else if (step === 'array-separator' || step === 'array-not-closed') {
          visitor.unframed(source.name, { problem: step, position: places.position });
        } else return true;
        places.advance(bytes, framer.start, framer.resume, to);
        window.from = framer.resume;
      }
    }

    /** Takes the lines at hand that begin and end as objects do, which are most: each is a record. */
    function takeLines(): void {
      const { bytes, to } = window;
      let { from } = window;
      while (bytes[from] === OPEN_BRACE) {
        const newline = bytes.indexOf(NEWLINE, from);
        if (newline < 0 || newline >= to) break;
        const end = bytes[newline - 1] === RETURN ? newline - 1 : newline;
        if (bytes[end - 1] !== CLOSE_BRACE) break;
        record.setLine(bytes, from, end, end <= utf8To);
        visitor.record(record);
        places.advanceLine(newline + 1 - from);
        from = newline + 1;
        window.from = from;
      }
    }

    /** Looks at all lines at hand at once, which costs less than looking at each. */
    function checkUtf8(): void {
      const { bytes, from, to } = window;
      const last = bytes.subarray(from, to).lastIndexOf(NEWLINE);
      utf8To = last >= 0 && isUtf8(bytes.subarray(from, from + last)) ? from + last : 0;
    }

    /** Passes over zero bytes, as a file has them that was cut to nothing while somebody wrote on; false in their midst. */
    function passHole(): boolean {
      const { bytes, to, ended } = window;
      const from = bytes[window.from]! > SPACE ? window.from : skipBlanks(bytes, window.from, to);
      let end = from;
      while (end < to && bytes[end] === 0) end++;
      if (end > from) {
        places.advance(bytes, window.from, from, to);
        hole ??= { position: places.position, length: 0 };
        hole.length += end - from;
        places.advance(bytes, from, end, to);
        window.from = end;
        if (end === to && !ended) return false;
      }
      if (hole !== undefined) visitor.unframed(source.name, { problem: 'zero-bytes', ...hole });
      hole = undefined;
      return true;
    }

    /** A record that fills the whole window is given up, up to the next line that opens as it did. */
    function giveUp(): void {
      visitor.unframed(source.name, { problem: 'too-long', position: places.position });
      record.number++;
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
      places.advance(bytes, from, resume, to);
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
