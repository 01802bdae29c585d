// Names a text: bytes in which documents are sought, each with its place in the file; and turns strings in one into others.
import { QUOTE } from '../json/bytes.ts';
import { rawOffset, unescaped } from '../json/escapes.ts';
import type { Position } from '../json/lines.ts';

export interface Text {
  /** May be a view of a window that moves on. */
  readonly bytes: Buffer;
  /** The place in the file of the byte at an offset in `bytes`. */
  positionOf(at: number): Position;
}

/** When something was written down, as it was written: a number of some unit, or a date. */
export type Received = number | string;

/** A text that was made of bytes in another; `placeOf` turns its offsets into theirs. */
export class InnerText implements Text {
  readonly bytes: Buffer;
  readonly #around: Text;
  readonly #placeOf: (at: number) => number;

  constructor(around: Text, bytes: Buffer, placeOf: (at: number) => number) {
    this.bytes = bytes;
    this.#around = around;
    this.#placeOf = placeOf;
  }

  positionOf(at: number): Position {
    return this.#around.positionOf(this.#placeOf(at));
  }
}

/** The text of a JSON string whose content is the bytes [start, end) of the text around it. */
export function stringText(around: Text, start: number, end: number): Text {
  const { bytes } = around;
  let [known, raw] = [0, start];
  const text = unescaped(bytes, start, end);
  return new InnerText(around, text, (at) => {
    // Places are asked for in order, and each is found from the one before.
    if (at < known) [known, raw] = [0, start];
    const found = rawOffset(bytes, raw, end, at - known);
    if (!isWithinCharacter(text[at])) [known, raw] = [at, found];
    return found;
  });
}

/** An escape may stand for a character of several bytes. */
function isWithinCharacter(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}

/** The text of a CSV field whose content is the bytes [start, end): each quote in it stands there twice. */
export function fieldText(around: Text, start: number, end: number): Text {
  const bytes = Buffer.from(around.bytes.toString('latin1', start, end).replaceAll('""', '"'), 'latin1');
  return new InnerText(around, bytes, (at) => {
    let quotes = 0;
    for (let index = 0; index < at; index++) if (bytes[index] === QUOTE) quotes++;
    return start + at + quotes;
  });
}

/** The text that base64 from `start` stands for. */
export function base64Text(around: Text, start: number, bytes: Buffer): Text {
  return new InnerText(around, bytes, (at) => start + Math.floor(at / 3) * 4);
}
