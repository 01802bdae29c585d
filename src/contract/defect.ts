// Names a defect, a finding without its place in a source, and turns the way to it into a pointer.
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
  };
}[FindingCode];

/** The code and facts of a defect, which are known before the way to it. */
export type Fault = {
  [Code in FindingCode]: { readonly code: Code; readonly facts: FindingFacts[Code] };
}[FindingCode];

/** What stands in a pointer for a name that is not shown. */
export const HIDDEN = '*';
