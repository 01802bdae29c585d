// Turns a JSON document into the same one with filler for everything private, and every other byte as it was.
import type { BuiltInPlaces } from '../contract/load/built-in.ts';
import { OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import { decodeString, startsNumber } from '../json/read.ts';
import type { Filler } from './filler.ts';
import { isId, isPrivateNumber, isPublic, type Spot } from './spot.ts';
import { changedString } from './strings.ts';

/** What a document is: a speech-update or another message, perhaps in the envelope of a webhook, or something else. */
export interface DocumentKind {
  readonly message: 'speech-update' | 'other' | null;
  /** Whether the message stands under the document's `message`. */
  readonly enveloped: boolean;
}

/** So many bytes of filler are kept for texts that come again, as in every message of a call. */
const KEPT_BYTES = 8 << 20;

export class DocumentRedactor {
  readonly #filler: Filler;
  readonly #places: BuiltInPlaces;
  readonly #cursor = new Cursor();
  readonly #ahead = new Cursor();
  readonly #known = new Map<string, Buffer>();
  #knownBytes = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #pieces: Buffer[] = [];
  #copied = 0;

  constructor(filler: Filler, places: BuiltInPlaces) {
    this.#filler = filler;
    this.#places = places;
  }

  /** The whole JSON value in bytes [start, end). */
  redacted(bytes: Buffer, start: number, end: number, kind: DocumentKind): Buffer {
    this.#bytes = bytes;
    this.#pieces = [];
    this.#copied = start;
    this.#cursor.reset(bytes, start, end);
    const value: unknown = JSON.parse(bytes.toString('utf8', start, end));
    if (kind.message === null) this.#value(UNKNOWN, value);
    else if (kind.enveloped) this.#envelope(kind.message, value);
    else this.#value(this.#messageSpot(kind.message, value), value);
    this.#pieces.push(bytes.subarray(this.#copied, end));
    return Buffer.concat(this.#pieces);
  }

  #messageSpot(message: 'speech-update' | 'other', value: unknown): Spot {
    const known = message === 'other' ? this.#places.otherMessage(value) : this.#places.speechUpdate(value);
    return { known, name: '', own: false, open: false };
  }

  #envelope(message: 'speech-update' | 'other', value: unknown): void {
    this.#members(value, (name, member) => {
      const known = name === 'message' || this.#places.names.has(name);
      const spot = name === 'message' ? this.#messageSpot(message, member) : { ...UNKNOWN, name };
      return { spot, kept: known };
    });
  }

  #value(spot: Spot, value: unknown): void {
    const byte = this.#cursor.peek();
    if (byte === OPEN_BRACE) this.#object(spot, value);
    else if (byte === OPEN_BRACKET) this.#array(spot, value);
    else if (byte === QUOTE) this.#string(spot);
    else if (startsNumber(byte)) this.#number(spot);
    else this.#cursor.skipValue();
  }

  #object(spot: Spot, value: unknown): void {
    this.#members(value, (name, member) => {
      const { place, name: told } = spot.known?.member(name, member) ?? NOWHERE;
      const inner: Spot = {
        known: place,
        name,
        own: spot.name === '' && spot.known !== null,
        open: spot.open || (told === 'free' && place === null && spot.known !== null),
      };
      const kept = told === 'free' ? spot.known === null && this.#isListed(spot, name) : true;
      return { spot: inner, kept };
    });
  }

  /** Where the contract knows nothing of an object, names that it lists elsewhere are no secret. */
  #isListed({ open }: Spot, name: string): boolean {
    return !open && this.#places.names.has(name);
  }

  #members(value: unknown, look: (name: string, member: unknown) => { spot: Spot; kept: boolean }): void {
    const cursor = this.#cursor;
    const taken = new Set(typeof value === 'object' && value !== null ? Object.keys(value) : []);
    const given = new Map<string, Buffer>();
    cursor.enter(OPEN_BRACE);
    while (cursor.nextKey()) {
      const { keyStart, keyEnd } = cursor;
      const name = decodeString(this.#bytes, keyStart, keyEnd);
      const member = this.#valueAhead(memberOf(value, name));
      const { spot, kept } = look(name, member);
      if (!kept)
        this.#put(keyStart, keyEnd, given.get(name) ?? this.#newName(name, keyStart, keyEnd, taken, given));
      this.#value(spot, member);
    }
  }

  /** Another name than all of the object's, so that no member hides another. */
  #newName(name: string, start: number, end: number, taken: Set<string>, given: Map<string, Buffer>): Buffer {
    for (let attempt = 0; ; attempt++) {
      const raw = changedString(this.#bytes.subarray(start, end), (text) => this.#filler.name(text, attempt));
      const made = decodeString(Buffer.concat([MARK, raw, MARK]), 1, 1 + raw.length);
      // A name without letters and digits has no other of its shape.
      if (taken.has(made) && attempt < MOST_ATTEMPTS) continue;
      taken.add(made);
      given.set(name, raw);
      return raw;
    }
  }

  #array({ known, name, open }: Spot, value: unknown): void {
    const cursor = this.#cursor;
    cursor.enter(OPEN_BRACKET);
    for (let index = 0; cursor.nextItem(); index++) {
      const item = this.#valueAhead(Array.isArray(value) ? value[index] : undefined);
      this.#value({ known: known?.item(item) ?? null, name, own: false, open }, item);
    }
  }

  /** Of keys that stand twice, `parsed` is the value of the last; an earlier one may be another kind of value. */
  #valueAhead(parsed: unknown): unknown {
    const byte = this.#cursor.peek();
    if (isOpenedBy(byte, parsed)) return parsed;
    const { at, end } = this.#cursor;
    this.#ahead.reset(this.#bytes, at, end);
    this.#ahead.skipValue();
    return JSON.parse(this.#bytes.toString('utf8', at, this.#ahead.at));
  }

  #string(spot: Spot): void {
    const start = this.#cursor.at + 1;
    this.#cursor.skipValue();
    const end = this.#cursor.at - 1;
    const text = decodeString(this.#bytes, start, end);
    if (isPublic(spot, text)) return;
    const opening = spot.known?.opening() ?? '';
    const way = isId(spot) ? 'id' : 'text';
    this.#put(start, end, this.#filled(way, text.startsWith(opening) ? opening : '', start, end));
  }

  #filled(way: 'id' | 'text', opening: string, start: number, end: number): Buffer {
    const raw = this.#bytes.subarray(start, end);
    const key = `${way} ${opening} ${raw.toString('latin1')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const filled = changedString(raw, (text) =>
      text.startsWith(opening)
        ? opening + this.#filler[way](text.slice(opening.length))
        : this.#filler[way](text),
    );
    this.#knownBytes += key.length + filled.length;
    if (this.#knownBytes > KEPT_BYTES) {
      this.#known.clear();
      this.#knownBytes = key.length + filled.length;
    }
    this.#known.set(key, filled);
    return filled;
  }

  #number(spot: Spot): void {
    const start = this.#cursor.at;
    this.#cursor.skipValue();
    const text = this.#bytes.toString('latin1', start, this.#cursor.at);
    if (isPrivateNumber(spot, Number(text)))
      this.#put(start, this.#cursor.at, Buffer.from(this.#filler.number(text)));
  }

  #put(start: number, end: number, bytes: Buffer): void {
    this.#pieces.push(this.#bytes.subarray(this.#copied, start), bytes);
    this.#copied = end;
  }
}

const UNKNOWN: Spot = { known: null, name: '', own: false, open: false };
const NOWHERE = { place: null, name: 'free' } as const;
const MARK = Buffer.from('"');
const MOST_ATTEMPTS = 8;

/** Whether a value of JSON can begin with this byte. */
function isOpenedBy(byte: number, value: unknown): boolean {
  if (byte === OPEN_BRACE) return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (byte === OPEN_BRACKET) return Array.isArray(value);
  return value !== undefined && (typeof value !== 'object' || value === null);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
