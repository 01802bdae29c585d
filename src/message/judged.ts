// Turns the members of a message into their defects, and judges nothing twice whose bytes are the same.
import type { Members, Place } from '../contract/contract.ts';
import { type Defect, outward } from '../contract/defect.ts';
import { OPEN_BRACE, OPEN_BRACKET } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import { Pool } from '../json/pool.ts';
import { decodeString } from '../json/read.ts';
import { Recall } from '../json/recall.ts';
import type { MessageFields } from './fields.ts';

/** Values shorter than this cost less to judge than to remember. */
const LEAST_BYTES = 64;
/** Members of members of members are judged as a whole. */
const DEEPEST = 2;
/** Longer ones seldom come again, and take memory. */
const MOST_BYTES = 128 << 10;

/** What is known of a value: its defects, and of an array's first items how many they are. */
interface Verdict {
  readonly defects: readonly Defect[];
  readonly items: number;
}

/** The values seen at one place, and the places below. */
class Memory {
  readonly pool = new Pool<Verdict>();
  readonly #members = new Map<string, Memory>();

  member(name: string): Memory {
    let memory = this.#members.get(name);
    if (memory === undefined) {
      memory = new Memory();
      this.#members.set(name, memory);
    }
    return memory;
  }
}

/**
 * Sound because the verdict on a value depends on its bytes alone; that on an object of which nothing is asked but its
 * names and members, on these; and that on an array that has grown, on the items that were there and those that came.
 */
export class Judged {
  readonly #apart: Members;
  readonly #memory = new Memory();
  readonly #recall = new Recall();
  /** One for each level that is walked at once. */
  readonly #cursors = Array.from({ length: DEEPEST + 2 }, () => new Cursor());

  constructor(apart: Members) {
    this.#apart = apart;
  }

  /** The defects of the message; undefined where a key stands twice, and only the whole tells what is meant. */
  defectsOf({ members, callNumber }: MessageFields, bytes: Buffer): readonly Defect[] | undefined {
    this.#recall.call = callNumber;
    const names: string[] = [];
    const defects: Defect[] = [];
    for (let index = 0; index < members.length; index += 4) {
      const name = decodeString(bytes, members[index]!, members[index + 1]!);
      names.push(name);
      this.#member(
        name,
        this.#apart,
        this.#memory,
        bytes,
        members[index + 2]!,
        members[index + 3]!,
        0,
        defects,
      );
    }
    if (new Set(names).size < names.length) return undefined;
    defects.push(...this.#apart.names(names));
    return defects;
  }

  /** Adds what is wrong with a member. */
  #member(
    name: string,
    around: Members,
    memory: Memory,
    bytes: Buffer,
    start: number,
    end: number,
    depth: number,
    defects: Defect[],
  ): void {
    const place = around.member(name);
    if (place === null) return;
    const found =
      end - start < LEAST_BYTES
        ? judgeWhole(place, bytes, start, end)
        : this.#judge(place, memory.member(name), bytes, start, end, depth);
    for (const defect of found) defects.push(around.outward(defect, name));
  }

  #judge(
    place: Place,
    memory: Memory,
    bytes: Buffer,
    start: number,
    end: number,
    depth: number,
  ): readonly Defect[] {
    if (bytes[start] === OPEN_BRACKET && place.items !== null)
      return this.#judgeArray(place.items, memory, bytes, start, end, depth);
    const { pool } = memory;
    if (pool.isWorth()) {
      const known = pool.find(bytes, start, end, this.#recall.call);
      if (known?.length === end - start) return known.note.defects;
    }
    const inParts =
      bytes[start] === OPEN_BRACE && place.members !== null && depth < DEEPEST
        ? this.#judgeMembers(place.members, memory, bytes, start, end, depth)
        : undefined;
    const defects = inParts ?? judgeWhole(place, bytes, start, end);
    if (end - start <= MOST_BYTES && pool.isWorth())
      pool.remember(bytes, start, end, this.#recall.call, { defects, items: 0 });
    return defects;
  }

  /** Undefined where a key stands twice. */
  #judgeMembers(
    members: Members,
    memory: Memory,
    bytes: Buffer,
    start: number,
    end: number,
    depth: number,
  ): Defect[] | undefined {
    const cursor = this.#cursors[depth]!;
    cursor.reset(bytes, start, end);
    cursor.enter(OPEN_BRACE);
    const names: string[] = [];
    const defects: Defect[] = [];
    while (cursor.nextKey()) {
      const name = decodeString(bytes, cursor.keyStart, cursor.keyEnd);
      if (names.includes(name)) return undefined;
      names.push(name);
      cursor.peek();
      const from = cursor.at;
      this.#recall.skip(cursor);
      this.#member(name, members, memory, bytes, from, cursor.at, depth + 1, defects);
    }
    defects.push(...members.names(names));
    return defects;
  }

  /** Of an array that begins as one that is known, the items behind those are judged. */
  #judgeArray(
    item: Place,
    { pool }: Memory,
    bytes: Buffer,
    start: number,
    end: number,
    depth: number,
  ): readonly Defect[] {
    const known = pool.isWorth() ? pool.find(bytes, start, end, this.#recall.call) : undefined;
    const cursor = this.#cursors[depth + 1]!;
    cursor.reset(bytes, start, end);
    let itemsEnd = start;
    if (known === undefined) cursor.enter(OPEN_BRACKET);
    else {
      itemsEnd = start + known.length;
      cursor.resumeInside(itemsEnd);
    }
    let { defects, items }: Verdict = known?.note ?? { defects: [], items: 0 };
    while (cursor.nextItem()) {
      cursor.peek();
      const from = cursor.at;
      cursor.skipValue();
      itemsEnd = cursor.at;
      const found = judgeWhole(item, bytes, from, itemsEnd);
      if (found.length > 0) defects = [...defects, ...found.map((defect) => outward(defect, items))];
      items++;
    }
    if (itemsEnd - start > MOST_BYTES) return defects;
    const verdict = { defects, items };
    if (known !== undefined) {
      known.extend(bytes, start, itemsEnd);
      known.note = verdict;
    } else if (itemsEnd - start >= LEAST_BYTES && pool.isWorth())
      pool.remember(bytes, start, itemsEnd, this.#recall.call, verdict);
    return defects;
  }
}

function judgeWhole(place: Place, bytes: Buffer, start: number, end: number): readonly Defect[] {
  return place.judge(JSON.parse(bytes.toString('utf8', start, end)));
}
