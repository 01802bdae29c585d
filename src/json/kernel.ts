// Turns the compiled kernel into what can be asked of it: memory to read bytes into, and walks over the JSON in there.
import { readFileSync } from 'node:fs';
import { MAX_RECORD_BYTES } from '../limits.ts';
import { skipBlanks } from './bytes.ts';
import type { Asked, KernelFunctions } from './functions.ts';
import type { Problem, Reason } from './problem.ts';
import { Tape } from './tape.ts';

/** Beside this file in a build; the sources are run by tests alone, with the kernel of the last build. */
const CODE = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/kernel.wasm' : './kernel.wasm',
  import.meta.url,
);

/** How a document is walked, several of them added up: a newline ends it as the end of the bytes would, */
export const STOPS_AT_NEWLINE = 1;
/** keys and numbers may have any length, */
export const FOR_BOUNDS = 2;
/** and strings may hold raw control characters. */
export const ALLOWS_CONTROL = 4;

const PAGE = 1 << 16;
/** The most that a memory can have. */
const MOST_PAGES = 1 << 16;
/** Behind what the kernel keeps for itself, members of messages are noted. */
export const NOTES_AT = 8 << 10;
const WINDOW_AT = PAGE;
/** Behind the last byte of what is walked, the kernel may look at so many more. */
const MARGIN = 1 << 12;
/** Texts in texts, and each has two documents on the tape: one that is walked, and one member of it at a time. */
const LAYERS = 13;
const ENTRY_BYTES = 16;
/** Documents of more values are not put onto the tape as a whole: kernel/layout.ts has the same number. */
export const MOST_VALUES = 250_000;
const MOST_DOCUMENTS = LAYERS * 2;
/** Behind them there is room for the roots of documents that find none, and of what they are stepped through by. */
const SPARE_ENTRIES = 1 << 12;
/** What is inflated may be so long, and so many times as long as a record. */
const INFLATED_BYTES = 64 << 20;
const MOST_INFLATION = 16;

/** In the order of the numbers in kernel/scalars.ts. */
const REASONS: readonly Reason[] = [
  'ends-early',
  'wants-value',
  'wants-key',
  'wants-colon',
  'wants-comma-or-brace',
  'wants-comma-or-bracket',
  'bad-number',
  'bad-word',
  'bad-escape',
  'control-character',
  'too-deep',
  'key-too-long',
  'number-too-long',
];
const FAILURE = 64 >> 2;

/** Where a value is judged: 4 MiB for names, and the rest for what is wrong. */
const JUDGING_BYTES = 36 << 20;

let code: WebAssembly.Module | undefined;

/** Compiled once, and used by every kernel of this thread. */
function compiled(): WebAssembly.Module {
  code ??= new WebAssembly.Module(readFileSync(CODE));
  return code;
}

function aligned(address: number): number {
  return Math.ceil(address / ENTRY_BYTES) * ENTRY_BYTES;
}

/**
 * One window of input, the texts that were taken out of strings in it, and the tape of what was walked. Memory is reserved at once
 * and used only as far as something is written to it, so addresses and views stay good. It is of the kind that threads can share,
 * since the engine collects garbage at once where so much of the other kind is reserved.
 */
export class Kernel {
  /** All of the memory. */
  readonly bytes: Buffer;
  readonly tape: Tape;
  /** Where input is read to: so many bytes, and a few behind them. */
  readonly room: { readonly bytes: Buffer; readonly at: number; readonly room: number };
  readonly #functions: KernelFunctions;
  readonly #words: Uint32Array;
  readonly #tapeAt: number;
  /** How many entries there is room for. */
  readonly #entries: number;
  readonly #textsAt: number;
  readonly #judges: boolean;
  /** What answers while a value is judged. */
  #asked: Asked | undefined;
  /** The first address that no text is kept at. */
  #textsTo: number;
  /** The first entry that is free; 0 is none. */
  #top = 1;

