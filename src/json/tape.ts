// Turns the entries of values that the kernel has walked into their bounds, names, members and values.
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  MINUS,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipBlanks,
  ZERO,
} from './bytes.ts';
import type { KernelFunctions } from './functions.ts';
import type { Kernel } from './kernel.ts';

/** The bits of an entry beside its addresses: kernel/layout.ts says what they mean. */
const MARK = 0x8000_0000;
const ADDRESS = 0x7fff_ffff;

/** Entries are numbers from 1; each is good until the kernel forgets it. */
export class Tape {
  readonly #kernel: Kernel;
  readonly #functions: KernelFunctions;
  readonly #words: Uint32Array;
  readonly #at: number;
  /** Where entry 0 stands, in words. */
  readonly #base: number;

  constructor(kernel: Kernel, functions: KernelFunctions, words: Uint32Array, at: number) {
    this.#kernel = kernel;
    this.#functions = functions;
    this.#words = words;
    this.#at = at;
    this.#base = at >> 2;
  }

  /** The offset of its first byte. */
  start(entry: number): number {
    return this.#words[this.#base + entry * 4]!;
  }

  /** The offset behind its last byte. */
  end(entry: number): number {
    return this.#words[this.#base + entry * 4 + 1]!;
  }

  /** The entry behind the last value inside it. */
  next(entry: number): number {
    return this.#words[this.#base + entry * 4 + 3]! & ADDRESS;
  }

  firstByte(entry: number): number {
    return this.#kernel.bytes[this.start(entry)]!;
  }

  isObject(entry: number): boolean {
    return this.firstByte(entry) === OPEN_BRACE;
  }

  isArray(entry: number): boolean {
    return this.firstByte(entry) === OPEN_BRACKET;
  }

  isString(entry: number): boolean {
    return this.firstByte(entry) === QUOTE;
  }

  isNumber(entry: number): boolean {
    const byte = this.firstByte(entry);
    return byte === MINUS || (byte >= ZERO && byte <= NINE);
  }

