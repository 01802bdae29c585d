// Names a defect, a finding without its place in a source.
import type { FindingCode, FindingFacts } from '../finding.ts';

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

/** A defect, and where it stands in the memory of the kernel. */
export type PlacedDefect = Defect & { readonly offset: number };

/** The code and facts of a defect, which are known before the way to it. */
export type Fault = {
  [Code in FindingCode]: { readonly code: Code; readonly facts: FindingFacts[Code] };
}[FindingCode];

/** What stands in a pointer for a name that is not shown. */
export const HIDDEN = '*';
