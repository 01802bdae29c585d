// Turns a record into the messages in it, through whatever was written around them, and tells where each stands.
import type { Received, Text } from '../input/text.ts';
import { OPEN_BRACE, OPEN_BRACKET, QUOTE, skipBlanks } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import { parsePointer } from '../json/pointer.ts';
import type { Problem } from '../json/problem.ts';
import { isBeyond } from '../limits.ts';
import { Budget } from './budget.ts';
import { textIn, textsWithin } from './carried.ts';
import type { DocumentVisitor } from './document-visitor.ts';
import { firstIn, type Span } from './first.ts';
import { literalIn } from './literal.ts';
import { EVERY, type Place, placesAt } from './payloads.ts';
import { MessageReader } from './reader.ts';
import { Receipts, receivedBefore } from './received.ts';
import { ROUTES } from './routes.ts';

/** Deeper than this nobody wraps. */
const MAX_LAYERS = 12;

const MESSAGE = Buffer.from('speech-update');

/** What stands in a line is no member of an object. */
const NOWHERE: Span = { start: 0, end: 0 };

export class Unwrapper {
  readonly #visitor: DocumentVisitor;
  readonly #at: readonly string[] | undefined;
  /** One for each layer, made where the first document lies so deep. */
  readonly #readers: MessageReader[] = [];
  readonly #cursor = new Cursor();
  #found = 0;
  readonly #budget = new Budget();
  readonly #receipts = new Receipts();
  /** What was taken off on the way to the message at hand, outermost first. */
  readonly layers: string[] = [];

  /** `at` is the pointer to the payload where it is told, and need not be sought. */
  constructor(visitor: DocumentVisitor, at?: string) {
    this.#visitor = visitor;
    this.#at = at === undefined ? undefined : parsePointer(at);
  }

  read(text: Text, start: number, end: number, received: Received | null): void {
    this.#budget.renew(end - start);
    this.#text(text, start, end, received, 0);
  }

  #text(text: Text, start: number, end: number, received: Received | null, depth: number): void {
    const { bytes } = text;
    const at = skipBlanks(bytes, start, end);
    if (bytes[at] === OPEN_BRACE && at < end) this.#documents(text, at, end, received, depth);
    else if (bytes[at] !== OPEN_BRACKET || !this.#items(text, at, end, received, depth))
      this.#line(text, at, end, received, depth);
  }

  /** One document after another, where two writers did not wait for each other. */
  #documents(text: Text, start: number, end: number, received: Received | null, depth: number): void {
    for (let at = start; at < end; ) {
      if (depth > 0 && !this.#budget.allowsDocument()) return;
      const next = this.#document(text, at, end, received, depth);
      if (next < end && text.bytes[next] !== OPEN_BRACE) {
        if (depth === 0) this.#visitor.broken(text, next, end, { reason: 'more-after-value', at: next });
        return;
      }
      at = next;
    }
  }

