// Turns a JSON document into the same one with filler for everything private, and every other byte as it was.
import type { BuiltInPlaces } from '../contract/load/places.ts';
import { OPEN_BRACE, OPEN_BRACKET } from '../json/bytes.ts';
import type { Kernel } from '../json/kernel.ts';
import { decodeString } from '../json/read.ts';
import type { Tape } from '../json/tape.ts';
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
  readonly #tape: Tape;
  readonly #known = new Map<string, Buffer>();
  #knownBytes = 0;
  readonly #bytes: Buffer;
  #pieces: Buffer[] = [];
  #copied = 0;

  constructor(filler: Filler, places: BuiltInPlaces, { bytes, tape }: Kernel) {
    this.#bytes = bytes;
    this.#tape = tape;
    this.#filler = filler;
    this.#places = places;
  }

  /** A document on the tape. */
  redacted(entry: number, kind: DocumentKind): Buffer {
    const bytes = this.#bytes;
    const [start, end] = [this.#tape.start(entry), this.#tape.end(entry)];
    this.#pieces = [];
    this.#copied = start;
    const value: unknown = JSON.parse(bytes.toString('utf8', start, end));
    if (kind.message === null) this.#value(UNKNOWN, value, entry);
    else if (kind.enveloped) this.#envelope(kind.message, value, entry);
    else this.#value(this.#messageSpot(kind.message, value), value, entry);
    this.#pieces.push(bytes.subarray(this.#copied, end));
    return Buffer.concat(this.#pieces);
  }

  #messageSpot(message: 'speech-update' | 'other', value: unknown): Spot {
    const known = message === 'other' ? this.#places.otherMessage(value) : this.#places.speechUpdate(value);
    return { known, name: '', own: false, open: false };
  }

  #envelope(message: 'speech-update' | 'other', value: unknown, entry: number): void {
    this.#members(value, entry, (name, member) => {
      const known = name === 'message' || this.#places.names.has(name);
      const spot = name === 'message' ? this.#messageSpot(message, member) : { ...UNKNOWN, name };
      return { spot, kept: known };
    });
  }

  #value(spot: Spot, value: unknown, entry: number): void {
    const tape = this.#tape;
    if (tape.isObject(entry)) this.#object(spot, value, entry);
    else if (tape.isArray(entry)) this.#array(spot, value, entry);
    else if (tape.isString(entry)) this.#string(spot, entry);
    else if (tape.isNumber(entry)) this.#number(spot, entry);
  }

  #object(spot: Spot, value: unknown, entry: number): void {
    this.#members(value, entry, (name, member) => {
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

  #members(
    value: unknown,
    entry: number,
    look: (name: string, member: unknown) => { spot: Spot; kept: boolean },
  ): void {
    const tape = this.#tape;
    const taken = new Set(typeof value === 'object' && value !== null ? Object.keys(value) : []);
    const given = new Map<string, Buffer>();
    for (const child of tape.children(entry)) {
      const [keyStart, keyEnd] = [tape.keyStart(child), tape.keyEnd(child)];
      const name = tape.name(child);
      const member = this.#valueAt(child, memberOf(value, name));
      const { spot, kept } = look(name, member);
      if (!kept)
        this.#put(keyStart, keyEnd, given.get(name) ?? this.#newName(name, keyStart, keyEnd, taken, given));
      this.#value(spot, member, child);
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

  #array({ known, name, open }: Spot, value: unknown, entry: number): void {
    let index = 0;
    for (const child of this.#tape.children(entry)) {
      const item = this.#valueAt(child, Array.isArray(value) ? value[index] : undefined);
      this.#value({ known: known?.item(item) ?? null, name, own: false, open }, item, child);
      index++;
    }
  }

  /** If a key stands twice, `parsed` is the value of the last; an earlier one may be another kind of value. */
  #valueAt(entry: number, parsed: unknown): unknown {
    const tape = this.#tape;
    if (isOpenedBy(tape.firstByte(entry), parsed)) return parsed;
    return JSON.parse(this.#bytes.toString('utf8', tape.start(entry), tape.end(entry)));
  }

  #string(spot: Spot, entry: number): void {
    const [start, end] = [this.#tape.start(entry) + 1, this.#tape.end(entry) - 1];
    const text = this.#tape.string(entry)!;
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

  #number(spot: Spot, entry: number): void {
    const [start, end] = [this.#tape.start(entry), this.#tape.end(entry)];
    const text = this.#bytes.toString('latin1', start, end);
    if (isPrivateNumber(spot, Number(text))) this.#put(start, end, Buffer.from(this.#filler.number(text)));
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