  /** `tables` are those of the contract by which it is to judge. */
  constructor(maxRecordBytes = MAX_RECORD_BYTES, tables?: Uint8Array) {
    this.#tapeAt = aligned(WINDOW_AT + maxRecordBytes + MARGIN);
    const inflated = Math.min(INFLATED_BYTES, MOST_INFLATION * maxRecordBytes);
    const values = Math.min(MOST_VALUES, maxRecordBytes + inflated) + 2;
    this.#entries = MOST_DOCUMENTS * values + SPARE_ENTRIES;
    const tablesAt = this.#tapeAt + this.#entries * ENTRY_BYTES;
    const judgingAt = aligned(tablesAt + (tables?.length ?? 0)) + MARGIN;
    this.#textsAt = tables === undefined ? tablesAt : judgingAt + JUDGING_BYTES;
    const texts = LAYERS * (maxRecordBytes + MARGIN) + 2 * inflated;
    const wanted = Math.ceil((this.#textsAt + texts) / PAGE);
    const pages = Math.min(wanted, MOST_PAGES);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    const { exports } = new WebAssembly.Instance(compiled(), {
      env: {
        memory,
        keeps: (node: number, rule: number, entry: number) => this.#asked!.keeps(node, rule >>> 0, entry),
        slips: (...asked: Parameters<Asked['slips']>) => this.#asked!.slips(...asked),
      },
    });
    this.#functions = exports as KernelFunctions;
    this.bytes = Buffer.from(memory.buffer);
    this.room = { bytes: this.bytes, at: WINDOW_AT, room: maxRecordBytes };
    this.#words = new Uint32Array(memory.buffer);
    this.#textsTo = this.#textsAt;
    this.tape = new Tape(this, this.#functions, this.#words, this.#tapeAt);
    this.#judges = tables !== undefined;
    if (tables === undefined) return;
    this.bytes.set(tables, tablesAt);
    this.#functions.useContract(tablesAt, judgingAt, JUDGING_BYTES);
  }

  /** What is wrong with a value by the contract, as kernel/defects.ts writes it; good until the next is judged. Null where nothing is. */
  judge(entry: number, asked: Asked): Uint32Array | null {
    this.#asked = asked;
    const length = this.#functions.judge(this.#tapeAt, entry) >> 2;
    if (length === 0) return null;
    const at = this.#functions.defects() >> 2;
    return this.#words.subarray(at, at + length);
  }

  /** False if none of three objects (0 for none) has two members of one name. Only a kernel that judges can tell. */
  mayHaveDoubles(first: number, second: number, third: number): boolean {
    return !this.#judges || this.#functions.hasDoubles(this.#tapeAt, first, second, third) !== 0;
  }

  /** The numbers in the memory from an address on, as so many of four bytes each. */
  numbersAt(address: number, count: number): Uint32Array {
    return this.#words.subarray(address >> 2, (address >> 2) + count);
  }

  /** Forgets all that was walked and all texts. */
  clear(): void {
    this.#top = 1;
    this.#textsTo = this.#textsAt;
  }

  /** Runs `work`, and forgets what was walked and kept meanwhile. */
  during<Result>(work: () => Result): Result {
    const [top, textsTo] = [this.#top, this.#textsTo];
    try {
      return work();
    } finally {
      this.#top = top;
      this.#textsTo = textsTo;
    }
  }

  /**
   * Walks the value that begins in bytes [start, end), behind blanks. Gives its entry on the tape, or 0 where it is not JSON or goes
   * beyond a limit: then `problem` says why. The byte at `end` must not be needed by others meanwhile.
   */
  walk(start: number, end: number, mode = 0): number {
    const first = this.#top;
    const room = Math.max(1, this.#entries - SPARE_ENTRIES - first);
    if (this.#functions.walk(start, end, mode, this.#tapeAt, first, room) === 0) return 0;
    this.#top = first + this.#functions.written.value;
    return first;
  }

  /** Forgets the entry and all behind it. */
  forget(entry: number): void {
    this.#top = entry;
  }

  /** What was wrong at the last walk that gave 0. */
  get problem(): Problem {
    return { reason: REASONS[this.#words[FAILURE]!]!, at: this.#words[FAILURE + 1]! };
  }

  /** Keeps the text of the string content [start, end) behind the other texts; null where there is no room. */
  unescaped(start: number, end: number): { start: number; end: number } | null {
    const from = this.#textsTo;
    if (from + (end - start) + MARGIN > this.bytes.length) return null;
    const to = this.#functions.unescape(start, end, from);
    this.#textsTo = to + MARGIN;
    return { start: from, end: to };
  }

  /** A copy of the text of the string content [start, end), which is no longer than a record. */
  textOf(start: number, end: number): Buffer {
    return this.during(() => {
      const text = this.unescaped(start, end)!;
      return Buffer.from(this.bytes.subarray(text.start, text.end));
    });
  }

  /** Keeps these bytes behind the other texts; null where there is no room. */
  kept(bytes: Uint8Array): { start: number; end: number } | null {
    const from = this.#textsTo;
    if (from + bytes.length + MARGIN > this.bytes.length) return null;
    this.bytes.set(bytes, from);
    this.#textsTo = from + bytes.length + MARGIN;
    return { start: from, end: from + bytes.length };
  }

  /** Bytes [start, end) for as long as the window stays as it is: texts make room for others before that, so of them a copy. */
  lasting(start: number, end: number): Buffer {
    const bytes = this.bytes.subarray(start, end);
    return start < this.#textsAt ? bytes : Buffer.from(bytes);
  }

  /** Whether these bytes are one JSON document and nothing more. */
  isDocument(bytes: Uint8Array): boolean {
    return this.during(() => {
      const text = this.kept(bytes);
      const document = text === null ? 0 : this.walk(text.start, text.end);
      return document !== 0 && skipBlanks(this.bytes, this.tape.end(document), text!.end) === text!.end;
    });
  }

  /** Where in the string content [start, end) stands what became the byte `offset` of its text, as json/escapes.ts tells it of other bytes. */
  rawOffset(start: number, end: number, offset: number): number {
    return this.#functions.rawOffset(start, end, offset);
  }

  newlines(start: number, end: number): number {
    return this.#functions.newlines(start, end);
  }

  /** Where the first newline in [start, end) stands, or `end`. */
  lineEnd(start: number, end: number): number {
    return this.#functions.lineEnd(start, end);
  }
}
