// Turns a record into the messages in it, through whatever was written around them, and tells where each stands.
import type { Record } from '../input/record.ts';
import type { Received, Text } from '../input/text.ts';
import { OPEN_BRACE, OPEN_BRACKET, QUOTE, skipBlanks } from '../json/bytes.ts';
import type { Kernel } from '../json/kernel.ts';
import { parsePointer } from '../json/pointer.ts';
import type { Problem } from '../json/problem.ts';
import { isBeyond } from '../limits.ts';
import { Budget } from './budget.ts';
import { textIn, textsWithin } from './carried.ts';
import type { DocumentVisitor } from './document-visitor.ts';
import { firstIn } from './first.ts';
import { literalIn } from './literal.ts';
import { EVERY, placesAt } from './payloads.ts';
import { MessageReader } from './reader.ts';
import { receivedBefore } from './received.ts';
import { MESSAGE, waysInto } from './routes.ts';

/** Deeper than this nobody wraps. */
const MAX_LAYERS = 12;

export class Unwrapper {
  readonly #visitor: DocumentVisitor;
  readonly #kernel: Kernel;
  readonly #at: readonly string[] | undefined;
  /** One for each layer, made where the first document lies so deep. */
  readonly #readers: MessageReader[] = [];
  #found = 0;
  readonly #budget = new Budget();
  /** What was taken off on the way to the message at hand, outermost first. */
  readonly layers: string[] = [];

  /** `at` is the pointer to the payload where it is told, and need not be sought. */
  constructor(visitor: DocumentVisitor, kernel: Kernel, at?: string) {
    this.#visitor = visitor;
    this.#kernel = kernel;
    this.#at = at === undefined ? undefined : parsePointer(at);
  }

  /** Records lie in the memory of the kernel. */
  read(record: Record): void {
    const { start, end, received, document } = record;
    this.#budget.renew(end - start);
    this.#text(record, start, end, received, 0, document);
  }

  /** `walked` is the document that the text begins with, where that is on the tape already; else 0. */
  #text(text: Text, start: number, end: number, received: Received | null, depth: number, walked = 0): void {
    const { bytes } = text;
    const at = skipBlanks(bytes, start, end);
    if (bytes[at] === OPEN_BRACE && at < end) this.#documents(text, at, end, received, depth, walked);
    else if (bytes[at] !== OPEN_BRACKET || !this.#array(text, at, end, received, depth))
      this.#line(text, at, end, received, depth);
  }

