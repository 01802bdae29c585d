// Names a text: bytes of the kernel's memory, each of which stands somewhere in a file, as they are or taken out of another text.
import { QUOTE } from '../json/bytes.ts';
import type { Kernel } from '../json/kernel.ts';
import type { Position } from '../json/lines.ts';

export interface Text {
  /** All of the memory; the text is a part of it. */
  readonly bytes: Buffer;
  /** The place in the file of the byte at an offset in `bytes`. */
  positionOf(at: number): Position;
}

/** When something was written down, as it was written: a number of some unit, or a date. */
export type Received = number | string;

/** A text that was made of bytes in another; `placeOf` turns distances from its start into offsets of the text around it. */
export class InnerText implements Text {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly #around: Text;
  readonly #placeOf: (distance: number) => number;

  constructor(
    around: Text,
    { start, end }: { readonly start: number; readonly end: number },
    placeOf: (distance: number) => number,
  ) {
    this.bytes = around.bytes;
    this.start = start;
    this.end = end;
    this.#around = around;
    this.#placeOf = placeOf;
  }

  positionOf(at: number): Position {
    return this.#around.positionOf(this.#placeOf(at - this.start));
  }
}

/** The text of a JSON string whose content is the bytes [start, end) of the text around it; null where there is no room. */
export function stringText(kernel: Kernel, around: Text, start: number, end: number): InnerText | null {
  const text = kernel.unescaped(start, end);
  if (text === null) return null;
  const { bytes } = around;
  let [known, raw] = [0, start];
  return new InnerText(around, text, (distance) => {
    // Places are asked for in order, and each is found from the one before.
    if (distance < known) [known, raw] = [0, start];
    const found = kernel.rawOffset(raw, end, distance - known);
    if (!isWithinCharacter(bytes[text.start + distance])) [known, raw] = [distance, found];
    return found;
  });
}

/** An escape may stand for a character of several bytes. */
function isWithinCharacter(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}

/** The text of a CSV field whose content is the bytes [start, end): each quote in it stands there twice. */
export function fieldText(kernel: Kernel, around: Text, start: number, end: number): InnerText | null {
  const text = Buffer.from(around.bytes.toString('latin1', start, end).replaceAll('""', '"'), 'latin1');
  return keptText(kernel, around, text, (distance) => {
    let quotes = 0;
    for (let index = 0; index < distance; index++) if (text[index] === QUOTE) quotes++;
    return start + distance + quotes;
  });
}

/** The text that base64 from `start` stands for. */
export function base64Text(kernel: Kernel, around: Text, start: number, text: Buffer): InnerText | null {
  return keptText(kernel, around, text, (distance) => start + Math.floor(distance / 3) * 4);
}

/** Bytes that were made of a text around them. */
export function keptText(
  kernel: Kernel,
  around: Text,
  text: Buffer,
  placeOf: (distance: number) => number,
): InnerText | null {
  const kept = kernel.kept(text);
  return kept === null ? null : new InnerText(around, kept, placeOf);
}
