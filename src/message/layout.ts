// Turns the names of an object's members into what is asked of it and of each, so that an object laid out alike need not ask again.
import type { Members, Place } from '../contract/contract.ts';
import type { Defect } from '../contract/defect.ts';

/** An object with more names is judged as a whole: finding one among them would take ever longer. */
const MOST_NAMES = 256;

export class Layout {
  readonly #members: Members;
  readonly names: string[];
  /** By the index of the name: where the value of that member stands; null where any value will do. */
  readonly places: (Place | null)[];
  #defects: readonly Defect[] | undefined;

  constructor(members: Members, names: string[] = [], places: (Place | null)[] = []) {
    this.#members = members;
    this.names = names;
    this.places = places;
  }

  /** Another layout, of the first so many members. */
  beginning(count: number): Layout {
    return new Layout(this.#members, this.names.slice(0, count), this.places.slice(0, count));
  }

  /** False where the name stands here already, or there are many. */
  add(name: string): boolean {
    if (this.names.length === MOST_NAMES || this.names.includes(name)) return false;
    this.names.push(name);
    this.places.push(this.#members.member(name));
    return true;
  }

  /** Of the names, once all are here. */
  get defects(): readonly Defect[] {
    this.#defects ??= this.#members.names(this.names);
    return this.#defects;
  }
}
