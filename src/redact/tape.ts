// Turns a source into one of its bare text, and keeps what was read of it until it was written on.
import type { ByteReader, Source } from '../input/source.ts';
import { unwrapped } from '../input/transports/detect.ts';
import { unpacked } from '../input/unpack.ts';
import { NEWLINE } from '../json/bytes.ts';
import type { Kernel } from '../json/kernel.ts';
import type { Position } from '../json/lines.ts';

/** What is read ahead at most, beside the longest record. */
const AHEAD_BYTES = 4 << 20;
/** Layers of log drivers around log drivers. */
const MOST_TRANSPORTS = 4;

export class Tape {
  readonly #limit: number;
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** Where the first byte held stands. */
  #line = 1;
  #column = 1;

  /** `longest` is how long a record may be. */
  constructor(longest: number) {
    this.#limit = longest + AHEAD_BYTES;
  }

  /** The same source, unpacked and freed of what log drivers wrote around its lines; what is read of it is kept here. */
  recorded(kernel: Kernel, source: Source, longest: number, interrupt: AbortSignal): Source {
    return {
      name: source.name,
      open: async () => {
        const { reader: text } = await unpacked(await source.open(), source.name, interrupt);
        const isCut = (): boolean => interrupt.aborted || text.hasFailed;
        return this.#recording(text.failing(await bare(kernel, text, longest, isCut)));
      },
    };
  }

  /** The bytes up to a place, which is behind all those that were taken before. */
  takeTo({ line, column }: Position): Buffer {
    const bytes = this.#all();
    let start = 0;
    let at = this.#column;
    for (let behind = line - this.#line; behind > 0; behind--) {
      start = bytes.indexOf(NEWLINE, start) + 1;
      at = 1;
    }
    return this.take(start + column - at);
  }

  take(length: number): Buffer {
    const bytes = this.#all();
    const taken = bytes.subarray(0, length);
    this.#held = [bytes.subarray(length)];
    this.#heldBytes = bytes.length - taken.length;
    for (let newline = taken.indexOf(NEWLINE); newline >= 0; newline = taken.indexOf(NEWLINE, newline + 1)) {
      this.#line++;
      this.#column = -newline;
    }
    this.#column += taken.length;
    return taken;
  }

  /** What is held that no record can hold any more. */
  takeStale(): Buffer {
    return this.take(Math.max(0, this.#heldBytes - this.#limit));
  }

  takeRest(): Buffer {
    return this.take(this.#heldBytes);
  }

  #all(): Buffer {
    if (this.#held.length !== 1) this.#held = [Buffer.concat(this.#held)];
    return this.#held[0]!;
  }

  #recording(reader: ByteReader): ByteReader {
    return {
      read: async (target, at, length) => {
        const read = await reader.read(target, at, length);
        this.#held.push(Buffer.from(target.subarray(at, at + read)));
        this.#heldBytes += read;
        return read;
      },
      close: () => reader.close(),
    };
  }
}

/** Without what log drivers wrote around its lines. */
async function bare(
  kernel: Kernel,
  reader: ByteReader,
  longest: number,
  isCut: () => boolean,
): Promise<ByteReader> {
  let inner = reader;
  for (let layer = 0; layer < MOST_TRANSPORTS; layer++) {
    const { reader: inside, transport } = await unwrapped(kernel, inner, longest, isCut);
    inner = inside;
    if (transport === null) break;
  }
  return inner;
}
