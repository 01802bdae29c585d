// Turns defects into the first ones of each code, within the limits; the last of them says how many more there were.
import type { FindingCode } from '../finding.ts';
import { MOST_OF_A_KIND, MOST_POINTER_CHARACTERS } from '../limits.ts';
import type { Defect } from './defect.ts';

interface Counted {
  count: number;
  characters: number;
  /** The place of the last one that was kept. */
  last: number;
  more: number;
}

export class Bounds<Kind extends Pick<Defect, 'code' | 'pointer' | 'more'>> {
  readonly #kept: Kind[] = [];
  readonly #codes = new Map<FindingCode, Counted>();

  /** Whether any other defect of this code is only counted. */
  isFull(code: FindingCode): boolean {
    return (this.#codes.get(code)?.count ?? 0) >= MOST_OF_A_KIND;
  }

  add(defect: Kind): void {
    const { code, pointer, more } = defect;
    const { length } = pointer;
    const seen = this.#of(code);
    if (more !== undefined) seen.more += more;
    const fits = seen.count < MOST_OF_A_KIND && seen.characters + length <= MOST_POINTER_CHARACTERS;
    if (!fits && seen.count > 0) {
      seen.more++;
      return;
    }
    seen.last = this.#kept.push(defect) - 1;
    seen.count++;
    seen.characters += length;
  }

  /** Counts defects of a code that is full. */
  count(code: FindingCode, more: number): void {
    this.#of(code).more += more;
  }

  take(): Kind[] {
    const kept = this.#kept;
    const lasts = new Map(Array.from(this.#codes.values(), ({ last, more }) => [last, more]));
    return kept.map((defect, index) => {
      const { more, ...alone } = defect;
      const counted = lasts.get(index) ?? 0;
      if (counted > 0) return { ...alone, more: counted } as Kind;
      return more === undefined ? defect : (alone as Kind);
    });
  }

  #of(code: FindingCode): Counted {
    let seen = this.#codes.get(code);
    if (seen === undefined) {
      seen = { count: 0, characters: 0, last: 0, more: 0 };
      this.#codes.set(code, seen);
    }
    return seen;
  }
}

export function bounded<Kind extends Pick<Defect, 'code' | 'pointer' | 'more'>>(
  defects: Iterable<Kind>,
): Kind[] {
  const bounds = new Bounds<Kind>();
  for (const defect of defects) bounds.add(defect);
  return bounds.take();
}
