// Turns a window that slides over text into the records in it, one after another, each with its place.
import { isUtf8 } from 'node:buffer';
import { NEWLINE, SPACE } from '../json/bytes.ts';
import type { Kernel } from '../json/kernel.ts';
import type { Position } from '../json/lines.ts';
import { isOpen } from './cut-record.ts';
import type { Framer, Framing } from './framings/framing.ts';
import { detectFraming } from './framings/index.ts';
import { LineFramer } from './framings/lines.ts';
import { MARK_START, skipFiller } from './framings/opening.ts';
import type { Places } from './places.ts';
import { CurrentRecord } from './record.ts';
import type { RecordVisitor } from './records.ts';
import type { Window } from './window.ts';

const NEWLINE_BYTES = Buffer.from('\n');

export class RecordReader {
  readonly #kernel: Kernel;
  readonly #window: Window;
  readonly #places: Places;
  readonly #visitor: RecordVisitor;
  readonly #source: string;
  readonly #record: CurrentRecord;
  #framer: Framer | undefined;
  /** After a record that was given up: how the line opens with which reading goes on. */
  #skipping: Buffer | undefined;
  /** Up to here the bytes at hand are known to be UTF-8. */
  #utf8To = 0;
  #hole: { position: Position; length: number } | undefined;

  /** The window lies in the memory of the kernel; records are counted on from `counted`. */
  constructor(
    kernel: Kernel,
    window: Window,
    places: Places,
    visitor: RecordVisitor,
    { source, counted = 0 }: { readonly source: string; readonly counted?: number },
  ) {
    this.#kernel = kernel;
    this.#window = window;
    this.#places = places;
    this.#visitor = visitor;
    this.#source = source;
    this.#record = new CurrentRecord(source, kernel.bytes, places);
    this.#record.number = counted;
  }

  /** How many records there were, those included that were counted before. */
  get counted(): number {
    return this.#record.number;
  }

  useFraming(framing: Framing): void {
    this.useFramer(framing.framer(this.#kernel));
  }

  useFramer(framer: Framer): void {
    this.#framer = framer;
  }

  /** The framing, as soon as the bytes at hand show it. */
  detect(): Framing | undefined {
    const { from, to, ended, isFull } = this.#window;
    return detectFraming(this.#kernel, from, to, ended || isFull);
  }

  /** Whether reading stands where records can be taken: behind what was given up, and behind zero bytes. */
  isReady(): boolean {
    if (this.#skipping !== undefined && !this.#skipTo(this.#skipping)) return false;
    this.#skipping = undefined;
    return this.#passHole();
  }

  get isFramed(): boolean {
    return this.#framer !== undefined;
  }

  /**
   * Takes every record that is whole. True when the source is at its end. Where reading `isCut`, the end is not that of the source:
   * framers must not look for damage before it, and what goes on there is no record.
   */
  drain(isCut = false): boolean {
    const framer = this.#framer!;
    const lines = framer instanceof LineFramer ? framer : null;
    if (lines !== null) this.#checkUtf8();
    for (;;) {
      if (lines !== null && !this.#places.isMapped) this.#takeLines(lines);
      if (!this.#passHole()) return false;
      const { bytes, from, to, ended } = this.#window;
      let step = framer.next(from, to, ended && !isCut);
      if (step === 'more' && ended) {
        const rest = skipFiller(bytes, framer.resume, to);
        if (rest === to || isOpen(this.#kernel, rest, to)) return true;
        step = framer.next(framer.resume, to, true);
      } else if (step === 'more') {
        this.#window.from = framer.resume;
        this.#places.advance(bytes, from, framer.resume);
        if (this.#window.isFull) this.#giveUp();
        return false;
      }
      this.#places.advance(bytes, from, framer.start);
      if (step === 'record') {
        this.#record.set(framer, framer.end <= this.#utf8To);
        this.#visitor.record(this.#record);
      } else if (step === 'array-separator' || step === 'array-not-closed') {
        this.#visitor.unframed(this.#source, { problem: step, position: this.#places.position });
      } else return true;
      this.#places.advance(bytes, framer.start, framer.resume);
      this.#window.from = framer.resume;
    }
  }

  /** Takes the lines at hand that are a document each, which are most. */
  #takeLines(lines: LineFramer): void {
    const window = this.#window;
    while (lines.nextDocument(window.from, window.to)) {
      this.#record.setLine(lines.start, lines.end, lines.document, lines.end <= this.#utf8To);
      this.#visitor.record(this.#record);
      this.#places.advanceLine(lines.resume - lines.start);
      window.from = lines.resume;
    }
  }

  /** Looks at all lines at hand at once, which costs less than looking at each. */
  #checkUtf8(): void {
    const { bytes, from, to } = this.#window;
    const last = bytes.subarray(from, to).lastIndexOf(NEWLINE);
    this.#utf8To = last >= 0 && isUtf8(bytes.subarray(from, from + last)) ? from + last : 0;
  }

  /**
   * Passes over zero bytes, as a file has them that was cut to nothing while somebody wrote on, and over blanks before them;
   * false in their midst. A hole ends at the first other byte.
   */
  #passHole(): boolean {
    for (;;) {
      const { bytes, from, to, ended } = this.#window;
      const first = bytes[from]!;
      if (first > SPACE && first !== MARK_START && this.#hole === undefined) return true;
      let end = from;
      while (end < to && bytes[end] === 0) end++;
      if (end > from) {
        this.#hole ??= { position: this.#places.position, length: 0 };
        this.#hole.length += end - from;
        this.#pass(end);
        if (end === to && !ended) return false;
      }
      if (this.#hole !== undefined)
        this.#visitor.unframed(this.#source, { problem: 'zero-bytes', ...this.#hole });
      this.#hole = undefined;
      const next = skipFiller(bytes, end, to);
      if (next === to || bytes[next] !== 0) return true;
      this.#pass(next);
    }
  }

  #pass(end: number): void {
    const { bytes, from } = this.#window;
    this.#places.advance(bytes, from, end);
    this.#window.from = end;
  }

  /** A record that fills the whole window is given up, up to the next line that opens as it did. */
  #giveUp(): void {
    const { limit: length } = this.#window;
    const { position } = this.#places;
    const number = ++this.#record.number;
    this.#visitor.unframed(this.#source, { problem: 'too-long', position, length, number });
    const { bytes, from } = this.#window;
    const opening =
      this.#framer instanceof LineFramer
        ? NEWLINE_BYTES
        : Buffer.concat([NEWLINE_BYTES, bytes.subarray(from, from + 1)]);
    this.#skipping = opening;
    this.#skipTo(opening);
  }

  /** Lets go of all bytes before a line that opens like this; false where there is none yet. */
  #skipTo(opening: Buffer): boolean {
    const { bytes, from, to } = this.#window;
    const found = bytes.subarray(from, to).indexOf(opening);
    const known = found >= 0;
    // What may be the beginning of the opening is kept.
    const resume = known ? from + found + 1 : Math.max(from, to - opening.length + 1);
    this.#places.advance(bytes, from, resume);
    this.#window.from = resume;
    return known;
  }
}
