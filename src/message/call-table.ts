// Turns the bytes of a `call` object, which every message of a call repeats, into what it tells, read once.
import { OPEN_BRACE } from '../json/bytes.ts';
import type { Cursor } from '../json/cursor.ts';
import { MessageFields, readCall } from './fields.ts';

/** What a `call` object tells, and what was seen of its call in the batch at hand. */
export interface KnownCall {
  readonly id: string | undefined;
  readonly startedAt: string | undefined;
  readonly assistantId: string | undefined;
  readonly bytes: Buffer;
  /** Where it nests: what it holds may be too deep elsewhere. */
  readonly level: number;
  /** Calls are counted as they are met. */
  readonly number: number;
  /** The batch in which it was seen last, and its place in the list of calls there. */
  batch: number;
  index: number;
}

/** A power of two. Calls that fall onto the same place only cost another reading. */
const PLACES = 1 << 12;
/** A longer one is read each time. */
const MOST_BYTES = 64 << 10;
/** `{"id":"` comes first, and the id is where calls differ. */
const ID_AT = 7;

const NOTHING = Buffer.alloc(0);

export class CallTable {
  readonly #places: (KnownCall | undefined)[] = new Array(PLACES).fill(undefined);
  readonly #fields = new MessageFields();
  #count = 0;

  /** Steps over the object that `cursor` stands before; undefined where it is none, or broken. */
  read(cursor: Cursor): KnownCall | undefined {
    const { bytes, at: start, end, level } = cursor;
    if (bytes[start] !== OPEN_BRACE) return undefined;
    const place = placeOf(bytes, start + ID_AT);
    const known = this.#places[place];
    if (known?.level === level && isAt(known.bytes, bytes, start, end)) {
      cursor.resume(start + known.bytes.length);
      return known;
    }
    const fields = this.#fields;
    readCall(cursor, fields);
    if (cursor.problem !== null) return undefined;
    const { callId: id, callStartedAt: startedAt, assistantId } = fields;
    const isKept = cursor.at - start <= MOST_BYTES;
    const copy = isKept ? Buffer.from(bytes.subarray(start, cursor.at)) : NOTHING;
    const read = {
      id,
      startedAt,
      assistantId,
      bytes: copy,
      level,
      number: this.#count++,
      batch: -1,
      index: 0,
    };
    if (isKept) this.#places[place] = read;
    return read;
  }
}

function placeOf(bytes: Buffer, at: number): number {
  let hash = 0;
  for (let index = at; index < at + 12; index++) hash = (Math.imul(hash, 31) + bytes[index]!) | 0;
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}

/** Looking at few bytes costs less than asking for a comparison. */
const FEW = 64;

function isAt(known: Buffer, bytes: Buffer, start: number, end: number): boolean {
  const { length } = known;
  if (end - start < length) return false;
  if (length > FEW) return known.compare(bytes, start, start + length) === 0;
  for (let index = 0; index < length; index++) if (known[index] !== bytes[start + index]) return false;
  return true;
}
