// Turns bytes into records that are whole JSON documents over any number of lines, with lines of text between them.

import { boundsOf } from '../../json/bounds.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, NEWLINE, RETURN, skipBlanks } from '../../json/bytes.ts';
import type { Kernel } from '../../json/kernel.ts';
import type { Framer, Framing, Step } from './framing.ts';
import { lineEnd, openingsIn, opensDocument, skipFiller } from './opening.ts';
import { endWithRawBreaks, NEEDS_MORE } from './raw-breaks.ts';

export class DocumentFramer implements Framer {
  start = 0;
  end = 0;
  resume = 0;
  cut = false;
  document = 0;
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  next(from: number, to: number, last: boolean): Step {
    const { bytes } = this.#kernel;
    this.document = 0;
    this.#kernel.clear();
    this.start = skipFiller(bytes, from, to);
    this.resume = this.start;
    if (this.start === to) return last ? 'end' : 'more';
    return opensDocument(bytes[this.start]) ? this.#document(from, to, last) : this.#line(from, to, last);
  }

  /** A value opens at `start`; its line does at or after `from`. */
  #document(from: number, to: number, last: boolean): Step {
    const { bytes } = this.#kernel;
    const { end: whole, document, problem } = boundsOf(this.#kernel, this.start, to);
    if (problem === null) {
      this.document = document;
      return this.#record(whole, false);
    }
    const early = problem.reason === 'ends-early';
    if (early && !last) return 'more';
    const end = endWithRawBreaks(this.#kernel, this.start, to, problem);
    if (end >= 0) return this.#record(end, false);
    if (end === NEEDS_MORE && !last) return 'more';
    // What nests too deeply is whole as far as it was walked: no document begins in there.
    const walked = problem.reason === 'too-deep' ? problem.at : this.start;
    const next = nextStart(bytes, walked, to, indentOf(bytes, from, this.start), last);
    if (next >= 0) return this.#record(next, false);
    return last ? this.#record(to, early) : 'more';
  }

  /** A line that opens with something else: a document may open within it, behind what a logger wrote. */
  #line(from: number, to: number, last: boolean): Step {
    const { bytes } = this.#kernel;
    const end = lineEnd(bytes, this.start, to);
    if (end === to && !last) return 'more';
    for (const at of openingsIn(bytes, this.start, end)) {
      const { end: documentEnd, document, problem } = boundsOf(this.#kernel, at, to);
      if (problem === null) {
        // Within one line, the record is the line: what stands before the document belongs to it.
        if (documentEnd <= end) return this.#record(textEnd(bytes, this.start, end), false);
        this.start = at;
        this.document = document;
        return this.#record(documentEnd, false);
      }
      if (skipBlanks(bytes, at + 1, end) < end) continue;
      if (problem.reason !== 'ends-early') return this.#shown(from, to, last);
      if (!last) return 'more';
    }
    return this.#record(textEnd(bytes, this.start, end), last && end === to);
  }

  /** What opens at the end of a line and is no JSON, as programs show their objects: up to the line that closes it. */
  #shown(from: number, to: number, last: boolean): Step {
    const { bytes } = this.#kernel;
    const end = blockEnd(bytes, this.start, to, indentOf(bytes, from, this.start));
    return end === to && !last ? 'more' : this.#record(textEnd(bytes, this.start, end), last && end === to);
  }

  #record(end: number, cut: boolean): Step {
    this.end = end;
    this.resume = end;
    this.cut = cut;
    return 'record';
  }
}

/** Without the carriage return of a line that ends in one. */
function textEnd(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === RETURN ? end - 1 : end;
}

/** The end of the first later line that is indented no deeper, if a bracket closes in it, else of the line before. */
function blockEnd(bytes: Buffer, from: number, to: number, indent: number): number {
  for (let end = lineEnd(bytes, from, to); end < to; ) {
    const next = lineEnd(bytes, end + 1, to);
    const start = skipBlanks(bytes, end + 1, next);
    if (start < next && start - end - 1 <= indent) return CLOSING.has(bytes[start]!) ? next : end;
    end = next;
  }
  return to;
}

const CLOSING: ReadonlySet<number> = new Set([CLOSE_BRACE, CLOSE_BRACKET]);

/** How many blanks stand before `at` in its line. */
function indentOf(bytes: Buffer, from: number, at: number): number {
  return at - Math.max(from, bytes.subarray(0, at).lastIndexOf(NEWLINE) + 1);
}

/** Lines of text after a broken document are searched this far for its closing bracket. */
const MOST_TEXT = 1 << 16;

/**
 * After a broken document: the start of the first later line that is indented no deeper than it was, and cannot be a
 * part of it: it opens another value, or with a word that is no JSON. Such words are part of the document, as lines of a text
 * in it, if its closing bracket follows before another value opens: then reading resumes behind that. -1 where there is none.
 */
function nextStart(bytes: Buffer, from: number, to: number, indent: number, last: boolean): number {
  let text = -1;
  for (let end = lineEnd(bytes, from, to); end < to; ) {
    if (text >= 0 && end - text > MOST_TEXT) return text;
    const next = lineEnd(bytes, end + 1, to);
    if (next === to && !last) return -1;
    const start = skipBlanks(bytes, end + 1, next);
    const depth = start - end - 1;
    if (start < next && depth <= indent) {
      const byte = bytes[start]!;
      if (opensDocument(byte)) return text < 0 ? end + 1 : text;
      if (text >= 0 && depth === indent && CLOSING.has(byte)) return next;
      if (text < 0 && isText(byte)) text = end + 1;
    }
    end = next;
  }
  return text;
}

function isText(byte: number): boolean {
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  return isLetter && !WORDS.has(byte);
}

/** First letters of true, false and null. */
const WORDS: ReadonlySet<number> = new Set([0x74, 0x66, 0x6e]);

export const documents: Framing = { name: 'JSON documents', framer: (kernel) => new DocumentFramer(kernel) };
