// Turns a reader of lines that a transport wrote into a reader of what the program printed, and keeps where each byte stood.
import { RETURN } from '../../json/bytes.ts';
import { rawOffset } from '../../json/escapes.ts';
import { Kernel } from '../../json/kernel.ts';
import type { Position } from '../../json/lines.ts';
import { isOpen } from '../cut-record.ts';
import { skipMark } from '../framings/opening.ts';
import type { StreamMap } from '../places.ts';
import type { ByteReader } from '../source.ts';
import type { Received } from '../text.ts';
import { Window } from '../window.ts';
import type { Transport } from './transport.ts';
import { type StreamLine, Untangler } from './untangled.ts';

/** Bytes of one line, and where they stood. */
interface Piece {
  readonly bytes: Buffer;
  /** How many bytes they are. */
  readonly length: number;
  /** The content of a JSON string that they were made of; null where they stood there as they are. */
  readonly raw: Buffer | null;
  /** Whether it ends a line. */
  readonly isBreak: boolean;
  readonly position: Position;
  readonly received: Received | null;
}

/** A line in one piece, or in the pieces to which it was cut. */
interface Line extends StreamLine {
  readonly pieces: readonly Piece[];
}

/** A piece in the stream that is read; once that is done, nothing needs its bytes. */
interface Placed extends Piece {
  readonly offset: number;
  bytes: Buffer;
}

const BREAK = Buffer.from('\n');
const DONE = Buffer.alloc(0);

/** No transport makes longer lines; one that is longer is handed on in parts. */
const LONGEST_LINE = 2 << 20;

export class Unwrapped implements ByteReader, StreamMap {
  /** Lines are opened in memory of their own: what they carry is read into that of another. */
  readonly #kernel: Kernel;
  readonly #window: Window;
  readonly #below: ByteReader;
  readonly #transport: Transport;
  readonly #isCut: () => boolean;
  /** What is known of the stream, from the first byte that may be asked for. */
  readonly #placed: Placed[] = [];
  /** The index in #placed of the first piece not handed out yet, and how much of it was. */
  #next = 0;
  #taken = 0;
  #offset = 0;
  #line = 1;
  /** How far the window was looked through for the end of a line. */
  #clearTo = 0;
  /** How many bytes of the line at hand were handed on already. */
  #before = 0;
  /** Pieces of lines that were cut, by stream. */
  readonly #pending = new Map<string, Piece[]>();
  readonly #untangler = new Untangler<Line>();

  /** `limit` bounds the bytes of a line. `isCut` says whether the end of `reader` is not the end of the log. */
  constructor(reader: ByteReader, transport: Transport, limit: number, isCut: () => boolean) {
    this.#isCut = isCut;
    this.#below = reader;
    this.#kernel = new Kernel(Math.min(limit, LONGEST_LINE));
    this.#window = new Window(reader, limit, this.#kernel.room);
    this.#transport = transport;
  }