  /** Whether it has more values than go onto the tape, so that those inside it are not there. */
  isClosed(entry: number): boolean {
    return (this.#words[this.#base + entry * 4 + 3]! & MARK) !== 0 && !this.isString(entry);
  }

  /** The offset behind the opening quote of its key; 0 where it has none. */
  keyStart(entry: number): number {
    return this.#words[this.#base + entry * 4 + 2]! & ADDRESS;
  }

  /** The offset of the closing quote of its key. */
  keyEnd(entry: number): number {
    return this.#functions.keyEndBefore(this.start(entry));
  }

  /** Its key. */
  name(entry: number): string {
    const { bytes } = this.#kernel;
    const isEscaped = (this.#words[this.#base + entry * 4 + 2]! & MARK) !== 0;
    const [start, end] = [this.keyStart(entry), this.keyEnd(entry)];
    return isEscaped
      ? JSON.parse(bytes.toString('utf8', start - 1, end + 1))
      : bytes.toString('utf8', start, end);
  }

  /** Whether this is its key. */
  hasName(entry: number, name: string): boolean {
    // An escaped key is longer than what it spells.
    return this.keyEnd(entry) - this.keyStart(entry) >= name.length && this.name(entry) === name;
  }

  /** The text of a string; undefined for other values. */
  string(entry: number): string | undefined {
    if (!this.isString(entry)) return undefined;
    const { bytes } = this.#kernel;
    const isEscaped = (this.#words[this.#base + entry * 4 + 3]! & MARK) !== 0;
    const [start, end] = [this.start(entry), this.end(entry)];
    return isEscaped
      ? JSON.parse(bytes.toString('utf8', start, end))
      : bytes.toString('utf8', start + 1, end - 1);
  }

  /** The number that JSON.parse would give; undefined for other values. */
  number(entry: number): number | undefined {
    if (!this.isNumber(entry)) return undefined;
    const [start, end] = [this.start(entry), this.end(entry)];
    const whole = this.#functions.wholeNumber(start, end);
    return Number.isNaN(whole) ? Number(this.#kernel.bytes.toString('latin1', start, end)) : whole;
  }

  /** The members of an object, or the items of an array, in order; each of a closed one is good until the next is asked for. */
  *children(entry: number): Generator<number> {
    if (!this.isObject(entry) && !this.isArray(entry)) return;
    if (this.isClosed(entry)) yield* this.#stepped(entry);
    else {
      const past = this.next(entry);
      for (let child = entry + 1; child < past; child = this.next(child)) yield child;
    }
  }

  /** The last member of this name; 0 where there is none. */
  member(entry: number, name: string): number {
    if (!this.isObject(entry)) return 0;
    let [found, key] = [0, 0];
    let bounds: Bounds | undefined;
    for (const child of this.children(entry)) {
      if (!this.hasName(child, name)) continue;
      found = child;
      key = this.#keyWord(child);
      bounds = { start: this.start(child), end: this.end(child) };
    }
    return bounds === undefined || !this.isClosed(entry) ? found : this.#walkedAgain(bounds, key);
  }

  /** Notes the members of an object by which a message is known at the address `out`. */
  noteFields(entry: number, out: number): void {
    const { fields, noteField, noteCallField } = this.#functions;
    if (!this.isClosed(entry)) {
      fields(this.#at, entry, out);
      return;
    }
    this.#kernel.bytes.fill(0, out, out + NOTE_BYTES);
    this.#noteStepped(entry, out, (member) => noteField(this.#at, member, out) !== 0);
    const call = this.#words[(out >> 2) + CALL_NOTE]!;
    if (call !== 0 && this.isObject(call) && this.isClosed(call))
      this.#noteStepped(call, out, (member) => noteCallField(this.#at, member, out) !== 0);
  }

  /** Notes the last member of each name, and walks it again so that it stays on the tape. */
  #noteStepped(object: number, out: number, note: (member: number) => boolean): void {
    const noted = new Map<number, Bounds & { readonly key: number }>();
    const notes = this.#words.subarray(out >> 2, (out + NOTE_BYTES) >> 2);
    for (const member of this.#stepped(object)) {
      if (!note(member)) continue;
      noted.set(notes.indexOf(member), {
        start: this.start(member),
        end: this.end(member),
        key: this.#keyWord(member),
      });
      notes[notes.indexOf(member)] = 0;
    }
    for (const { key, ...bounds } of noted.values()) note(this.#walkedAgain(bounds, key));
  }

  #keyWord(entry: number): number {
    return this.#words[this.#base + entry * 4 + 2]!;
  }

  #walkedAgain({ start, end }: Bounds, key: number): number {
    const entry = this.#kernel.walk(start, end);
    this.#words[this.#base + entry * 4 + 2] = key;
    return entry;
  }

  /** Walks child after child of a value that was walked before, and forgets each. */
  *#stepped(entry: number): Generator<number> {
    const kernel = this.#kernel;
    const { bytes } = kernel;
    const end = this.end(entry);
    const isObject = this.isObject(entry);
    const close = isObject ? CLOSE_BRACE : CLOSE_BRACKET;
    for (let at = skipBlanks(bytes, this.start(entry) + 1, end); bytes[at] !== close; ) {
      let key = 0;
      if (isObject) {
        const name = kernel.walk(at, end);
        key = ((at + 1) | (this.#words[this.#base + name * 4 + 3]! & MARK)) >>> 0;
        at = skipBlanks(bytes, this.end(name), end) + 1;
        kernel.forget(name);
      }
      const child = kernel.walk(at, end);
      this.#words[this.#base + child * 4 + 2] = key;
      at = skipBlanks(bytes, this.end(child), end);
      if (bytes[at] === COMMA) at = skipBlanks(bytes, at + 1, end);
      yield child;
      kernel.forget(child);
    }
  }
}

interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** What kernel/fields.ts writes, and in which of its words the call stands. */
export const NOTE_BYTES = 64;
const CALL_NOTE = 6;
