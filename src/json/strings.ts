// Turns the offset after an opening quote into the offset after the closing one, by the rules of JSON.
import { BACKSLASH, QUOTE, SPACE } from './bytes.ts';
import type { Reason } from './problem.ts';

/** Strings up to this many bytes are walked byte by byte; longer ones are searched by the engine's own memchr. */
const NEAR = 24;

/** Walks strings in one buffer. After a failure `reason` and `at` say what was found and where. */
export class StringWalker {
  reason: Reason = 'ends-early';
  at = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #words: Int32Array | undefined;
  #end = 0;
  readonly #allowsControls: boolean;

  /** JSON allows no byte below 0x20 in a string; a walk that looks for the end of damaged text may. */
  constructor(allowsControls = false) {
    this.#allowsControls = allowsControls;
  }

  reset(bytes: Buffer, end: number): void {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#words =
        bytes.byteOffset % 4 === 0
          ? new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
          : undefined;
    }
    this.#end = end;
  }

  /** `at` is the offset after the opening quote. Gives the offset after the closing quote, or -1. */
  end(at: number): number {
    const bytes = this.#bytes;
    const near = Math.min(at + NEAR, this.#end);
    while (at < near) {
      const byte = bytes[at]!;
      if (byte === QUOTE) return at + 1;
      if (byte < SPACE && !this.#allowsControls) return this.#fail('control-character', at);
      if (byte === BACKSLASH) {
        at = this.#escape(at);
        if (at < 0) return -1;
      } else at++;
    }
    return this.#farEnd(at);
  }

  #farEnd(at: number): number {
    const bytes = this.#bytes;
    let quote = bytes.indexOf(QUOTE, at);
    while (quote >= 0 && quote < this.#end) {
      // Within a view, so that the search does not run on into other strings.
      const found = bytes.subarray(at, quote).indexOf(BACKSLASH);
      const plainEnd = found < 0 ? quote : at + found;
      const control = this.#control(at, plainEnd);
      if (control >= 0) return this.#fail('control-character', control);
      if (found < 0) return quote + 1;
      at = this.#escape(plainEnd);
      if (at < 0) return -1;
      if (quote < at) quote = bytes.indexOf(QUOTE, at);
    }
    const control = this.#control(at, this.#end);
    return control >= 0 ? this.#fail('control-character', control) : this.#fail('ends-early', this.#end);
  }

  /** `at` is the offset of a backslash. Gives the offset after its escape sequence, or -1. */
  #escape(at: number): number {
    const bytes = this.#bytes;
    if (at + 1 >= this.#end) return this.#fail('ends-early', this.#end);
    const kind = bytes[at + 1]!;
    if (kind !== 0x75) return ESCAPES.has(kind) ? at + 2 : this.#fail('bad-escape', at);
    for (let digit = at + 2; digit < at + 6; digit++) {
      if (digit >= this.#end) return this.#fail('ends-early', this.#end);
      if (!isHex(bytes[digit]!)) return this.#fail('bad-escape', at);
    }
    return at + 6;
  }

  /** The first byte below 0x20 in [at, end), four bytes a step; -1 where there is none. */
  #control(at: number, end: number): number {
    if (this.#allowsControls) return -1;
    const bytes = this.#bytes;
    const words = this.#words;
    if (words !== undefined && end - at > 16) {
      for (; at % 4 !== 0; at++) if (bytes[at]! < SPACE) return at;
      const last = end >> 2;
      let word = at >> 2;
      for (; word < last; word++) {
        const four = words[word]!;
        // A byte below 0x20 borrows into its top bit, and had no top bit of its own.
        if (((four - 0x20202020) & ~four & 0x80808080) !== 0) break;
      }
      at = word << 2;
    }
    for (; at < end; at++) if (bytes[at]! < SPACE) return at;
    return -1;
  }

  #fail(reason: Reason, at: number): -1 {
    this.reason = reason;
    this.at = at;
    return -1;
  }
}

/** The second bytes of the two-byte escapes: " \ / b f n r t */
const ESCAPES = new Set([QUOTE, BACKSLASH, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74]);

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}