  async read(target: Buffer, at: number, length: number): Promise<number> {
    while (this.#next === this.#placed.length) if (!(await this.#advance())) return 0;
    let copied = 0;
    while (copied < length && this.#next < this.#placed.length) {
      const { bytes } = this.#placed[this.#next]!;
      const count = bytes.copy(
        target,
        at + copied,
        this.#taken,
        Math.min(bytes.length, this.#taken + length - copied),
      );
      copied += count;
      this.#taken += count;
      if (this.#taken < bytes.length) break;
      this.#placed[this.#next]!.bytes = DONE;
      this.#next++;
      this.#taken = 0;
    }
    return copied;
  }

  async close(): Promise<void> {
    await this.#below.close();
  }

  positionOf(offset: number): Position {
    const piece = this.#pieceAt(offset);
    if (piece === undefined) return { line: this.#line, column: 1 };
    const { line, column } = piece.position;
    // What stands behind a line, which may be the last one, stands at its end.
    const within = Math.min(offset - piece.offset, piece.isBreak ? 0 : piece.length);
    return {
      line,
      column: column + (piece.raw === null ? within : rawOffset(piece.raw, 0, piece.raw.length, within)),
    };
  }

  receivedAt(offset: number): Received | null {
    return this.#pieceAt(offset)?.received ?? null;
  }

  forget(offset: number): void {
    let count = 0;
    while (count < this.#next && this.#placed[count]!.offset + this.#placed[count]!.length <= offset) count++;
    // All at once, since each removal from the front moves the rest.
    if (count < 64 && count < this.#placed.length / 2) return;
    this.#placed.splice(0, count);
    this.#next -= count;
  }

  #pieceAt(offset: number): Placed | undefined {
    let [low, high] = [0, this.#placed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#placed[middle]!.offset <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#placed[low - 1];
  }

  /** Takes the lines that are at hand; false at the end. */
  async #advance(): Promise<boolean> {
    const window = this.#window;
    if (!this.#takeLines()) {
      if (window.ended) return this.#finish();
      if (window.isFull) this.#takePart(window.to);
      else {
        this.#clearTo -= window.from;
        await window.fill();
        this.#clearTo += window.from;
      }
    }
    return true;
  }

  #takeLines(): boolean {
    const window = this.#window;
    let some = false;
    for (;;) {
      const newline = this.#kernel.lineEnd(Math.max(window.from, this.#clearTo), window.to);
      if (newline >= window.to) {
        this.#clearTo = window.to;
        return some;
      }
      this.#takeRest(newline);
      window.from++;
      this.#line++;
      some = true;
    }
  }

  #finish(): boolean {
    const { from, to } = this.#window;
    const placed = this.#placed.length;
    const isCut = this.#isCut();
    if ((from < to || this.#before > 0) && !(isCut && isOpen(this.#kernel, from, to))) this.#takeRest(to);
    // Parts of a line, and lines behind a document that goes on: what comes before them is missing.
    if (isCut) return this.#placed.length > placed;
    for (const [stream, pieces] of this.#pending) this.#add(stream, pieces);
    this.#pending.clear();
    for (const line of this.#untangler.rest()) this.#place(line);
    return this.#placed.length > placed;
  }

  #takeRest(end: number): void {
    if (this.#before === 0) this.#takeLine(end);
    else {
      this.#takePart(end);
      this.#placePiece(this.#breakBehind(this.#placed.at(-1)!));
      this.#before = 0;
    }
  }

  /** A part of a line that is longer than the window; what a transport wrote stands before the first. */
  #takePart(end: number): void {
    const { bytes, from } = this.#window;
    const isFirst = this.#before === 0;
    const head = isFirst ? this.#transport.open(this.#kernel, skipMark(bytes, from, end), end) : undefined;
    const start = head === undefined || head.escaped ? from : head.start;
    if (isFirst) for (const line of this.#untangler.rest()) this.#place(line);
    this.#window.from = end;
    const part = Buffer.from(bytes.subarray(start, end));
    const position = { line: this.#line, column: this.#before + start - from + 1 };
    this.#before += end - from;
    const received = head?.received ?? null;
    this.#placePiece({ bytes: part, length: part.length, raw: null, isBreak: false, position, received });
  }

  #takeLine(end: number): void {
    const { bytes, from } = this.#window;
    this.#window.from = end;
    const close = end > from && bytes[end - 1] === RETURN ? end - 1 : end;
    const carried = this.#transport.open(this.#kernel, skipMark(bytes, from, close), close);
    const { start = from, end: stop = close, escaped = false, received = null, stream = '' } = carried ?? {};
    const raw = Buffer.from(bytes.subarray(start, stop));
    const text = escaped ? this.#kernel.textOf(start, stop) : raw;
    const piece: Piece = {
      bytes: text,
      length: text.length,
      raw: escaped ? raw : null,
      isBreak: false,
      position: { line: this.#line, column: start - from + 1 },
      received,
    };
    const pending = this.#pending.get(stream);
    if (carried?.whole === false) {
      if (pending === undefined) this.#pending.set(stream, [piece]);
      else pending.push(piece);
    } else {
      this.#pending.delete(stream);
      this.#add(stream, [...(pending ?? []), piece]);
    }
  }

  #add(stream: string, pieces: readonly Piece[]): void {
    for (const line of this.#untangler.add({ stream, text: pieces.at(-1)!.bytes, pieces })) this.#place(line);
  }

  #place({ pieces }: Line): void {
    for (const piece of pieces) this.#placePiece(piece);
    this.#placePiece(this.#breakBehind(pieces.at(-1)!));
  }

  #breakBehind(last: Piece): Piece {
    const { line, column } = last.position;
    const position = { line, column: column + (last.raw?.length ?? last.length) };
    return { ...last, bytes: BREAK, length: BREAK.length, raw: null, isBreak: true, position };
  }

  #placePiece(piece: Piece): void {
    this.#placed.push({ ...piece, offset: this.#offset });
    this.#offset += piece.length;
  }
}
