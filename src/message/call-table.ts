// Turns the bytes of a `call` object, which every message of a call repeats, into what it tells, read once.
import { NEWLINE, OPEN_BRACE } from '../json/bytes.ts';
import type { Cursor } from '../json/cursor.ts';
import type { KnownBytes } from '../json/steps.ts';
import { View, viewOf } from '../json/view.ts';
import type { Duplicate } from './duplicates.ts';
import { type CallFields, readCall } from './fields.ts';

/** What a `call` object tells, and what was seen of its call in the batch at hand. */
export interface KnownCall extends KnownBytes {
  readonly id: string | undefined;
  readonly startedAt: string | undefined;
  readonly assistantId: string | undefined;
  /** The object itself, where it is long. */
  readonly bytes: Buffer;
  /** Whether it stands within one line. */
  readonly isInLine: boolean;
  /** Where it nests: what it holds may be too deep elsewhere. */
  readonly level: number;
  /** Calls are counted as they are met. */
  readonly number: number;
  /** The batch in which it was seen last, and its place in the list of calls there. */
  batch: number;
  index: number;
  /** Keys that stand twice in it, once somebody looked. */
  twice: readonly Duplicate[] | undefined;
}

/** A power of two. Calls that fall onto the same place only cost another reading. */
const PLACES = 1 << 10;
/** A longer one is read each time. */
const MOST_BYTES = 64 << 10;
/** `{"id":"` comes first, and the id is where calls differ. */
const ID_AT = 7;
const LEAST_BYTES = ID_AT + 12;
/** Up to so many bytes are kept in one piece of memory, and looked at there: that costs less than asking for a comparison. */
const FEW_BITS = 7;
const FEW = 1 << FEW_BITS;

const NOTHING = Buffer.alloc(0);

export class CallTable {
  readonly #places: (KnownCall | undefined)[] = new Array(PLACES).fill(undefined);
  /** The short objects, each at its place. */
  readonly #short = Buffer.alloc(PLACES * FEW);
  readonly #shortView = viewOf(this.#short);
  readonly #fields: CallFields = { callId: undefined, callStartedAt: undefined, assistantId: undefined };
  readonly #view = new View();
  #count = 0;

  /** Steps over the object that `cursor` stands before; undefined where it is none, or broken. */
  read(cursor: Cursor): KnownCall | undefined {
    const { bytes, at: start, end, level } = cursor;
    if (bytes[start] !== OPEN_BRACE) return undefined;
    const known = this.find(bytes, start, end, level);
    if (known !== undefined) {
      cursor.resume(start + known.length);
      return known;
    }
    const fields = this.#fields;
    readCall(cursor, fields);
    return cursor.problem === null ? this.#keep(bytes, start, cursor.at, level, fields) : undefined;
  }

  /** The object that begins at `start`, if it was read before on the same level. */
  find(bytes: Buffer, start: number, end: number, level: number): KnownCall | undefined {
    if (start + LEAST_BYTES > end) return undefined;
    const view = this.#view.of(bytes);
    const place = placeOf(view, start + ID_AT);
    const known = this.#places[place];
    if (known?.level !== level || start + known.length > end) return undefined;
    const isSame =
      known.length > FEW
        ? known.bytes.compare(bytes, start, start + known.length) === 0
        : isSameAt(this.#shortView, place << FEW_BITS, view, start, known.length);
    return isSame ? known : undefined;
  }

  #keep(bytes: Buffer, start: number, end: number, level: number, fields: CallFields): KnownCall {
    const { callId: id, callStartedAt: startedAt, assistantId } = fields;
    const length = end - start;
    const isKept = length >= LEAST_BYTES && length <= MOST_BYTES;
    const copy = isKept && length > FEW ? Buffer.from(bytes.subarray(start, end)) : NOTHING;
    const number = this.#count++;
    const told = { id, startedAt, assistantId };
    const known = {
      ...told,
      length,
      bytes: copy,
      isInLine: !bytes.subarray(start, end).includes(NEWLINE),
      level,
      number,
      batch: -1,
      index: 0,
      note: undefined,
      times: 0,
      twice: undefined,
    };
    if (!isKept) return known;
    const place = placeOf(this.#view.of(bytes), start + ID_AT);
    this.#places[place] = known;
    if (length <= FEW) bytes.copy(this.#short, place << FEW_BITS, start, end);
    return known;
  }
}

/** Of at least four bytes: the last four may overlap those before. */
function isSameAt(a: DataView, atA: number, b: DataView, atB: number, length: number): boolean {
  for (let index = 0; index < length - 4; index += 4)
    if (a.getInt32(atA + index) !== b.getInt32(atB + index)) return false;
  return a.getInt32(atA + length - 4) === b.getInt32(atB + length - 4);
}

function placeOf(view: DataView, at: number): number {
  const mixed =
    Math.imul(view.getInt32(at), 31) ^ Math.imul(view.getInt32(at + 4), 0x9e3779b1) ^ view.getInt32(at + 8);
  return (mixed ^ (mixed >>> 15)) & (PLACES - 1);
}