  /** Reads the document at `start`; gives where the next one is, `end` where there is none. */
  #document(text: Text, start: number, end: number, received: Received | null, depth: number): number {
    const reader = this.#readerAt(depth);
    const kind = reader.read(text.bytes, start, end);
    const { next } = reader;
    if (kind === 'not-json') this.#broken(text, start, end, reader.problem!, depth);
    else if (this.#at !== undefined && depth === 0) this.#named(text, reader, received);
    else if (kind !== 'not-message') this.#message(text, reader, received);
    else if (!this.#wrapped(text, reader, received, depth) && depth === 0)
      this.#visitor.notMessage(text, reader);
    return next;
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
  #items(text: Text, start: number, end: number, received: Received | null, depth: number): boolean {
    const { bytes } = text;
    const cursor = new Cursor();
    cursor.reset(bytes, start, end);
    if (!cursor.skipValue()) {
      // A line may open with a bracket and be text; what goes beyond a limit is none.
      if (!isBeyond(cursor.problem?.reason)) return false;
      this.#broken(text, start, end, cursor.problem!, depth);
      return true;
    }
    if (skipBlanks(bytes, cursor.at, end) < end) return false;
    cursor.reset(bytes, start, end);
    cursor.enter(OPEN_BRACKET);
    if (cursor.peek() !== OPEN_BRACE) return false;
    while (cursor.nextItem()) {
      cursor.peek();
      const from = cursor.at;
      cursor.skipValue();
      this.#text(text, from, cursor.at, received, depth);
    }
    return true;
  }

  /** A line that does not open with a document: some may stand behind what a logger wrote, or in strings. */
  #line(text: Text, start: number, end: number, received: Received | null, depth: number): void {
    const before = this.#found;
    const { bytes } = text;
    let other: Span | null = null;
    let from = start;
    let { whole, problem } = firstIn(bytes, from, end, this.#cursor);
    for (; whole !== null; { whole, problem } = firstIn(bytes, from, end, this.#cursor)) {
      from = whole.end;
      other ??= whole;
      const written = receivedBefore(bytes, start, whole.start) ?? received;
      const place = { ...whole, around: NOWHERE, pointer: '' };
      this.#layer('text before it in the line', () => this.#value(text, place, written, depth + 1));
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
    for (const within of textsWithin(text, start, end)) {
      const written = receivedBefore(text.bytes, start, end) ?? received;
      this.#layer('a string in a line', () => this.#text(within, 0, within.bytes.length, written, depth + 1));
    }
  }

  #noDocument(text: Text, start: number, end: number, problem: Problem | null, depth: number): void {
    const reader = this.#readerAt(depth);
    const kind = reader.read(text.bytes, start, end);
    if (kind !== 'not-json' && reader.next === end) {
      if (depth === 0) this.#visitor.notMessage(text, reader);
      return;
    }
    const isOurs = problem === null && text.bytes.subarray(start, end).includes(MESSAGE);
    const beyond = isBeyond(reader.problem?.reason) ? reader.problem : null;
    const why = beyond ?? (isOurs ? literalIn(text.bytes, start, end) : problem);
    if (why !== null) this.#broken(text, start, end, why, depth);
    else if (depth === 0) this.#visitor.plain(text, start, end);
  }

  /** Follows --at. */
  #named(text: Text, reader: MessageReader, received: Received | null): void {
    const before = this.#found;
    for (const place of placesAt(text.bytes, reader.start, reader.end, this.#at!))
      this.#value(text, place, received, 1);
    if (this.#found === before) this.#visitor.notMessage(text, reader);
  }

  /** Whether the document that `reader` has read is a wrapper with a message in it: one that is listed, or any that spells one. */
  #wrapped(text: Text, reader: MessageReader, received: Received | null, depth: number): boolean {
    if (depth === MAX_LAYERS || text.bytes[reader.start] !== OPEN_BRACE) return false;
    const { start, end } = reader;
    if (reader.document.first === reader.document.past) return false;
    const names = new Set(reader.names(text.bytes));
    const leads = (layer: string, places: readonly Place[]): boolean => {
      const before = this.#found;
      if (!this.#budget.allows(end - start)) return false;
      this.#layer(layer, () => {
        for (const place of places) this.#value(text, place, received, depth + 1);
      });
      return this.#found > before;
    };
    for (const route of ROUTES) {
      const [name = '', ...deeper] = route.steps;
      if (!names.has(name) || (route.beside !== undefined && !names.has(route.beside))) continue;
      if (leads(`${route.name}, ${route.pointer}`, placesAt(text.bytes, start, end, route.steps)))
        return true;
      // What was looked into as a whole need not be looked into again.
      if (deeper.length === 0) names.delete(name);
    }
    if (!text.bytes.subarray(start, end).includes(MESSAGE)) return false;
    const members = placesAt(text.bytes, start, end, [EVERY]).filter(({ pointer }) =>
      names.has(parsePointer(pointer)[0]!),
    );
    // Who writes a body twice, parsed and as it came, means it once.
    const isString = (place: Place): boolean => text.bytes[place.start] === QUOTE;
    const layer = 'some other document';
    return (
      leads(
        layer,
        members.filter((place) => !isString(place)),
      ) || leads(layer, members.filter(isString))
    );
  }

  #value(text: Text, { start, end, around }: Place, received: Received | null, depth: number): void {
    if (depth > MAX_LAYERS) return;
    const first = text.bytes[start];
    if (first !== OPEN_BRACE && first !== OPEN_BRACKET && first !== QUOTE) return;
    const written = this.#receipts.in(text.bytes, around) ?? received;
    if (first === OPEN_BRACE) this.#document(text, start, end, written, depth);
    else if (first === OPEN_BRACKET) this.#values(text, start, end, written, depth);
    else {
      const inner = textIn(text, start, end);
      if (inner !== null && this.#budget.allows(inner.bytes.length))
        this.#text(inner, 0, inner.bytes.length, written, depth);
    }
  }

  #values(text: Text, start: number, end: number, received: Received | null, depth: number): void {
    for (const place of placesAt(text.bytes, start, end, [EVERY]))
      this.#value(text, place, received, depth + 1);
  }

  #readerAt(depth: number): MessageReader {
    this.#readers[depth] ??= new MessageReader();
    return this.#readers[depth];
  }

  #layer(name: string, read: () => void): void {
    this.layers.push(name);
    read();
    this.layers.pop();
  }
}
