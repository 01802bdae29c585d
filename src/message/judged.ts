// Turns the members of a message into their defects, and judges nothing twice whose bytes are the same.
import type { Members, Place } from '../contract/contract.ts';
import { type Defect, outward } from '../contract/defect.ts';
import { OPEN_BRACKET } from '../json/bytes.ts';
import { Cursor } from '../json/cursor.ts';
import { decodeNumber, decodeString, startsNumber } from '../json/read.ts';
import type { KnownBytes, Noted, Steps } from '../json/steps.ts';
import { Tokens } from '../json/tokens.ts';
import { MOST_OF_A_KIND } from '../limits.ts';
import type { MessageFields } from './fields.ts';
import { Layout } from './layout.ts';

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

/**
 * Sound because the verdict on a value depends on its bytes alone; that on an object of which nothing is asked but its
 * names and members, on these; and that on an array that has grown, on the items that were there and those that came. Which
 * bytes are the same was found when the message was read: verdicts are noted on what knows them. What knows an array knows
 * only a beginning of it, which may grow, so an array that must be judged as a whole is judged every time.
 */
export class Judged {
  readonly #apart: Members;
  readonly #cursor = new Cursor();
  readonly #names = new Tokens(decodeString);
  readonly #words = new Tokens<Noted>(() => ({ note: undefined }));
  /** What objects of each kind were made of last: most have the members that the one before had. */
  readonly #layouts = new Map<Members, Layout>();

  constructor(apart: Members) {
    this.#apart = apart;
  }

  /** The defects of the message; undefined where a key stands twice, and only the whole tells what is meant, or where there are many. */
  defectsOf({ steps, first, past }: MessageFields, bytes: Buffer): readonly Defect[] | undefined {
    return steps.isWhole ? this.#memberDefects(this.#apart, steps, first, past, bytes) : undefined;
  }

  #stepDefects(place: Place, steps: Steps, index: number, bytes: Buffer): readonly Defect[] {
    const { start, end, next } = steps.at(index);
    const known = steps.knownAt(index);
    if (bytes[start] === OPEN_BRACKET)
      return place.items === null
        ? judgeWhole(place, bytes, start, end)
        : this.#arrayDefects(place, place.items, known, bytes, start, end);
    const hasSteps = next > index + 1 && place.members !== null;
    if (!hasSteps) return this.#defectsAt(place, known, bytes, start, end);
    const verdict = verdictOn(known, place);
    if (verdict !== undefined) return verdict.defects;
    const defects =
      this.#memberDefects(place.members, steps, index + 1, next, bytes) ??
      judgeWhole(place, bytes, start, end);
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
    const noted = known ?? (startsNumber(bytes[start]!) ? undefined : this.#words.of(bytes, start, end));
    const verdict = verdictOn(noted, place);
    if (verdict !== undefined) return verdict.defects;
    const defects = judgeWhole(place, bytes, start, end);
    if (noted !== undefined) noted.note = new Verdict(place, defects);
    return defects;
  }

  /** Of an object, by the steps [first, past) over its members. Undefined where a key stands twice, or there are many, of defects too. */
  #memberDefects(
    members: Members,
    steps: Steps,
    first: number,
    past: number,
    bytes: Buffer,
  ): Defect[] | undefined {
    const defects: Defect[] = [];
    const last = this.#layouts.get(members);
    let layout = last ?? new Layout(members);
    let count = 0;
    for (let index = first; index < past; index = steps.at(index).next) {
      const { keyStart, keyEnd } = steps.at(index);
      const name = this.#names.of(bytes, keyStart, keyEnd);
      if (layout.names[count] !== name) {
        if (layout === last) layout = layout.beginning(count);
        if (!layout.add(name)) return undefined;
      }
      const place = layout.places[count++]!;
      if (place !== null) addOutward(this.#stepDefects(place, steps, index, bytes), members, name, defects);
      if (defects.length > MOST_OF_A_KIND) return undefined;
    }
    if (count < layout.names.length) layout = layout.beginning(count);
    if (layout !== last) this.#layouts.set(members, layout);
    for (const defect of layout.defects) defects.push(defect);
    return defects;
  }

  /** Of an array that begins as one that is known, the items behind those are judged. */
  #arrayDefects(
    place: Place,
    item: Place,
    known: KnownBytes | undefined,
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
      if (defects.length > MOST_OF_A_KIND) return judgeWhole(place, bytes, start, end);
      const found = judgeWhole(item, bytes, from, cursor.at);
      for (const defect of found) defects.push(outward(defect, items));
      items++;
    }
    if (known !== undefined && known.length === length)
      known.note = new Verdict(place, defects, items, length);
    return defects;
  }
}

function verdictOn(noted: Noted | undefined, place: Place): Verdict | undefined {
  const note = noted?.note;
  return note instanceof Verdict && note.place === place ? note : undefined;
}

function judgeWhole(place: Place, bytes: Buffer, start: number, end: number): readonly Defect[] {
  return place.judge(
    startsNumber(bytes[start]!)
      ? decodeNumber(bytes, start, end)
      : JSON.parse(bytes.toString('utf8', start, end)),
  );
}

/** The defects of a member, as those of what is around it. */
function addOutward(found: readonly Defect[], around: Members, name: string, defects: Defect[]): void {
  for (const defect of found) defects.push(around.outward(defect, name));
}
