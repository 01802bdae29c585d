// Turns the bytes of zstd (RFC 8878) into whether they end where a frame does, which the zstd of Node 22 does not ask.

/** Bytes that are to be looked at, or passed over. */
interface Ask {
  readonly length: number;
  readonly wanted: boolean;
}

const wanted = (length: number): Ask => ({ length, wanted: true });
const passed = (length: number): Ask => ({ length, wanted: false });

const DICTIONARY_BYTES = [0, 1, 2, 4];
const CONTENT_SIZE_BYTES = [0, 2, 4, 8];
const RUN_BLOCK = 1;

export class ZstdFrames {
  readonly #walk = framesOf();
  #ask: Ask;
  #held: number[] = [];
  /** How many of the bytes that are to be passed over are still to come. */
  #left = 0;
  /** Whether a frame may begin here, and none has. */
  #isBetween = true;

  constructor() {
    this.#ask = this.#walk.next().value;
  }

  get isWhole(): boolean {
    return this.#isBetween && this.#held.length === 0;
  }

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#ask.wanted) this.#held.push(bytes[at++]!);
      else {
        const taken = Math.min(this.#left, bytes.length - at);
        this.#left -= taken;
        at += taken;
      }
      while (this.#ask.wanted ? this.#held.length === this.#ask.length : this.#left === 0) this.#next();
    }
  }

  #next(): void {
    const held = Buffer.from(this.#held);
    this.#held = [];
    this.#ask = this.#walk.next(held).value;
    this.#left = this.#ask.length;
    this.#isBetween = this.#ask === MAGIC;
  }
}

const MAGIC = wanted(4);

/** What a reader of frames asks for, one after another; it is answered with what it wanted. */
function* framesOf(): Generator<Ask, never, Buffer> {
  for (;;) {
    const magic = (yield MAGIC).readUInt32LE();
    if (magic >>> 4 === 0x184d2a5) {
      yield passed((yield wanted(4)).readUInt32LE());
      continue;
    }
    const descriptor = (yield wanted(1)).readUInt8();
    const isSingle = (descriptor >> 5) & 1;
    const contentSize = CONTENT_SIZE_BYTES[descriptor >> 6]! || isSingle;
    yield passed(1 - isSingle + DICTIONARY_BYTES[descriptor & 3]! + contentSize);
    for (let isLast = false; !isLast; ) {
      const head = (yield wanted(3)).readUIntLE(0, 3);
      isLast = (head & 1) === 1;
      yield passed(((head >> 1) & 3) === RUN_BLOCK ? 1 : head >> 3);
    }
    yield passed(((descriptor >> 2) & 1) * 4);
  }
}
