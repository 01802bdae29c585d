// Turns events into columns of numbers, since a log has millions of them, and back into events one at a time.
import { TextMap } from '../text-map.ts';
import type { Role, SpeechEvent, Status } from './event.ts';

/** What a number cannot be that is told. */
export const NONE = 0xffff_ffff;
/** The bits of `what`. */
export const ASSISTANT = 1;
export const STARTED = 2;

const FIRST = 64;

type Column = Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Events in the order of their arrival. Lines, columns, records and turns are whole numbers below 2 ** 32 - 1. */
export class EventColumns implements Iterable<SpeechEvent> {
  length = 0;
  /** Ids of calls, null for messages that tell none; `call` holds indices in it. */
  readonly calls: (string | null)[];
  readonly sources: string[];
  /** Epoch ms, NaN where there is none. */
  at: Float64Array<ArrayBuffer>;
  receivedAt: Float64Array<ArrayBuffer>;
  what: Uint8Array<ArrayBuffer>;
  turn: Uint32Array<ArrayBuffer>;
  call: Uint32Array<ArrayBuffer>;
  source: Uint32Array<ArrayBuffer>;
  record: Uint32Array<ArrayBuffer>;
  line: Uint32Array<ArrayBuffer>;
  column: Uint32Array<ArrayBuffer>;
  /** Where a call stands in the list of calls, as far as that was looked through. */
  readonly #places = new TextMap<number>();
  #placed = 0;

  /** `room` is for how many events there is room at first; lists of calls and sources may be those of other columns. */
  constructor(room = FIRST, calls: (string | null)[] = [], sources: string[] = []) {
    this.calls = calls;
    this.sources = sources;
    this.at = new Float64Array(room);
    this.receivedAt = new Float64Array(room);
    this.what = new Uint8Array(room);
    this.turn = new Uint32Array(room);
    this.call = new Uint32Array(room);
    this.source = new Uint32Array(room);
    this.record = new Uint32Array(room);
    this.line = new Uint32Array(room);
    this.column = new Uint32Array(room);
  }

  push(event: SpeechEvent): void {
    const { role, status, turn, at, receivedAt, record, line, column } = event;
    const call = this.#callOf(event.callId);
    const source = indexIn(this.sources, event.source);
    this.add(
      at ?? Number.NaN,
      receivedAt ?? Number.NaN,
      whatOf(role, status),
      turn ?? NONE,
      call,
      source,
      record,
      line,
      column,
    );
  }

  clear(): void {
    this.length = 0;
    this.calls.length = 0;
    this.sources.length = 0;
    this.#places.clear();
    this.#placed = 0;
  }

  add(
    at: number,
    receivedAt: number,
    what: number,
    turn: number,
    call: number,
    source: number,
    record: number,
    line: number,
    column: number,
  ): void {
    const index = this.length++;
    if (index === this.at.length) this.#grow(index * 2);
    this.at[index] = at;
    this.receivedAt[index] = receivedAt;
    this.what[index] = what;
    this.turn[index] = turn < NONE ? turn : NONE;
    this.call[index] = call;
    this.source[index] = source;
    this.record[index] = record;
    this.line[index] = line;
    this.column[index] = column;
  }

  /** Adds the events [from, to) of others, whose calls and sources stand at these indices here. */
  append(more: EventColumns, from: number, to: number, calls: Uint32Array, sources: Uint32Array): void {
    for (let index = from; index < to; index++)
      this.add(
        more.at[index]!,
        more.receivedAt[index]!,
        more.what[index]!,
        more.turn[index]!,
        calls[more.call[index]!]!,
        sources[more.source[index]!]!,
        more.record[index]!,
        more.line[index]!,
        more.column[index]!,
      );
  }

  get(index: number): SpeechEvent {
    const what = this.what[index]!;
    const [at, receivedAt, turn] = [this.at[index]!, this.receivedAt[index]!, this.turn[index]!];
    return {
      callId: this.calls[this.call[index]!]!,
      role: (what & ASSISTANT) === 0 ? 'user' : 'assistant',
      status: (what & STARTED) === 0 ? 'stopped' : 'started',
      turn: turn === NONE ? null : turn,
      at: Number.isNaN(at) ? null : at,
      receivedAt: Number.isNaN(receivedAt) ? null : receivedAt,
      source: this.sources[this.source[index]!]!,
      record: this.record[index]!,
      line: this.line[index]!,
      column: this.column[index]!,
    };
  }

  /** A copy that can be handed to another thread: the columns no longer than they are full. */
  pack(): { calls: (string | null)[]; sources: string[]; length: number; columns: Column[] } {
    const { calls, sources, length } = this;
    return {
      calls: [...calls],
      sources: [...sources],
      length,
      columns: COLUMNS.map((name) => this[name].slice(0, length)),
    };
  }

  static unpack({ calls, sources, length, columns }: ReturnType<EventColumns['pack']>): EventColumns {
    const events = new EventColumns(0, calls, sources);
    events.length = length;
    for (const [index, name] of COLUMNS.entries()) Reflect.set(events, name, columns[index]);
    return events;
  }

  *[Symbol.iterator](): Generator<SpeechEvent> {
    for (let index = 0; index < this.length; index++) yield this.get(index);
  }

  /** Others add to the list too. */
  #callOf(id: string | null): number {
    const { calls } = this;
    if (id === null) return indexIn(calls, id);
    for (; this.#placed < calls.length; this.#placed++) {
      const known = calls[this.#placed];
      if (known != null) this.#places.set(known, this.#placed);
    }
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    return calls.push(id) - 1;
  }

  #grow(capacity: number): void {
    const grown = <Column extends { set(from: Column): void }>(
      make: new (length: number) => Column,
      column: Column,
    ): Column => {
      const larger = new make(capacity);
      larger.set(column);
      return larger;
    };
    this.at = grown(Float64Array, this.at);
    this.receivedAt = grown(Float64Array, this.receivedAt);
    this.what = grown(Uint8Array, this.what);
    this.turn = grown(Uint32Array, this.turn);
    this.call = grown(Uint32Array, this.call);
    this.source = grown(Uint32Array, this.source);
    this.record = grown(Uint32Array, this.record);
    this.line = grown(Uint32Array, this.line);
    this.column = grown(Uint32Array, this.column);
  }
}

const COLUMNS = ['at', 'receivedAt', 'what', 'turn', 'call', 'source', 'record', 'line', 'column'] as const;

export function whatOf(role: Role, status: Status): number {
  return (role === 'assistant' ? ASSISTANT : 0) | (status === 'started' ? STARTED : 0);
}

/** Few are looked for again and again, the last ones most. */
function indexIn<Value>(list: Value[], value: Value): number {
  const known = list.lastIndexOf(value);
  return known >= 0 ? known : list.push(value) - 1;
}
