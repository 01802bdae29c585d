// Turns events, as they arrive in columns, into chains: each leads to the next of the same call.
import { EventColumns } from '../message/columns.ts';
import type { SpeechEvent } from '../message/event.ts';

/** What the last event of a chain leads to. */
export const END = 0xffff_ffff;

/** Events are kept in blocks of so many, so that none has to move when more come. */
const BLOCK_BITS = 14;
const BLOCK = 1 << BLOCK_BITS;
const FIRST = 64;

/** An event is a number, counted on from 0. */
export class EventStore {
  /** Ids of calls, and names of sources, of all events. */
  readonly calls: (string | null)[] = [];
  readonly sources: string[] = [];
  length = 0;
  readonly #blocks: EventColumns[] = [];
  readonly #next: Uint32Array<ArrayBuffer>[] = [];

  /** Whose calls and sources stand at these indices here. */
  add(more: EventColumns, calls: Uint32Array, sources: Uint32Array): void {
    for (let from = 0; from < more.length; ) {
      const block = this.#blockWithRoom();
      const to = Math.min(more.length, from + BLOCK - block.length);
      block.append(more, from, to, calls, sources);
      this.length += to - from;
      from = to;
    }
  }

  /** The columns that an event stands in; its place there is `event & WITHIN`. */
  blockOf(event: number): EventColumns {
    return this.#blocks[event >>> BLOCK_BITS]!;
  }

  get(event: number): SpeechEvent {
    return this.blockOf(event).get(event & WITHIN);
  }

  callOf(event: number): number {
    return this.blockOf(event).call[event & WITHIN]!;
  }

  after(event: number): number {
    return this.#next[event >>> BLOCK_BITS]![event & WITHIN] ?? END;
  }

  leadTo(event: number, next: number): void {
    const block = event >>> BLOCK_BITS;
    let links = this.#next[block]!;
    if ((event & WITHIN) >= links.length) {
      links = new Uint32Array(this.#blocks[block]!.at.length).fill(END);
      links.set(this.#next[block]!);
      this.#next[block] = links;
    }
    links[event & WITHIN] = next;
  }

  #blockWithRoom(): EventColumns {
    const last = this.#blocks.at(-1);
    if (last !== undefined && last.length < BLOCK) return last;
    // Most logs are short; where there is a second block, there may be many.
    const room = last === undefined ? FIRST : BLOCK;
    const block = new EventColumns(room, this.calls, this.sources);
    this.#blocks.push(block);
    this.#next.push(new Uint32Array(room).fill(END));
    return block;
  }
}

/** The part of an event's number that is its place in its block. */
export const WITHIN = BLOCK - 1;
