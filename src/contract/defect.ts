// Names a defect, a finding without its place in a source, and turns the way to it into a pointer.
import type { FindingCode, FindingFacts } from '../finding.ts';
import { formatPointer, type Token } from '../json/pointer.ts';

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
  };
}[FindingCode];

/** The code and facts of a defect, which are known before the way to it. */
export type Fault = {
  [Code in FindingCode]: { readonly code: Code; readonly facts: FindingFacts[Code] };
}[FindingCode];

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
