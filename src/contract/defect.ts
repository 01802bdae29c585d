// Names a defect, a finding without its place in a source, and turns the way to it into a pointer.
import type { FindingCode, FindingFacts } from '../finding.ts';
import { formatPointer, type Token } from '../json/pointer.ts';
import { MOST_OF_A_KIND, MOST_POINTER_CHARACTERS } from '../limits.ts';

export type Defect = {
  [Code in FindingCode]: {
    readonly code: Code;
    readonly facts: FindingFacts[Code];
    /** RFC 6901, from the value that was checked. */
    readonly pointer: string;
    /** The same with names that may be private hidden, where it leads through such. */
    readonly shown?: string;
    /** Whether its place is that of the value or of the value's key. */
    readonly at: 'value' | 'key';
    /** How many more defects of its code were counted and not kept. */
    readonly more?: number;
  };
}[FindingCode];

/** The code and facts of a defect, which are known before the way to it. */
export type Fault = {
  [Code in FindingCode]: { readonly code: Code; readonly facts: FindingFacts[Code] };
}[FindingCode];

/** The first defects of each code, within the limits; the last of them says how many more there were. */
export function bounded<Kind extends Pick<Defect, 'code' | 'pointer' | 'more'>>(
  defects: Iterable<Kind>,
): Kind[] {
  const kept: Kind[] = [];
  const codes = new Map<FindingCode, { count: number; characters: number; last: number; more: number }>();
  for (const { more = 0, ...defect } of defects) {
    const { code, pointer } = defect;
    const seen = codes.get(code) ?? { count: 0, characters: 0, last: 0, more: 0 };
    codes.set(code, seen);
    seen.more += more;
    const fits = seen.count < MOST_OF_A_KIND && seen.characters + pointer.length <= MOST_POINTER_CHARACTERS;
    if (fits || seen.count === 0) {
      seen.last = kept.push(defect as Kind) - 1;
      seen.count++;
      seen.characters += pointer.length;
    } else seen.more++;
  }
  for (const { last, more } of codes.values()) {
    if (more > 0) kept[last] = { ...kept[last]!, more };
  }
  return kept;
}

/** What stands in a pointer for a name that is not shown. */
export const HIDDEN = '*';

/** The defect of a part, as one of the value in which it stands under this name or number. */
export function outward(defect: Defect, step: Token, isHidden = false): Defect {
  const { pointer, shown } = defect;
  const way = formatPointer([step]);
  const moved = { ...defect, pointer: way + pointer };
  if (!isHidden && shown === undefined) return moved;
  return { ...moved, shown: (isHidden ? formatPointer([HIDDEN]) : way) + (shown ?? pointer) };
}
