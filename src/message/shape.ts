// Turns the bytes of messages that are laid out like one before them into the fields of their events, by a few looks each.
import { NINE, ZERO } from '../json/bytes.ts';
import { Literal } from '../json/literal.ts';
import type { CallTable, KnownCall } from './call-table.ts';
import { whatOf } from './columns.ts';

/** What stands between the bytes that are the same in every message of a shape. */
export type Part = 'time' | 'turn' | 'role' | 'status' | 'call';

/** A part of a message, at bytes [start, end). */
export interface PartAt {
  readonly part: Part;
  readonly start: number;
  readonly end: number;
}

/** Where in its document a message begins, and on which level its members are. */
export interface MessageAt {
  readonly start: number;
  readonly level: number;
}

/** What a shape reads. */
export interface ShapeFields {
  /** Epoch ms. */
  at: number;
  /** As EventColumns has it. */
  what: number;
  turn: number;
  call: KnownCall | undefined;
  /** Of the message. */
  start: number;
}

const NOTHING = -1;
const TIME_DIGITS = 13;
const MOST_TURN_DIGITS = 9;

/**
 * Sound because what is the same is compared, all of it, with bytes that were walked, and between it stand only digits, four
 * words and objects of calls that were walked too, and stand within a line: nothing that could hold a line break, or half a
 * character.
 */
export class Shape {
  readonly #literals: readonly Literal[];
  readonly #parts: readonly Part[];
  readonly #messageAt: number;
  readonly #level: number;

  /** Learns from the document of bytes [start, end), whose message has these parts in this order. */
  constructor(bytes: Buffer, start: number, end: number, message: MessageAt, parts: readonly PartAt[]) {
    this.#messageAt = message.start - start;
    this.#level = message.level;
    this.#parts = parts.map(({ part }) => part);
    const bounds = [start, ...parts.flatMap((part) => [part.start, part.end]), end];
    this.#literals = Array.from(
      { length: parts.length + 1 },
      (_, index) => new Literal(bytes.subarray(bounds[index * 2], bounds[index * 2 + 1])),
    );
  }

  /**
   * Gives where the document ends; NOTHING where the bytes from `start` are not of this shape, or go on beyond `end`. `view` is
   * on the same bytes.
   */
  read(
    bytes: Buffer,
    view: DataView,
    start: number,
    end: number,
    calls: CallTable,
    into: ShapeFields,
  ): number {
    let [isAssistant, isStarted] = [false, false];
    let at = start;
    for (let index = 0; index < this.#parts.length; index++) {
      const literal = this.#literals[index]!;
      if (!literal.isAt(view, at, end)) return NOTHING;
      at += literal.length;
      switch (this.#parts[index]!) {
        case 'time':
          if (at + TIME_DIGITS > end) return NOTHING;
          into.at = timeAt(view, at);
          if (into.at < 0) return NOTHING;
          at += TIME_DIGITS;
          break;
        case 'turn': {
          const digits = digitsAt(view, at, Math.min(end, at + MOST_TURN_DIGITS));
          if (digits === 0 || (digits > 1 && view.getUint8(at) === ZERO)) return NOTHING;
          into.turn = wholeAt(view, at, digits);
          at += digits;
          break;
        }
        case 'role':
          isAssistant = ASSISTANT.isAt(view, at, end);
          if (!isAssistant && !USER.isAt(view, at, end)) return NOTHING;
          at += isAssistant ? ASSISTANT.length : USER.length;
          break;
        case 'status':
          isStarted = STARTED.isAt(view, at, end);
          if (!isStarted && !STOPPED.isAt(view, at, end)) return NOTHING;
          at += STARTED.length;
          break;
        case 'call': {
          const known = calls.find(bytes, at, end, this.#level);
          if (known?.isInLine !== true) return NOTHING;
          into.call = known;
          at += known.length;
        }
      }
    }
    const literal = this.#literals.at(-1)!;
    if (!literal.isAt(view, at, end)) return NOTHING;
    into.what = whatOf(isAssistant ? 'assistant' : 'user', isStarted ? 'started' : 'stopped');
    into.start = start + this.#messageAt;
    return at + literal.length;
  }
}

const [ASSISTANT, USER, STARTED, STOPPED] = ['assistant', 'user', 'started', 'stopped'].map(
  (word) => new Literal(Buffer.from(`"${word}"`)),
) as [Literal, Literal, Literal, Literal];

/** Of 13 digits, the first of them no 0; below 0 where there are others. */
function timeAt(view: DataView, at: number): number {
  const first = view.getUint8(at) - ZERO;
  const [high, middle, low] = [fourAt(view, at + 1), fourAt(view, at + 5), fourAt(view, at + 9)];
  if (first < 1 || first > 9 || high < 0 || middle < 0 || low < 0) return NOTHING;
  return first * 1e12 + high * 1e8 + middle * 1e4 + low;
}

/** Of four digits; below 0 where there are others. A byte is a digit if it is 3x, and with 6 more still is. */
function fourAt(view: DataView, at: number): number {
  const word = view.getInt32(at);
  if ((word & HIGH) !== DIGITS || ((word + 0x06060606) & HIGH) !== DIGITS) return NOTHING;
  return ((word >> 24) & 15) * 1000 + ((word >> 16) & 15) * 100 + ((word >> 8) & 15) * 10 + (word & 15);
}

const HIGH = 0xf0f0f0f0 | 0;
const DIGITS = 0x30303030;

function digitsAt(view: DataView, at: number, most: number): number {
  let end = at;
  while (end < most && isDigit(view.getUint8(end))) end++;
  return end - at;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** Of up to nine digits. */
function wholeAt(view: DataView, at: number, digits: number): number {
  let whole = 0;
  for (let index = at; index < at + digits; index++) whole = (whole * 10 + view.getUint8(index) - ZERO) | 0;
  return whole;
}
