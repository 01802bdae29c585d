// Turns texts and numbers, one after another, into the bytes that they are printed as, in pieces.
import { ZERO } from '../../json/bytes.ts';
import { viewOf } from '../../json/view.ts';

const MINUS = 0x2d;
/** No number takes more. */
const LONGEST_NUMBER = 32;
/** Up to here the digits of a number are found by whole divisions, which are fast. */
const SMALL = 1e9;
const SMALL_DIGITS = 9;
/** Copying few bytes costs less than asking for it. */
const FEW = 128;
const WORD = 8;
/** UTF-8 of a UTF-16 unit. */
export const MOST_BYTES_A_UNIT = 3;

/** The two digits of each number below 100. */
const PAIRS = Uint16Array.from(
  { length: 100 },
  (_, pair) => ((ZERO + Math.floor(pair / 10)) << 8) | (ZERO + (pair % 10)),
);

/** A text that is added again and again. */
export function bytesOf(text: string): DataView {
  return viewOf(Buffer.from(text));
}

export class LineBytes {
  #bytes: Buffer;
  #view: DataView;
  /** How many bytes were added since they were taken; set back, it takes away what was added last. */
  length = 0;

  /** `size` is that of a piece; there is room for what goes beyond it, too. */
  constructor(size: number) {
    this.#bytes = roomFor(size);
    this.#view = viewOf(this.#bytes);
  }

  /** The bytes of a text, which are the first `length` of the view. */
  add(text: DataView, length = text.byteLength): void {
    this.#ensure(length);
    const [view, at] = [this.#view, this.length];
    if (length > FEW) this.#bytes.set(new Uint8Array(text.buffer, text.byteOffset, length), at);
    else if (length >= WORD) {
      // The last word may overlap the one before. No UTF-8 is the bytes of a NaN, of which engines may change bits.
      const last = length - WORD;
      for (let index = 0; index < last; index += WORD)
        view.setFloat64(at + index, text.getFloat64(index, true), true);
      view.setFloat64(at + last, text.getFloat64(last, true), true);
    } else for (let index = 0; index < length; index++) view.setUint8(at + index, text.getUint8(index));
    this.length += length;
  }

  /** As String writes it. */
  addNumber(value: number): void {
    if (!Number.isSafeInteger(value)) {
      this.addText(String(value));
      return;
    }
    this.#ensure(LONGEST_NUMBER);
    if (value < 0) this.#bytes[this.length++] = MINUS;
    const whole = Math.abs(value);
    if (whole < SMALL) this.#digits(whole, digitsIn(whole));
    else {
      const high = Math.floor(whole / SMALL);
      this.#digits(high, digitsIn(high));
      this.#digits(whole - high * SMALL, SMALL_DIGITS);
    }
  }

  /** A text that comes once. */
  addText(text: string): void {
    this.#ensure(text.length * MOST_BYTES_A_UNIT);
    this.length += this.#bytes.write(text, this.length);
  }

  /** What was added since the last time. It is valid until more is added, since the memory is used again. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }

  #digits(whole: number, digits: number): void {
    const view = this.#view;
    let left = whole | 0;
    let at = this.length + digits;
    this.length = at;
    for (let pairs = digits >> 1; pairs > 0; pairs--) {
      const hundredth = (left / 100) | 0;
      at -= 2;
      view.setUint16(at, PAIRS[left - hundredth * 100]!);
      left = hundredth;
    }
    if ((digits & 1) === 1) view.setUint8(at - 1, ZERO + left);
  }

  #ensure(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = roomFor((this.length + more) * 2);
    larger.set(this.#bytes.subarray(0, this.length));
    this.#use(larger);
  }

  #use(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }
}

/** A little more than asked for, since a line seldom ends where a piece does. */
function roomFor(bytes: number): Buffer {
  return Buffer.allocUnsafeSlow(bytes + (bytes >> 4));
}

/** Of a whole number below 2 ** 31. */
function digitsIn(whole: number): number {
  let digits = 1;
  for (let more = 10; more <= whole; more *= 10) digits++;
  return digits;
}
