// Turns the members of a message into their defects, and judges nothing twice whose bytes are the same.
import type { Members, Place } from '../contract/contract.ts';
import { type Defect, outward } from '../contract/defect.ts';
import { OPEN_BRACKET } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import type { Known } from '../json/pool.ts';
import { decodeString, kindOf } from '../json/read.ts';
import type { Noted, Steps } from '../json/steps.ts';
import { Tokens } from '../json/tokens.ts';
import type { MessageFields } from './fields.ts';

/** The verdict on a value at a place, and of an array how many of its items, in how many of its bytes, it is on. */
class Verdict {
  readonly place: Place;
  readonly defects: readonly Defect[];
  readonly items: number;
  readonly length: number;

  constructor(place: Place, defects: readonly Defect[], items = 0, length = 0) {
    this.place = place;
    this.defects = defects;
    this.items = items;
    this.length = length;
  }
}

/** An object with more names is judged as a whole: finding one among them would take ever longer. */
const MOST_NAMES = 256;

/** What was said of an object that had members of these names. */
interface Named {
  names: readonly string[];
  defects: readonly Defect[];
}

/**
 * Sound because the verdict on a value depends on its bytes alone; that on an object of which nothing is asked but its
 * names and members, on these; and that on an array that has grown, on the items that were there and those that came. Which
 * bytes are the same was found when the message was read: verdicts are noted on what knows them.
 */
export class Judged {
  readonly #apart: Members;
  readonly #cursor = new Cursor();
  readonly #names = new Tokens(decodeString);
  readonly #words = new Tokens<Noted>(() => ({ note: undefined }));
  readonly #named = new Map<Members, Named>();

  constructor(apart: Members) {
    this.#apart = apart;
  }

  /** The defects of the message; undefined where a key stands twice, and only the whole tells what is meant, or where there are many. */
  defectsOf(message: MessageFields, steps: Steps, bytes: Buffer): readonly Defect[] | undefined {
    if (!steps.isWhole) return undefined;
    const { members, knownCall } = message;
    const names: string[] = [];
    const defects: Defect[] = [];
    for (let index = 0; index < message.steps.length; index++) {
      const at = index * 4;
      const name = this.#names.of(bytes, members[at]!, members[at + 1]!);
      if (names.length === MOST_NAMES || names.includes(name)) return undefined;
      names.push(name);
      const place = this.#apart.member(name);
      if (place === null) continue;
      const step = message.steps[index]!;
      const found =
        step >= 0
          ? this.#stepDefects(place, steps, step, bytes)
          : this.#defectsAt(
              place,
              name === 'call' ? knownCall : undefined,
              bytes,
              members[at + 2]!,
              members[at + 3]!,
            );
      addOutward(found, this.#apart, name, defects);
    }
    addAll(this.#defectsOfNames(this.#apart, names), defects);
    return defects;
  }

  #stepDefects(place: Place, steps: Steps, index: number, bytes: Buffer): readonly Defect[] {
    const { start, end, next } = steps.at(index);
    const known = steps.knownAt(index);
    if (bytes[start] === OPEN_BRACKET && place.items !== null)
      return this.#arrayDefects(place, place.items, known, bytes, start, end);
    const hasSteps = next > index + 1 && place.members !== null;
    if (!hasSteps) return this.#defectsAt(place, known, bytes, start, end);
    const verdict = verdictOn(known, place);
    if (verdict !== undefined) return verdict.defects;
    const defects =
      this.#memberDefects(place.members, steps, index, bytes) ?? judgeWhole(place, bytes, start, end);
    if (known !== undefined) known.note = new Verdict(place, defects);
    return defects;
  }

  /** Of a value that is judged as a whole, or was. */
  #defectsAt(
    place: Place,
    known: Noted | undefined,
    bytes: Buffer,
    start: number,
    end: number,
  ): readonly Defect[] {
    const noted =
      known ?? (kindOf(bytes[start]!) === 'number' ? undefined : this.#words.of(bytes, start, end));
    const verdict = verdictOn(noted, place);
    if (verdict !== undefined) return verdict.defects;
    const defects = judgeWhole(place, bytes, start, end);
    if (noted !== undefined) noted.note = new Verdict(place, defects);
    return defects;
  }

  /** Undefined where a key stands twice, or there are many. */
  #memberDefects(members: Members, steps: Steps, around: number, bytes: Buffer): Defect[] | undefined {
    const names: string[] = [];
    const defects: Defect[] = [];
    const { next } = steps.at(around);
    for (let index = around + 1; index < next; index = steps.at(index).next) {
      const { keyStart, keyEnd } = steps.at(index);
      const name = this.#names.of(bytes, keyStart, keyEnd);
      if (names.length === MOST_NAMES || names.includes(name)) return undefined;
      names.push(name);
      const place = members.member(name);
      if (place !== null) addOutward(this.#stepDefects(place, steps, index, bytes), members, name, defects);
    }
    addAll(this.#defectsOfNames(members, names), defects);
    return defects;
  }

  /** Of an array that begins as one that is known, the items behind those are judged. */
  #arrayDefects(
    place: Place,
    item: Place,
    known: Known | undefined,
    bytes: Buffer,
    start: number,
    end: number,
  ): readonly Defect[] {
    const verdict = verdictOn(known, place);
    const cursor = this.#cursor;
    cursor.reset(bytes, start, end);
    if (verdict === undefined) cursor.enter(OPEN_BRACKET);
    else cursor.resumeInside(start + verdict.length);
    const defects = [...(verdict?.defects ?? [])];
    let [items, length] = [verdict?.items ?? 0, 0];
    while (cursor.nextItem()) {
      cursor.peek();
      const from = cursor.at;
      cursor.skipValue();
      length = cursor.at - start;
      const found = judgeWhole(item, bytes, from, cursor.at);
      for (const defect of found) defects.push(outward(defect, items));
      items++;
    }
    if (known !== undefined && known.length === length)
      known.note = new Verdict(place, defects, items, length);
    return defects;
  }

  /** Most objects have the members that the one before had. */
  #defectsOfNames(members: Members, names: readonly string[]): readonly Defect[] {
    const last = this.#named.get(members);
    if (last !== undefined && isSame(last.names, names)) return last.defects;
    const defects = members.names(names);
    if (last === undefined) this.#named.set(members, { names, defects });
    else Object.assign(last, { names, defects });
    return defects;
  }
}

function verdictOn(noted: Noted | undefined, place: Place): Verdict | undefined {
  const note = noted?.note;
  return note instanceof Verdict && note.place === place ? note : undefined;
}

function judgeWhole(place: Place, bytes: Buffer, start: number, end: number): readonly Defect[] {
  return place.judge(JSON.parse(bytes.toString('utf8', start, end)));
}

/** The defects of a member, as those of what is around it. */
function addOutward(found: readonly Defect[], around: Members, name: string, defects: Defect[]): void {
  for (const defect of found) defects.push(around.outward(defect, name));
}

function addAll(found: readonly Defect[], defects: Defect[]): void {
  for (const defect of found) defects.push(defect);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