  /** One document after another, where two writers did not wait for each other. */
  #documents(
    text: Text,
    from: number,
    end: number,
    received: Received | null,
    depth: number,
    first: number,
  ): void {
    const kernel = this.#kernel;
    for (let at = from, known = first; at < end; known = 0) {
      if (depth > 0 && !this.#budget.allowsDocument()) return;
      const entry = known === 0 ? kernel.walk(at, end) : known;
      if (entry === 0) {
        this.#broken(text, at, end, kernel.problem, depth);
        return;
      }
      this.#document(text, entry, received, depth);
      at = skipBlanks(text.bytes, kernel.tape.end(entry), end);
      kernel.forget(entry);
      if (at < end && text.bytes[at] !== OPEN_BRACE) {
        if (depth === 0) this.#visitor.broken(text, at, end, { reason: 'more-after-value', at });
        return;
      }
    }
  }

  #document(text: Text, entry: number, received: Received | null, depth: number): void {
    const reader = this.#readerAt(depth);
    const kind = reader.read(entry);
    if (this.#at !== undefined && depth === 0) this.#named(text, reader, received);
    else if (kind !== 'not-message') this.#message(text, reader, received);
    else if (!this.#wrapped(text, reader, received, depth) && depth === 0)
      this.#visitor.notMessage(text, reader);
  }

  #message(text: Text, reader: MessageReader, received: Received | null): void {
    this.#found++;
    this.#visitor.message(text, reader, received);
  }

  /** What is broken within a wrapper is told only where it was to be a message of ours. */
  #broken(text: Text, start: number, end: number, problem: Problem, depth: number): void {
    if (depth > 0 && !text.bytes.subarray(start, end).includes(MESSAGE)) return;
    this.#found++;
    const isShown = problem.reason === 'wants-key' || problem.reason === 'wants-colon';
    const literal = isShown ? literalIn(text.bytes, start, end) : null;
    this.#visitor.broken(text, start, end, literal ?? problem);
  }

  /** Reads the items of an array of objects as a document each; false where the text is none that can be told to be JSON. */
  #array(text: Text, start: number, end: number, received: Received | null, depth: number): boolean {
    const kernel = this.#kernel;
    const entry = kernel.walk(start, end);
    if (entry === 0) {
      // A line may open with a bracket and be text; what goes beyond a limit is none.
      if (!isBeyond(kernel.problem.reason)) return false;
      this.#broken(text, start, end, kernel.problem, depth);
      return true;
    }
    const isItems = skipBlanks(text.bytes, kernel.tape.end(entry), end) === end && this.#isOfObjects(entry);
    if (isItems) this.#items(text, entry, received, depth);
    kernel.forget(entry);
    return isItems;
  }

  #isOfObjects(entry: number): boolean {
    const { bytes, tape } = this.#kernel;
    return bytes[skipBlanks(bytes, tape.start(entry) + 1, tape.end(entry))] === OPEN_BRACE;
  }

  #items(text: Text, array: number, received: Received | null, depth: number): void {
    const { tape } = this.#kernel;
    for (const item of tape.children(array)) {
      if (tape.isObject(item)) {
        if (depth === 0 || this.#budget.allowsDocument()) this.#document(text, item, received, depth);
      } else if (tape.isArray(item) && this.#isOfObjects(item)) this.#items(text, item, received, depth);
      else this.#line(text, tape.start(item), tape.end(item), received, depth);
    }
  }

  /** A line that does not open with a document: some may stand behind what a logger wrote, or in strings. */
  #line(text: Text, start: number, end: number, received: Received | null, depth: number): void {
    const kernel = this.#kernel;
    const before = this.#found;
    let other: { start: number; end: number } | null = null;
    let from = start;
    let { whole, problem } = firstIn(kernel, from, end);
    for (; whole !== 0; { whole, problem } = firstIn(kernel, from, end)) {
      from = kernel.tape.end(whole);
      const written = receivedBefore(kernel.bytes, start, kernel.tape.start(whole)) ?? received;
      const document = whole;
      this.#layer('text before it in the line', () => this.#value(text, document, written, depth + 1));
      kernel.forget(whole);
      other ??= { start: kernel.tape.start(whole), end: from };
    }
    if (this.#found > before) {
      if (problem !== null) this.#broken(text, from, end, problem, depth + 1);
      return;
    }
    if (isBeyond(problem?.reason)) {
      this.#broken(text, from, end, problem!, depth);
      return;
    }
    if (depth < MAX_LAYERS) this.#strings(text, start, end, received, depth);
    if (this.#found > before) return;
    if (other !== null) this.#noDocument(text, other.start, other.end, null, depth);
    else this.#noDocument(text, start, end, problem, depth);
  }

  #strings(text: Text, start: number, end: number, received: Received | null, depth: number): void {
    const written = receivedBefore(text.bytes, start, end) ?? received;
    this.#kernel.during(() => {
      for (const within of textsWithin(this.#kernel, text, start, end))
        this.#layer('a string in a line', () =>
          this.#text(within, within.start, within.end, written, depth + 1),
        );
    });
  }

  #noDocument(text: Text, start: number, end: number, problem: Problem | null, depth: number): void {
    const kernel = this.#kernel;
    const entry = kernel.walk(start, end);
    if (entry !== 0) {
      const isAll = skipBlanks(text.bytes, kernel.tape.end(entry), end) === end;
      if (isAll) this.#notMessage(text, entry, depth);
      kernel.forget(entry);
      if (isAll) return;
    }
    const isOurs = problem === null && text.bytes.subarray(start, end).includes(MESSAGE);
    const beyond = entry === 0 && isBeyond(kernel.problem.reason) ? kernel.problem : null;
    const why = beyond ?? (isOurs ? literalIn(text.bytes, start, end) : problem);
    if (why !== null) this.#broken(text, start, end, why, depth);
    else if (depth === 0) this.#visitor.plain(text, start, end);
  }

  #notMessage(text: Text, entry: number, depth: number): void {
    const reader = this.#readerAt(depth);
    reader.read(entry);
    if (depth === 0) this.#visitor.notMessage(text, reader);
  }

  /** Follows --at. */
  #named(text: Text, reader: MessageReader, received: Received | null): void {
    const before = this.#found;
    for (const place of placesAt(this.#kernel.tape, reader.entry, this.#at!))
      this.#value(text, place.entry, place.receipt.received ?? received, 1);
    if (this.#found === before) this.#visitor.notMessage(text, reader);
  }

  /** Whether the document that `reader` has read is a wrapper with a message in it: one that is listed, or any that spells one. */
  #wrapped(text: Text, { entry }: MessageReader, received: Received | null, depth: number): boolean {
    const { tape } = this.#kernel;
    if (depth === MAX_LAYERS || !tape.isObject(entry)) return false;
    const before = this.#found;
    for (const { layer, places } of waysInto(this.#kernel, entry)) {
      if (!this.#budget.allows(tape.end(entry) - tape.start(entry))) continue;
      this.#layer(layer, () => {
        for (const { entry: inner, receipt } of places)
          this.#value(text, inner, receipt.received ?? received, depth + 1);
      });
      if (this.#found > before) return true;
    }
    return false;
  }

  #value(text: Text, entry: number, received: Received | null, depth: number): void {
    if (depth > MAX_LAYERS) return;
    const kernel = this.#kernel;
    const { tape } = kernel;
    const first = tape.firstByte(entry);
    if (first === OPEN_BRACE) this.#document(text, entry, received, depth);
    else if (first === OPEN_BRACKET) {
      for (const place of placesAt(tape, entry, [EVERY])) this.#value(text, place.entry, received, depth + 1);
    } else if (first === QUOTE) {
      kernel.during(() => {
        const inner = textIn(kernel, text, tape.start(entry), tape.end(entry));
        if (inner !== null && this.#budget.allows(inner.end - inner.start))
          this.#text(inner, inner.start, inner.end, received, depth);
      });
    }
  }

  #readerAt(depth: number): MessageReader {
    this.#readers[depth] ??= new MessageReader(this.#kernel, depth);
    return this.#readers[depth];
  }

  #layer(name: string, read: () => void): void {
    this.layers.push(name);
    read();
    this.layers.pop();
  }
}
